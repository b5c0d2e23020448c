import type { Chart } from 'cdk8s';
import {
  ClaimSource,
  PersistentVolumeClaim,
  PersistentVolumePool,
  PoolVolume,
  StatefulCluster,
  Storage,
  StorageClass,
  VolumeSnapshot,
} from '../../lib';
import { acceptIfFound } from '../support/accept';
import { emitted, problems } from '../support/build';
import { changesOf, expectChanges, type OptionCase, only, option, optionsOf, REMOVED } from '../support/options';
import {
  CLAIM_SAMPLE,
  POOL_SAMPLE,
  POOL_VOLUMES,
  SNAPSHOT_SAMPLE,
  STORAGE_CLASS_SAMPLE,
} from '../support/storage-samples';
import { WORKLOAD } from './workload-options';

const claimOf = (key: string, value: unknown, field: string, written: unknown = value) =>
  option(key, 'said', { [key]: value }, { [`PersistentVolumeClaim/x spec.${field}`]: written });
const classOf = (key: string, value: unknown, written: unknown = value) =>
  option(key, 'said', { [key]: value }, { [`StorageClass/x ${key}`]: written });
const volume = 'PersistentVolume/x-0';
const nfs = (props: object = {}) => PoolVolume.nfs({ server: 'nfs.example.com', path: '/0', ...props });
const volumes = (...of: PoolVolume[]) => ({ volumes: of });
const field = (
  key: string,
  type: string,
  make: (props: never) => PoolVolume,
  base: object,
  value: object,
  written = value,
) =>
  option(
    `volumes[].${key}`,
    `of ${type}`,
    volumes(make({ ...base, ...value } as never)),
    Object.fromEntries(Object.entries(written).map(([name, one]) => [`${volume} spec.${type}.${name}`, one])),
    volumes(make(base as never)),
  );
const local = { path: '/mnt/0', nodes: ['a'] };
const csi = { driver: 'csi.example.com', handle: 'h' };
const metadata = (kind: string) => [
  option('name', 'another', { name: 'y' }, only(/^\w+\/[xy](-0)?$/, REMOVED, expect.anything())),
  option('labels', 'some', { labels: { a: 'b' } }, { [`${kind} metadata.labels`]: { a: 'b' } }),
  option('annotations', 'some', { annotations: { a: 'b' } }, { [`${kind} metadata.annotations`]: { a: 'b' } }),
];

