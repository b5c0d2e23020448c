import { Duration, Size } from 'cdk8s';
import { ClaimSource, EnvSource, Projection, Storage } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

/** Where each kind of workload keeps its Pods' spec. */
const PODS = {
  Deployment: 'Deployment/web spec.template.spec',
  StatefulSet: 'StatefulSet/web spec.template.spec',
  DaemonSet: 'DaemonSet/web spec.template.spec',
  Job: 'Job/web spec.template.spec',
  CronJob: 'CronJob/web spec.jobTemplate.spec.template.spec',
};
type Kind = keyof typeof PODS;
type Factory = (name: string, props: never) => Storage;
type Row = readonly [prop: string, sentence: string, props: object, changes: object];

const KEYS: readonly Row[] = [
  ['items', 'some keys as files', { items: { ca: 'ca.crt' } }, { items: [{ key: 'ca', path: 'ca.crt' }] }],
  [
    'items',
    'the mode of one file',
    { items: { run: { path: 'run.sh', mode: 0o555 } } },
    { items: [{ key: 'run', path: 'run.sh', mode: 0o555 }] },
  ],
  ['optional', 'one that may be missing', { optional: true }, { optional: true }],
];
const NODE = { NODE: EnvSource.field('spec.nodeName') };
const MODE: Row = ['defaultMode', 'the mode of the files', { defaultMode: 0o440 }, { defaultMode: 0o440 }];
const FIELDS: Row = [
  'fields',
  'labels of the Pod',
  { fields: { labels: 'metadata.labels' } },
  { 'items[0]': { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } } },
];

/** The rows of volumes whose options are fields of their source: [factory, name, its props, the source's field, rows]. */
const SOURCES: readonly (readonly [Factory, string, object, string, readonly Row[]])[] = [
  [
    Storage.emptyDir,
    'an empty folder',
    {},
    'emptyDir',
    [
      ['medium', 'in memory', { medium: 'Memory' }, { medium: 'Memory' }],
      ['sizeLimit', 'a limit', { sizeLimit: Size.mebibytes(64) }, { sizeLimit: '64Mi' }],
    ],
  ],
  [
    Storage.hostPath,
    'a path of the node',
    { path: '/var/log' },
    'hostPath',
    [
      ['path', 'another path', { path: '/srv' }, { path: '/srv' }],
      ['type', 'a folder that must be there', { type: 'Directory' }, { type: 'Directory' }],
    ],
  ],
  [
    Storage.nfs,
    'NFS',
    { server: 'nfs.example.com', path: '/exports' },
    'nfs',
    [
      ['server', 'another server', { server: '10.0.0.5' }, { server: '10.0.0.5' }],
      ['path', 'another export', { path: '/srv' }, { path: '/srv' }],
    ],
  ],
  [
    Storage.csi,
    'a CSI driver',
    { driver: 'secrets-store.csi.k8s.io' },
    'csi',
    [
      ['driver', 'another driver', { driver: 'csi.example.com' }, { driver: 'csi.example.com' }],
      ['attributes', 'its attributes', { attributes: { a: 'b' } }, { volumeAttributes: { a: 'b' } }],
      ['fsType', 'a file system', { fsType: 'ext4' }, { fsType: 'ext4' }],
      ['nodePublishSecret', 'a Secret', { nodePublishSecret: 'csi' }, { nodePublishSecretRef: { name: 'csi' } }],
    ],
  ],
  [
    Storage.image,
    'an image',
    { image: 'registry.example.com/models:1.0.0' },
    'image',
    [
      ['image', 'another', { image: 'models:2.0.0' }, { reference: 'models:2.0.0' }],
      ['pullPolicy', 'always', { pullPolicy: 'Always' }, { pullPolicy: 'Always' }],
    ],
  ],
  [
    Storage.configMap,
    'a ConfigMap',
    { configMap: 'web' },
    'configMap',
    [['configMap', 'another', { configMap: 'other' }, { name: 'other' }], MODE, ...KEYS],
  ],
  [
    Storage.secret,
    'a Secret',
    { secret: 'web' },
    'secret',
    [['secret', 'another', { secret: 'other' }, { secretName: 'other' }], MODE, ...KEYS],
  ],
  [
    Storage.downwardApi,
    'the downward API',
    { resourceFields: {} },
    'downwardAPI',
    [
      FIELDS,
      MODE,
      [
        'resourceFields',
        'a resource of the main container',
        { resourceFields: { memory: { resource: 'limits.memory' } } },
        { 'items[0]': { path: 'memory', resourceFieldRef: { containerName: 'web', resource: 'limits.memory' } } },
      ],
      [
        'resourceFields{}.container',
        'of another container, in another unit',
        { resourceFields: { memory: { resource: 'limits.memory', container: 'proxy', divisor: '1Mi' } } },
        {
          'items[0]': {
            path: 'memory',
            resourceFieldRef: { containerName: 'proxy', resource: 'limits.memory', divisor: '1Mi' },
          },
        },
      ],
    ],
  ],
];

