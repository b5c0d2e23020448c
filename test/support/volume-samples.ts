import { ClaimSource, Projection, Storage } from '../../lib';
import { Sample } from './sample';

const volume = { mountPath: '/v', readOnly: true, subPath: 'a', mounts: [] };
const mounts = [
  { mountPath: '/w', readOnly: true, subPath: 'a', mountPropagation: 'None', recursiveReadOnly: 'IfPossible' },
];
const keys = { items: { ca: 'ca.crt', run: { path: 'run', mode: 0o555 } }, optional: true };
const podFiles = {
  fields: { labels: 'metadata.labels' },
  resourceFields: { cpu: { resource: 'limits.cpu', container: 'web', divisor: '1' } },
};
const named = (make: (name: string, props: never) => unknown, props?: object) =>
  new Sample(make, [['name', 'data'], ...(props ? [['', props] as const] : [])]);
export const CLAIM_SOURCES: Readonly<Record<string, Sample>> = {
  'ClaimSource.snapshot': named(ClaimSource.snapshot),
  'ClaimSource.claim': named(ClaimSource.claim),
  'ClaimSource.populator': new Sample(ClaimSource.populator, [
    ['', { apiGroup: 'example.com', kind: 'Backup', name: 'b', namespace: 'backups' }],
  ]),
};
const claim = {
  ...volume,
  size: '1Gi',
  volumeMode: 'Filesystem',
  storageClass: 'fast',
  accessMode: 'ReadWriteMany',
  volumeLabels: { tier: 'a' },
  volumeAttributesClass: 'gold',
  labels: { team: 'a' },
  annotations: { 'example.com/a': 'b' },
  from: CLAIM_SOURCES['ClaimSource.snapshot'],
};
const sources = [
  named(Projection.secret, keys),
  new Sample(Projection.downwardApi, [['', podFiles]]),
  new Sample(Projection.serviceAccountToken, [['', { path: 'token', audience: 'vault', expiration: 3600 }]]),
  named(Projection.trustBundle, { path: 'y.crt', optional: true }),
  new Sample(Projection.signerBundles, [
    ['signerName', 'example.com/ca'],
    ['', { path: 'x.crt', labels: { live: 'yes' }, optional: true }],
  ]),
];
/** Every kind of volume. */
export const STORAGES: Readonly<Record<string, Sample>> = {
  'Storage.claim': named(Storage.claim, claim),
  'Storage.ephemeral': named(Storage.ephemeral, claim),
  'Storage.existingClaim': named(Storage.existingClaim, { ...volume, volumeMode: 'Filesystem', claim: 'web-data' }),
  'Storage.emptyDir': named(Storage.emptyDir, { ...volume, mounts, medium: 'Memory', sizeLimit: '64Mi' }),
  'Storage.nfs': named(Storage.nfs, { ...volume, server: 'nfs.example.com', path: '/exports' }),
  'Storage.hostPath': named(Storage.hostPath, { ...volume, path: '/var/log', type: 'Directory' }),
  'Storage.configMap': named(Storage.configMap, { ...volume, configMap: 'web', ...keys, defaultMode: 0o444 }),
  'Storage.secret': named(Storage.secret, { ...volume, secret: 'web', ...keys, defaultMode: 0o444 }),
  'Storage.downwardApi': named(Storage.downwardApi, { ...volume, ...podFiles, defaultMode: 0o444 }),
  'Storage.projected': named(Storage.projected, { ...volume, sources, defaultMode: 0o444 }),
  'Storage.csi': named(Storage.csi, {
    ...volume,
    driver: 'secrets-store.csi.k8s.io',
    attributes: { a: 'b' },
    fsType: 'ext4',
    nodePublishSecret: 'csi',
  }),
  'Storage.image': named(Storage.image, { ...volume, image: 'models:1.0.0', pullPolicy: 'IfNotPresent' }),
};