type Row = readonly [string, (chart: Chart, props: never) => unknown, object, readonly object[], readonly OptionCase[]];
const CONSTRUCTS: readonly Row[] = [
  [
    'StorageClass',
    (chart, props) => new StorageClass(chart, 'x', props),
    { provisioner: 'ebs.csi.aws.com', reclaimPolicy: 'Retain' },
    [STORAGE_CLASS_SAMPLE],
    [
      ...metadata('StorageClass/x'),
      classOf('provisioner', 'nfs.example.com'),
      classOf('reclaimPolicy', 'Delete'),
      classOf('parameters', { type: 'gp3' }),
      classOf('volumeBindingMode', 'WaitForFirstConsumer'),
      classOf('allowVolumeExpansion', true),
      classOf('mountOptions', ['noatime']),
      classOf('allowedTopologies', { zone: ['a', 'b'] }, [
        { matchLabelExpressions: [{ key: 'zone', values: ['a', 'b'] }] },
      ]),
      option(
        'isDefault',
        'the default',
        { isDefault: true },
        {
          'StorageClass/x metadata.annotations': { 'storageclass.kubernetes.io/is-default-class': 'true' },
        },
      ),
    ],
  ],
  [
    'PersistentVolumePool',
    (chart, props) =>
      acceptIfFound(
        new PersistentVolumePool(chart, 'x', props),
        'recycle-deprecated',
        'block-of-volume',
        'delete-of-volume',
      ),
    { volumes: [nfs()], size: '1Gi', accessModes: ['ReadWriteOnce'], storageClass: 'slow' },
    [POOL_SAMPLE, ...Object.values(POOL_VOLUMES).map((one) => ({ volumes: [one] }))],
    [
      ...metadata(volume),
      option('volumes', 'one more', volumes(nfs(), nfs({ path: '/1' })), { 'PersistentVolume/x-1': expect.anything() }),
      option('volumes[].name', 'a name of its own', volumes(nfs({ name: 'own' })), {
        [volume]: REMOVED,
        'PersistentVolume/own': expect.anything(),
      }),
      field('server', 'nfs', PoolVolume.nfs, { server: 'a', path: '/0' }, { server: 'b' }),
      field('path', 'nfs', PoolVolume.nfs, { server: 'a', path: '/0' }, { path: '/1' }),
      field('readOnly', 'nfs', PoolVolume.nfs, { server: 'a', path: '/0' }, { readOnly: true }),
      field('path', 'local', PoolVolume.local, local, { path: '/mnt/1' }),
      field('fsType', 'local', PoolVolume.local, local, { fsType: 'xfs' }),
      option(
        'volumes[].nodes',
        'another node',
        volumes(PoolVolume.local({ ...local, nodes: ['b'] })),
        { [`${volume} spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values[0]`]: 'b' },
        volumes(PoolVolume.local(local)),
      ),
      field('type', 'hostPath', PoolVolume.hostPath, { path: '/0' }, { type: 'Directory' }),
      field('driver', 'csi', PoolVolume.csi, csi, { driver: 'other.example.com' }),
      field('handle', 'csi', PoolVolume.csi, csi, { handle: 'i' }, { volumeHandle: 'i' } as never),
      field('attributes', 'csi', PoolVolume.csi, csi, { attributes: { a: 'b' } }, {
        volumeAttributes: { a: 'b' },
      } as never),
      field('nodeStageSecret', 'csi', PoolVolume.csi, csi, { nodeStageSecret: { name: 'a', namespace: 'b' } }, {
        nodeStageSecretRef: { name: 'a', namespace: 'b' },
      } as never),
      option('size', 'another', { size: '2Gi' }, { [`${volume} spec.capacity.storage`]: '2Gi' }),
      option(
        'accessModes',
        'all that NFS has',
        { accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'] },
        {
          [`${volume} spec.accessModes[1]`]: 'ReadOnlyMany',
          [`${volume} spec.accessModes[2]`]: 'ReadWriteMany',
        },
      ),
      option('storageClass', 'none', { storageClass: '' }, { [`${volume} spec.storageClassName`]: '' }),
      ...['Delete', 'Recycle'].map((policy) =>
        option(
          'reclaimPolicy',
          policy,
          { reclaimPolicy: policy },
          { [`${volume} spec.persistentVolumeReclaimPolicy`]: policy },
        ),
      ),
      option(
        'mountOptions',
        'one',
        { mountOptions: ['nfsvers=4.1'] },
        { [`${volume} spec.mountOptions`]: ['nfsvers=4.1'] },
      ),
      option('volumeMode', 'a device', { volumeMode: 'Block' }, { [`${volume} spec.volumeMode`]: 'Block' }),
      option(
        'claims',
        'kept for a claim',
        { claims: [{ name: 'data-db-0', namespace: 'shop' }] },
        {
          [`${volume} spec.claimRef`]: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            name: 'data-db-0',
            namespace: 'shop',
          },
        },
      ),
    ],
  ],
  [
    'PersistentVolumeClaim',
    (chart, props) => new PersistentVolumeClaim(chart, 'x', props),
    { size: '1Gi' },
    [CLAIM_SAMPLE],
    [
      ...metadata('PersistentVolumeClaim/x'),
      claimOf('size', '2Gi', 'resources.requests.storage'),
      claimOf('volumeMode', 'Block', 'volumeMode'),
      claimOf('volumeName', 'slow-0', 'volumeName'),
      claimOf('storageClass', 'slow', 'storageClassName'),
      claimOf('volumeLabels', { a: 'b' }, 'selector', { matchLabels: { a: 'b' } }),
      claimOf('volumeAttributesClass', 'gold', 'volumeAttributesClassName'),
      claimOf('from', ClaimSource.claim('a'), 'dataSource', { kind: 'PersistentVolumeClaim', name: 'a' }),
      option(
        'accessMode',
        'many',
        { accessMode: 'ReadWriteMany' },
        {
          'PersistentVolumeClaim/x spec.accessModes[0]': 'ReadWriteMany',
        },
      ),
    ],
  ],
  [
    'VolumeSnapshot',
    (chart, props) => new VolumeSnapshot(chart, 'x', props),
    { claim: 'media' },
    [SNAPSHOT_SAMPLE],
    [
      option('name', 'another', { name: 'y' }, only(/^\w+\/[xy]$/, REMOVED, expect.anything())),
      option('claim', 'another', { claim: 'b' }, { 'VolumeSnapshot/x spec.source.persistentVolumeClaimName': 'b' }),
      option(
        'snapshotClass',
        'one',
        { snapshotClass: 'csi' },
        { 'VolumeSnapshot/x spec.volumeSnapshotClassName': 'csi' },
      ),
    ],
  ],
];