const projected = (...sources: readonly Projection[]) => ({ sources });
const PROJECTIONS: readonly (readonly [prop: string, sentence: string, Projection, object])[] = [
  ['sources', 'a Secret', Projection.secret('web'), { secret: { name: 'web' } }],
  [
    'sources[].items',
    'a ConfigMap with all options',
    Projection.configMap('web', { items: { a: { path: 'b', mode: 0o444 } }, optional: true }),
    { configMap: { name: 'web', items: [{ key: 'a', path: 'b', mode: 0o444 }], optional: true } },
  ],
  [
    'sources[].fields',
    'the downward API, of the main container where none is named',
    Projection.downwardApi({ fields: { name: 'metadata.name' }, resourceFields: { cpu: { resource: 'limits.cpu' } } }),
    {
      downwardAPI: {
        items: [
          { path: 'name', fieldRef: { fieldPath: 'metadata.name' } },
          { path: 'cpu', resourceFieldRef: { containerName: 'web', resource: 'limits.cpu' } },
        ],
      },
    },
  ],
  [
    'sources[].audience',
    'a token',
    Projection.serviceAccountToken({ path: 'token', audience: 'vault', expiration: Duration.hours(2) }),
    { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 7200 } },
  ],
  [
    'sources[].signerName',
    'certificates',
    Projection.signerBundles('example.com/ca', {
      path: 'ca.crt',
      labels: { live: 'yes' },
      optional: true,
    }),
    {
      clusterTrustBundle: {
        path: 'ca.crt',
        signerName: 'example.com/ca',
        labelSelector: { matchLabels: { live: 'yes' } },
        optional: true,
      },
    },
  ],
  [
    'sources[].name',
    'the certificates of a bundle',
    Projection.trustBundle('corporate', { path: 'ca.crt' }),
    { clusterTrustBundle: { name: 'corporate', path: 'ca.crt' } },
  ],
];
/** What the rows above show together with another option. */
const SHOWN_TOGETHER: Readonly<Record<string, string>> = {
  'storage[].sources[].optional': 'storage[].sources[].items',
  'storage[].sources[].resourceFields': 'storage[].sources[].fields',
  'storage[].sources[].resourceFields{}.resource': 'storage[].sources[].fields',
  'storage[].sources[].resourceFields{}.container': 'storage[].resourceFields{}.container',
  'storage[].sources[].resourceFields{}.divisor': 'storage[].resourceFields{}.container',
  'storage[].from.kind': 'storage[].from.apiGroup',
  'storage[].from.namespace': 'storage[].from.apiGroup',
  'storage[].items{}.path': 'storage[].items',
  'storage[].items{}.mode': 'storage[].items',
  'storage[].sources[].items{}.path': 'storage[].sources[].items',
  'storage[].sources[].items{}.mode': 'storage[].sources[].items',
  'storage[].sources[].path': 'storage[].sources[].audience',
  'storage[].sources[].expiration': 'storage[].sources[].audience',
  'storage[].sources[].labels': 'storage[].sources[].signerName',
  'storage[].resourceFields{}.resource': 'storage[].resourceFields',
  'storage[].resourceFields{}.divisor': 'storage[].resourceFields{}.container',
  'storage[].mounts[].mountPath': 'storage[].mounts',
};

/** Whether an option of a volume is in the table. */
export function isShown(path: string, rows: readonly OptionCase[]): boolean {
  const shown = SHOWN_TOGETHER[path] ?? path;
  return rows.some((one) => one.option === shown);
}

