import { claimAccessMode } from '../../../lib/validation/rules/claim-access-mode';
import { claimFindsVolume } from '../../../lib/validation/rules/claim-finds-volume';
import { claimOfOne } from '../../../lib/validation/rules/claim-of-one';
import { claimSource } from '../../../lib/validation/rules/claim-source';
import { mountedVolume, unmountedVolume } from '../../../lib/validation/rules/volume-mounts';
import { volumeTwice } from '../../../lib/validation/rules/volume-twice';
import { object, testRule } from '../../support/rules';

const spec = (size: string, mode = 'ReadWriteOnce', more: object = {}) => ({
  accessModes: [mode],
  storageClassName: 'slow',
  resources: { requests: { storage: size } },
  ...more,
});
const claim = (name: string, of: object, namespace?: string) =>
  object('v1', 'PersistentVolumeClaim', name, { spec: of }, namespace);
const set = (replicas: number, of: object, start = 0) =>
  object('apps/v1', 'StatefulSet', 'db', {
    spec: {
      replicas,
      ordinals: { start },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: of }],
      template: { spec: { containers: [{ name: 'db' }] } },
    },
  });
const volume = (name: string, size: string, more: object = {}) => ({
  ...object('v1', 'PersistentVolume', name, {
    spec: { capacity: { storage: size }, accessModes: ['ReadWriteOnce'], storageClassName: 'slow', ...more },
  }),
});
const storageClass = (provisioner: string) => object('storage.k8s.io/v1', 'StorageClass', 'slow', { provisioner });
const kept = (name: string, namespace = 'default') => ({ claimRef: { name, namespace } });

describe('every claim of a static class finds a volume of its own', () => {
  testRule(claimFindsVolume, {
    good: [
      ['as many volumes as members', [set(2, spec('1Gi')), volume('a', '1Gi'), volume('b', '2Gi')]],
      [
        'a small claim that leaves the large volume',
        [claim('a', spec('1Gi')), claim('b', spec('2Gi')), volume('l', '2Gi'), volume('s', '1Gi')],
      ],
      ['a volume that is kept for the claim', [set(1, spec('1Gi'), 5), volume('a', '1Gi', kept('data-db-5'))]],
      ['a class whose volumes are not in the set', [claim('a', spec('1Gi'))]],
      ['a class that is provisioned', [claim('a', spec('1Gi')), volume('x', '1Mi'), storageClass('ebs.csi.aws.com')]],
      ['the default class', [claim('a', { ...spec('1Gi'), storageClassName: undefined }), volume('x', '1Mi')]],
      [
        'attributes that the volume has',
        [
          claim('a', spec('1Gi', 'ReadWriteOnce', { volumeAttributesClassName: 'gold' })),
          volume('x', '1Gi', { volumeAttributesClassName: 'gold' }),
        ],
      ],
      [
        'labels of a volume whose class also provisions',
        [
          claim('a', spec('1Gi', 'ReadWriteOnce', { selector: { matchLabels: { a: 'b' } } })),
          { ...volume('x', '1Gi'), metadata: { name: 'x', labels: { a: 'b' } } },
          storageClass('ebs.csi.aws.com'),
        ],
      ],
    ],
    bad: [
      [
        'a volume too few',
        [set(2, spec('1Gi')), volume('a', '1Gi')],
        { manifest: 0, what: expect.stringContaining('data-db-1') },
      ],
      ['volumes that are too small', [claim('a', spec('2Gi')), volume('x', '1Gi')], { got: '2Gi ReadWriteOnce' }],
      ['another access mode', [claim('a', spec('1Gi', 'ReadWriteMany')), volume('x', '1Gi')], { manifest: 0 }],
      ['a device', [claim('a', spec('1Gi', 'ReadWriteOnce', { volumeMode: 'Block' })), volume('x', '1Gi')], {}],
      [
        'labels',
        [claim('a', spec('1Gi', 'ReadWriteOnce', { selector: { matchLabels: { a: 'b' } } })), volume('x', '1Gi')],
        { got: '1Gi ReadWriteOnce, labels a=b', allowed: 'x: 1Gi ReadWriteOnce' },
      ],
      [
        'labels, where nobody but a provisioner gives volumes',
        [
          claim('a', spec('1Gi', 'ReadWriteOnce', { selector: { matchLabels: { a: 'b' } } })),
          storageClass('ebs.csi.aws.com'),
        ],
        { fix: expect.stringContaining('remove volumeLabels') },
      ],
      [
        'attributes that the volume has not',
        [claim('a', spec('1Gi', 'ReadWriteOnce', { volumeAttributesClassName: 'gold' })), volume('x', '1Gi')],
        { got: '1Gi ReadWriteOnce, VolumeAttributesClass gold' },
      ],
      [
        'a volume that is kept for another',
        [claim('a', spec('1Gi')), volume('x', '1Gi', kept('b'))],
        { allowed: 'x: 1Gi ReadWriteOnce for b' },
      ],
      ['one that is kept for another namespace', [claim('a', spec('1Gi'), 'shop'), volume('x', '1Gi', kept('a'))], {}],
      [
        'another volume by name',
        [claim('a', spec('1Gi', 'ReadWriteOnce', { volumeName: 'y' })), volume('x', '1Gi')],
        {},
      ],
      [
        'a class without a provisioner',
        [claim('a', spec('1Gi')), storageClass('kubernetes.io/no-provisioner')],
        { allowed: 'none: the class has no volumes here' },
      ],
    ],
  });
});