/** What is shown as a part of another option, or with the kinds of volume. */
const PARTS = /^(allowedTopologies\{\}|claims\[\]\.(name|namespace)|from\..*|volumes\[\]\.nodeStageSecret\..*)$/;

describe.each(CONSTRUCTS)(
  'an option of a %s changes what it says, and nothing else',
  (_name, make, base, samples, options) => {
    test.each(options.map((one) => [one.option, one.sentence, one] as const))('%s: %s', (_option, _sentence, one) => {
      expectChanges(one, changesOf(make, base, one));
    });

    test('and each option is shown', () => {
      const all = optionsOf(...samples).filter((path) => !PARTS.test(path));
      expect(all.filter((path) => !options.some((one) => one.option === path))).toEqual([]);
    });
  },
);

const pool = (props: object) => (chart: Chart) =>
  new PersistentVolumePool(chart, 'pool', {
    volumes: [nfs()],
    size: '1Gi',
    accessModes: ['ReadWriteOnce'],
    storageClass: 'slow',
    ...props,
  });
const rulesOf = (make: (chart: Chart) => unknown, namespace?: string) =>
  problems(make, { namespace }).map(({ rule, severity }) => `${severity} ${rule}`);

describe('what static volumes cannot do is an error', () => {
  test.each<[string, object, string]>([
    [
      'ReadWriteMany of a local disk',
      { volumes: [PoolVolume.local(local)], accessModes: ['ReadWriteMany'] },
      'unsafe access-mode-of-volume',
    ],
    [
      'ReadOnlyMany of a node path',
      { volumes: [PoolVolume.hostPath({ path: '/0' })], accessModes: ['ReadOnlyMany'] },
      'unsafe access-mode-of-volume',
    ],
    ['ReadWriteOncePod of NFS', { accessModes: ['ReadWriteOncePod'] }, 'unsafe access-mode-of-volume'],
    [
      'ReadWriteOncePod beside others',
      { volumes: [PoolVolume.csi(csi)], accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] },
      'invalid access-mode-alone',
    ],
    ['no access mode', { accessModes: [] }, 'invalid no-access-mode'],
    ['Recycle', { reclaimPolicy: 'Recycle' }, 'unsafe recycle-deprecated'],
    [
      'Recycle of a CSI volume',
      { reclaimPolicy: 'Recycle', volumes: [PoolVolume.csi(csi)] },
      'unsafe recycle-of-volume',
    ],
    [
      'a local disk of no node',
      { volumes: [PoolVolume.local({ path: '/0', nodes: [] })] },
      'invalid local-without-node',
    ],
    [
      'a claim too many',
      {
        claims: [
          { name: 'a', namespace: 's' },
          { name: 'b', namespace: 's' },
        ],
      },
      'unsafe pool-too-small',
    ],
    ['a claim without a namespace', { claims: [{ name: 'a' }] }, 'invalid claim-without-namespace'],
    ['Delete of NFS, which nobody deletes', { reclaimPolicy: 'Delete' }, 'unsafe delete-of-volume'],
    ['a device of NFS', { volumeMode: 'Block' }, 'unsafe block-of-volume'],
    ['one folder for two owners', { volumes: [nfs(), nfs()] }, 'unsafe volume-twice'],
    [
      'one CSI volume twice, whoever may share it',
      { volumes: [PoolVolume.csi(csi), PoolVolume.csi(csi)], accessModes: ['ReadWriteMany'] },
      'unsafe volume-twice',
    ],
    [
      'one claim twice',
      {
        volumes: [nfs({ path: '/0' }), nfs({ path: '/1' })],
        claims: [
          { name: 'a', namespace: 's' },
          { name: 'a', namespace: 's' },
        ],
      },
      'unsafe claim-twice',
    ],
    ['a name twice', { volumes: [nfs({ name: 'a' }), nfs({ name: 'a', path: '/1' })] }, 'invalid duplicate-volume'],
  ])('%s', (_sentence, props, rule) => {
    expect(rulesOf(pool(props))).toEqual([rule]);
  });

  test.each<[string, object]>([
    ['one folder of NFS that many share', { volumes: [nfs(), nfs()], accessModes: ['ReadWriteMany'] }],
    ['one path of two nodes', { volumes: ['a', 'b'].map((node) => PoolVolume.local({ path: '/0', nodes: [node] })) }],
    [
      'Delete where a provisioner looks after the volumes',
      { reclaimPolicy: 'Delete', annotations: { 'pv.kubernetes.io/provisioned-by': 'nfs.csi.k8s.io' } },
    ],
  ])('%s is none', (_sentence, props) => {
    expect(rulesOf(pool(props))).toEqual([]);
  });
});