/** The options of every kind of volume, with what each changes. */
export function storageOptions(kind: Kind): readonly OptionCase[] {
  const pod = PODS[kind];
  const volume = `${pod}.volumes[0]`;
  const mount = `${pod}.containers[0].volumeMounts[0]`;
  const emptyDir = (props: object, name = 'v') => ({ storage: [Storage.emptyDir(name, props)] });
  const mounts = (...more: object[]) => emptyDir({ mounts: more });
  return [
    option('storage', 'an empty folder', emptyDir({ mountPath: '/v' }), {
      [`${pod}.volumes`]: [{ name: 'v', emptyDir: {} }],
      [`${pod}.containers[0].volumeMounts`]: [{ name: 'v', mountPath: '/v' }],
    }),
    option(
      'storage[].name',
      'another name',
      emptyDir({ mountPath: '/v' }, 'w'),
      { [`${volume}.name`]: 'w', [`${mount}.name`]: 'w' },
      emptyDir({ mountPath: '/v' }),
    ),
    option(
      'storage[].mountPath',
      'another path',
      emptyDir({ mountPath: '/w' }),
      { [`${mount}.mountPath`]: '/w' },
      emptyDir({ mountPath: '/v' }),
    ),
    option(
      'storage[].readOnly',
      'for reading',
      emptyDir({ mountPath: '/v', readOnly: true }),
      { [`${mount}.readOnly`]: true },
      emptyDir({ mountPath: '/v' }),
    ),
    option(
      'storage[].subPath',
      'a folder of it',
      emptyDir({ mountPath: '/v', subPath: 'a' }),
      { [`${mount}.subPath`]: 'a' },
      emptyDir({ mountPath: '/v' }),
    ),
    option(
      'storage[].mounts',
      'two more paths of one volume',
      emptyDir({ mountPath: '/v', mounts: [{ mountPath: '/a' }, { mountPath: '/b' }] }),
      {
        [`${pod}.containers[0].volumeMounts[1]`]: { name: 'v', mountPath: '/a' },
        [`${pod}.containers[0].volumeMounts[2]`]: { name: 'v', mountPath: '/b' },
      },
      emptyDir({ mountPath: '/v' }),
    ),
    ...(
      [
        ['readOnly', true],
        ['subPath', 'a'],
        ['mountPropagation', 'HostToContainer'],
      ] as const
    ).map(([key, value]) =>
      option(
        `storage[].mounts[].${key}`,
        'for one path',
        mounts({ mountPath: '/v', [key]: value }),
        { [`${mount}.${key}`]: value },
        mounts({ mountPath: '/v' }),
      ),
    ),
    option(
      'storage[].subPath',
      'a folder of a name that the container knows',
      { ...emptyDir({ mountPath: '/v', subPath: '$(NODE)/a' }), env: NODE },
      { [`${mount}.subPathExpr`]: '$(NODE)/a' },
      { ...emptyDir({ mountPath: '/v' }), env: NODE },
    ),
    option(
      'storage[].mounts[].recursiveReadOnly',
      'with what is mounted below',
      mounts({ mountPath: '/v', readOnly: true, recursiveReadOnly: 'Enabled' }),
      { [`${mount}.recursiveReadOnly`]: 'Enabled' },
      mounts({ mountPath: '/v', readOnly: true }),
    ),
    ...SOURCES.flatMap(([make, what, base, field, rows]) => {
      const of = (props: object) => ({ storage: [make('v', { mountPath: '/v', ...base, ...props } as never)] });
      return rows.map(([prop, sentence, props, changes]) =>
        option(
          `storage[].${prop}`,
          `${what}: ${sentence}`,
          of(props),
          Object.fromEntries(Object.entries(changes).map(([key, value]) => [`${volume}.${field}.${key}`, value])),
          of({}),
        ),
      );
    }),
    ...(['nfs', 'csi'] as const).map((field) => {
      const base = { mountPath: '/v', server: 's', path: '/p' };
      const make = (props: object) =>
        field === 'nfs'
          ? Storage.nfs('v', { ...base, ...props })
          : Storage.csi('v', { mountPath: '/v', driver: 'csi.example.com', ...props });
      return option(
        'storage[].readOnly',
        `${field}: the volume and its mounts`,
        { storage: [make({ readOnly: true })] },
        { [`${volume}.${field}.readOnly`]: true, [`${mount}.readOnly`]: true },
        { storage: [make({})] },
      );
    }),
    option(
      'storage[].sources',
      'a projected volume, read-only',
      { storage: [Storage.projected('v', { mountPath: '/v', ...projected(Projection.secret('web')) })] },
      {
        [`${pod}.volumes`]: [{ name: 'v', projected: { sources: [{ secret: { name: 'web' } }] } }],
        [`${pod}.containers[0].volumeMounts`]: [{ name: 'v', mountPath: '/v', readOnly: true }],
      },
    ),
    ...PROJECTIONS.map(([prop, sentence, source, changes]) =>
      option(
        `storage[].${prop}`,
        `a projected volume: ${sentence}`,
        { storage: [Storage.projected('v', { mountPath: '/v', ...projected(Projection.secret('a'), source) })] },
        { [`${volume}.projected.sources[1]`]: changes },
        { storage: [Storage.projected('v', { mountPath: '/v', ...projected(Projection.secret('a')) })] },
      ),
    ),
    option(
      'storage[].claim',
      'a claim that is there',
      { storage: [Storage.existingClaim('v', { mountPath: '/v', claim: 'web-data' })] },
      {
        [`${pod}.volumes`]: [{ name: 'v', persistentVolumeClaim: { claimName: 'web-data' } }],
        [`${pod}.containers[0].volumeMounts`]: [{ name: 'v', mountPath: '/v' }],
      },
    ),
    ...claimOptions(kind),
  ];
}

