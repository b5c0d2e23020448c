import { PoolVolume } from '../../lib';
import { overlaySample } from './overlay-samples';
import { Sample } from './sample';
import { CLAIM_SOURCES } from './volume-samples';

const metadata = { labels: { tier: 'slow' }, annotations: { 'example.com/a': 'b' } };

export const STORAGE_CLASS_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('StorageClass'),
  name: 'fast',
  provisioner: 'ebs.csi.aws.com',
  reclaimPolicy: 'Retain',
  parameters: { type: 'gp3' },
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
  mountOptions: ['noatime'],
  allowedTopologies: { 'topology.kubernetes.io/zone': ['a'] },
  isDefault: true,
  ...metadata,
};

const one = (make: (props: never) => PoolVolume, props: object) => new Sample(make, [['', { name: 'a', ...props }]]);
export const POOL_VOLUMES: Readonly<Record<string, Sample>> = {
  'PoolVolume.nfs': one(PoolVolume.nfs, { server: 'nfs.example.com', path: '/exports/0', readOnly: true }),
  'PoolVolume.local': one(PoolVolume.local, { path: '/mnt/disk0', nodes: ['worker-1'], fsType: 'ext4' }),
  'PoolVolume.hostPath': one(PoolVolume.hostPath, { path: '/srv/0', type: 'DirectoryOrCreate' }),
  'PoolVolume.csi': one(PoolVolume.csi, {
    driver: 'ebs.csi.aws.com',
    handle: 'vol-0',
    attributes: { a: 'b' },
    fsType: 'ext4',
    readOnly: true,
    nodeStageSecret: { name: 'csi', namespace: 'kube-system' },
  }),
};

export const POOL_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('PersistentVolumePool'),
  name: 'slow',
  volumes: [POOL_VOLUMES['PoolVolume.nfs']],
  size: '10Gi',
  accessModes: ['ReadWriteOnce'],
  storageClass: 'slow',
  reclaimPolicy: 'Retain',
  mountOptions: ['nfsvers=4.1'],
  volumeMode: 'Filesystem',
  claims: [{ name: 'data-etcd-0', namespace: 'shop' }],
  ...metadata,
};

export const CLAIM_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('PersistentVolumeClaim'),
  name: 'media',
  size: '10Gi',
  volumeMode: 'Filesystem',
  volumeName: 'slow-0',
  storageClass: 'slow',
  accessMode: 'ReadWriteMany',
  volumeLabels: { tier: 'a' },
  volumeAttributesClass: 'gold',
  from: CLAIM_SOURCES['ClaimSource.snapshot'],
  ...metadata,
};

export const SNAPSHOT_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('VolumeSnapshot'),
  name: 'before',
  claim: 'media',
  snapshotClass: 'csi',
};