describe('what the API server refuses of a storage class is an error', () => {
  const storageClass = (props: object) => (chart: Chart) =>
    new StorageClass(chart, 'slow', { provisioner: 'EBS.csi.aws.com', reclaimPolicy: 'Retain', ...props });

  test.each<[string, object, string[]]>([
    ['an ordinary one is none', {}, []],
    ['a provisioner that is no name', { provisioner: 'ebs csi' }, ['invalid wrong-value']],
    ['a label without values', { allowedTopologies: { zone: [] } }, ['invalid no-topology']],
  ])('%s', (_sentence, props, rules) => {
    expect(rulesOf(storageClass(props))).toEqual(rules);
  });
});

describe("a pool keeps volumes for the claims of a cluster's members", () => {
  const both = (count: number) => (chart: Chart) => {
    const db = new StatefulCluster(chart, 'db', {
      ...WORKLOAD,
      members: 2,
      firstOrdinal: 1,
      storage: [Storage.claim('data', { mountPath: '/data', size: '1Gi', storageClass: 'slow' })],
    });
    pool({ volumes: Array.from({ length: count }, (_, n) => nfs({ path: `/${n}` })), claims: db.memberClaims('data') })(
      chart,
    );
  };

  test('by the names that Kubernetes gives them; volumes are in no namespace', () => {
    const objects = emitted(both(2), { namespace: 'shop' });
    expect([0, 1].map((n) => objects[`PersistentVolume/pool-${n}`])).toMatchObject([
      { metadata: { name: 'pool-0' }, spec: { claimRef: { name: 'data-db-1', namespace: 'shop' } } },
      { metadata: { name: 'pool-1' }, spec: { claimRef: { name: 'data-db-2', namespace: 'shop' } } },
    ]);
    expect(objects['PersistentVolume/pool-0']!.metadata).toEqual({ name: 'pool-0' });
  });

  test('one too few is an error', () => {
    expect(rulesOf(both(1), 'shop')).toContain('unsafe pool-too-small');
  });

  test('a volume that is no claim is an error', () => {
    const make = (chart: Chart) => new StatefulCluster(chart, 'db', { ...WORKLOAD, members: 1 }).memberClaims('data');
    expect(rulesOf(make)).toEqual(['invalid unknown-claim']);
  });
});

test.each([
  ['RWO', 'ReadWriteOnce'],
  ['rox', 'ReadOnlyMany'],
  ['RWX', 'ReadWriteMany'],
  ['RWOP', 'ReadWriteOncePod'],
])('%s is an error that proposes %s', (short, long) => {
  expect(
    problems((chart) => new PersistentVolumeClaim(chart, 'a', { size: '1Gi', accessMode: short as never })),
  ).toEqual([expect.objectContaining({ rule: 'wrong-value', got: `"${short}"`, fix: `write ${long}` })]);
});

test('a class that stands twice in the catalogue of a platform is an error', () => {
  const storageClasses = ['fast', { name: 'slow' }, { name: 'fast', accessModes: ['ReadWriteOnce' as const] }];
  expect(problems(() => {}, { platform: { storageClasses } })).toEqual([
    expect.objectContaining({ rule: 'duplicate-storage-class', got: '"fast"', what: expect.stringContaining('[2]') }),
  ]);
});