/** A claim is a template of the set, or an object beside other workloads; and the template of an ephemeral volume. */
function claimOptions(kind: Kind): readonly OptionCase[] {
  const container = `${PODS[kind]}.containers[0]`;
  const claim =
    kind === 'StatefulSet' ? 'StatefulSet/web spec.volumeClaimTemplates[0].' : 'PersistentVolumeClaim/web-v ';
  const ephemeral = `${PODS[kind]}.volumes[0].ephemeral.volumeClaimTemplate.`;
  const rows: readonly Row[] = [
    ['size', 'a larger one', { size: '2Gi' }, { 'spec.resources.requests.storage': '2Gi' }],
    ['storageClass', 'a class', { storageClass: 'fast' }, { 'spec.storageClassName': 'fast' }],
    ['storageClass', 'no class', { storageClass: '' }, { 'spec.storageClassName': '' }],
    ['accessMode', 'for many nodes', { accessMode: 'ReadWriteMany' }, { 'spec.accessModes[0]': 'ReadWriteMany' }],
    [
      'from',
      'a snapshot',
      { from: ClaimSource.snapshot('before') },
      { 'spec.dataSource': { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'before' } },
    ],
    [
      'from.name',
      'a clone',
      { from: ClaimSource.claim('other') },
      { 'spec.dataSource': { kind: 'PersistentVolumeClaim', name: 'other' } },
    ],
    [
      'from.apiGroup',
      'a populator',
      { from: ClaimSource.populator({ apiGroup: 'example.com', kind: 'Backup', name: 'b', namespace: 'backups' }) },
      { 'spec.dataSourceRef': { apiGroup: 'example.com', kind: 'Backup', name: 'b', namespace: 'backups' } },
    ],
    [
      'volumeLabels',
      'labelled volumes',
      { volumeLabels: { a: 'b' } },
      { 'spec.selector': { matchLabels: { a: 'b' } } },
    ],
    [
      'volumeAttributesClass',
      'a class of attributes',
      { volumeAttributesClass: 'gold' },
      { 'spec.volumeAttributesClassName': 'gold' },
    ],
  ];
  const makes = [
    ['a claim', Storage.claim, claim],
    ['an ephemeral claim', Storage.ephemeral, ephemeral],
  ] as const;
  return makes.flatMap(([what, make, at]) => {
    const of = (props: object) => ({ storage: [make('v', { mountPath: '/v', size: '1Gi', ...props })] });
    const metadata = (key: string) =>
      make === Storage.ephemeral
        ? { [`${at}metadata`]: { [key]: { a: 'b' } } }
        : {
            [`${at}metadata.${key}${kind !== 'StatefulSet' && key === 'labels' ? '.a' : ''}`]:
              key === 'labels' && kind !== 'StatefulSet' ? 'b' : { a: 'b' },
          };
    return [
      ...rows.map(([prop, sentence, props, changes]) =>
        option(
          `storage[].${prop}`,
          `${what}: ${sentence}`,
          of(props),
          Object.fromEntries(Object.entries(changes).map(([key, value]) => [`${at}${key}`, value])),
          of({}),
        ),
      ),
      option('storage[].labels', `${what}: labels`, of({ labels: { a: 'b' } }), metadata('labels'), of({})),
      option(
        'storage[].annotations',
        `${what}: annotations`,
        of({ annotations: { a: 'b' } }),
        metadata('annotations'),
        of({}),
      ),
      option(
        'storage[].volumeMode',
        `${what}: a block device`,
        of({ mountPath: '/dev/xvda', volumeMode: 'Block' }),
        {
          [`${at}spec.volumeMode`]: 'Block',
          [`${container}.volumeMounts`]: REMOVED,
          [`${container}.volumeDevices`]: [{ name: 'v', devicePath: '/dev/xvda' }],
        },
        of({}),
      ),
    ];
  });
}