const snapshot = (name: string, of: string) =>
  object('snapshot.storage.k8s.io/v1', 'VolumeSnapshot', name, { spec: { source: { persistentVolumeClaimName: of } } });
const filled = (size: string, kind: string, name: string, more: object = {}) =>
  spec(size, 'ReadWriteOnce', { dataSource: { kind, name }, ...more });

describe('a claim that is to be filled gets a volume that can be', () => {
  testRule(claimSource, {
    good: [
      ['a clone of the same size', [claim('a', spec('1Gi')), claim('b', filled('1Gi', 'PersistentVolumeClaim', 'a'))]],
      [
        'a larger restore',
        [claim('a', spec('1Gi')), snapshot('s', 'a'), claim('b', filled('2Gi', 'VolumeSnapshot', 's'))],
      ],
      ['a restore in place', [snapshot('s', 'a'), claim('a', filled('1Gi', 'VolumeSnapshot', 's'))]],
      ['a source that is not in the set', [claim('b', filled('1Gi', 'PersistentVolumeClaim', 'a'))]],
      [
        'one of another namespace',
        [claim('a', spec('2Gi'), 'x'), claim('b', filled('1Gi', 'PersistentVolumeClaim', 'a'))],
      ],
      [
        'a class that provisions beside its static volumes',
        [claim('b', filled('1Gi', 'VolumeSnapshot', 's')), volume('v', '1Gi'), storageClass('ebs.csi.aws.com')],
      ],
    ],
    bad: [
      [
        'a smaller clone',
        [claim('a', spec('2Gi')), claim('b', filled('1Gi', 'PersistentVolumeClaim', 'a'))],
        { manifest: 1, got: '1Gi', fix: 'write 2Gi' },
      ],
      [
        "a smaller restore of a member's claim",
        [set(1, spec('2Gi')), snapshot('s', 'data-db-0'), claim('b', filled('1Gi', 'VolumeSnapshot', 's'))],
        { what: expect.stringContaining('of the claim data-db-0'), fix: 'write 2Gi' },
      ],
      [
        'a clone of a device with a file system',
        [
          claim('a', spec('1Gi', 'ReadWriteOnce', { volumeMode: 'Block' })),
          claim('b', filled('1Gi', 'PersistentVolumeClaim', 'a')),
        ],
        { got: 'Filesystem', allowed: 'Block' },
      ],
      ['itself', [claim('a', filled('1Gi', 'PersistentVolumeClaim', 'a'))], { got: 'a' }],
      [
        'a class of static volumes, which are bound as they are',
        [claim('b', filled('1Gi', 'VolumeSnapshot', 's')), volume('v', '1Gi')],
        { got: 'slow', what: expect.stringContaining('without that data') },
      ],
    ],
  });
});

describe('a class gives the access mode that a claim asks for', () => {
  testRule(claimAccessMode, {
    storageClasses: [{ name: 'slow', accessModes: ['ReadWriteOnce'] }, 'nfs'],
    good: [
      ['its mode', [claim('a', spec('1Gi'))]],
      ['a class of which nothing is known', [claim('a', spec('1Gi', 'ReadWriteMany', { storageClassName: 'nfs' }))]],
    ],
    bad: [
      ['another', [claim('a', spec('1Gi', 'ReadWriteMany'))], { got: 'ReadWriteMany', allowed: 'ReadWriteOnce' }],
      [
        'another in a template',
        [set(1, spec('1Gi', 'ReadOnlyMany'))],
        { what: expect.stringContaining('spec.volumeClaimTemplates[0].spec.accessModes[0]') },
      ],
    ],
  });
});

const pod = (volumes: string[], mounts: string[], more: object = {}) =>
  object('v1', 'Pod', 'p', {
    spec: {
      volumes: volumes.map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
      containers: [{ name: 'c', volumeMounts: mounts.map((name) => ({ name, mountPath: `/${name}` })) }],
      ...more,
    },
  });

describe('volumes and mounts fit', () => {
  testRule(mountedVolume, {
    good: [['a volume that is there', [pod(['a'], ['a'])]]],
    bad: [['one that is missing', [pod(['a'], ['a', 'b'])], { got: 'b', allowed: 'a' }]],
  });
  testRule(unmountedVolume, {
    good: [
      ['a mounted one', [pod(['a'], ['a'])]],
      ['a folder that goes with the Pod', [pod([], [], { volumes: [{ name: 'a', emptyDir: {} }] })]],
      [
        'one of an init container',
        [pod(['a'], [], { initContainers: [{ name: 'i', volumeMounts: [{ name: 'a' }] }] })],
      ],
      ['a device', [pod(['a'], [], { initContainers: [{ name: 'i', volumeDevices: [{ name: 'a' }] }] })]],
    ],
    bad: [
      ['one that nobody mounts', [pod(['a', 'b'], ['a'])], { got: 'b' }],
      [
        'a claim template that nobody mounts',
        [set(1, spec('1Gi'))],
        { what: 'spec.volumeClaimTemplates[0] is mounted by no container' },
      ],
    ],
  });
});

const mounts = {
  template: {
    spec: { containers: [{ name: 'a' }], volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'a' } }] },
  },
};
const user = (kind: string, more: object = {}, name = 'web') =>
  object(kind === 'CronJob' || kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, name, {
    spec: kind === 'CronJob' ? { jobTemplate: { spec: mounts }, ...more } : { ...mounts, ...more },
  });
const rwo = claim('a', spec('1Gi'));
const ofPod = claim('a', spec('1Gi', 'ReadWriteOncePod'));
const recreate = { strategy: { type: 'Recreate' } };

describe('a claim of one node, or of one Pod, is mounted by one Pod', () => {
  testRule(claimOfOne, {
    good: [
      ['a claim for many', [claim('a', spec('1Gi', 'ReadWriteMany')), user('StatefulSet', { replicas: 3 })]],
      ['one that can do both', [claim('a', { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] }), user('DaemonSet')]],
      ['one member', [rwo, user('StatefulSet')]],
      ['one Pod that is replaced', [rwo, user('Deployment', recreate)]],
      ['one Pod that ends first', [rwo, user('Deployment', { strategy: { rollingUpdate: { maxSurge: 0 } } })]],
      ['a claim that somebody else makes', [user('StatefulSet', { replicas: 3 })]],
      ['a claim of another namespace', [claim('a', spec('1Gi'), 'other'), user('StatefulSet', { replicas: 3 })]],
      ['a Job', [rwo, user('Job')]],
      ['runs that wait for each other', [rwo, user('CronJob', { concurrencyPolicy: 'Forbid' })]],
      ['one node for a server and its backup', [rwo, user('StatefulSet'), user('Job', {}, 'backup')]],
    ],
    bad: [
      ['members of a set', [rwo, user('StatefulSet', { replicas: 3 })], { manifest: 1, also: 0, got: 'ReadWriteOnce' }],
      ['replicas', [user('Deployment', { replicas: 2, ...recreate }), rwo], { manifest: 0, also: 1 }],
      ['a rolling update', [rwo, user('Deployment')], { what: expect.stringContaining('rolling update') }],
      ['each node', [rwo, user('DaemonSet')], { manifest: 1 }],
      ['a parallel Job', [ofPod, user('Job', { parallelism: 2 })], { got: 'ReadWriteOncePod' }],
      ['runs that overlap', [rwo, user('CronJob')], { manifest: 1 }],
      [
        'what an autoscaler makes',
        [
          rwo,
          user('Deployment', recreate),
          object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
            spec: { maxReplicas: 4, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
          }),
        ],
        { manifest: 1, what: expect.stringContaining('4 Pods') },
      ],
      [
        'two workloads with the claim of one Pod',
        [ofPod, user('StatefulSet'), user('Job', {}, 'backup')],
        { manifest: 2, also: 1, what: expect.stringContaining('StatefulSet web has it') },
      ],
    ],
  });
});

const place = (name: string, source: object, mode = 'ReadWriteOnce') =>
  volume(name, '1Gi', { accessModes: [mode], ...source });
const nfs = (path: string) => ({ nfs: { server: 'nfs', path } });
const csi = { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' } };
const local = (...values: string[]) => ({
  local: { path: '/disk' },
  nodeAffinity: {
    required: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }] }],
    },
  },
});

describe('a folder or disk is one volume', () => {
  testRule(volumeTwice, {
    good: [
      ['two folders', [place('a', nfs('/a')), place('b', nfs('/b'))]],
      ['one path of two nodes', [place('a', local('n1')), place('b', local('n2'))]],
      ['a folder for many', [place('a', nfs('/a'), 'ReadWriteMany'), place('b', nfs('/a'), 'ReadOnlyMany')]],
    ],
    bad: [
      ['one folder', [place('a', nfs('/a')), place('b', nfs('/a/'))], { manifest: 1, also: 0, got: 'nfs:/a' }],
      ['a folder for many that one has', [place('a', nfs('/a'), 'ReadWriteMany'), place('b', nfs('/a'))], {}],
      ['one disk', [place('a', local('n1', 'n2')), place('b', local('n2'))], { also: 0 }],
      [
        'one path of any node',
        [place('a', { hostPath: { path: '/a' } }), place('b', { hostPath: { path: '/a' } })],
        {},
      ],
      ['one volume of a driver', [place('a', csi, 'ReadWriteMany'), place('b', csi, 'ReadWriteMany')], {}],
    ],
  });
});
