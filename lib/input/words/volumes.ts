import { leaveOut, OVERLAY, same, type Words, write } from './word';

const GONE = leaveOut('Kubernetes has it no more: a claim, which the CSI driver serves');
const files = (kind: string, of = '') => write(`Storage.${kind}('…', { ${of}mountPath: '…' })`);

export const VOLUME: Words = {
  awsElasticBlockStore: GONE,
  azureDisk: GONE,
  azureFile: GONE,
  cephfs: GONE,
  cinder: GONE,
  configMap: write(
    "files: [ConfigFiles.from(config, '/etc/web')]",
    "or Storage.configMap('…', { configMap, mountPath })",
  ),
  csi: files('csi', "driver: '…', "),
  downwardAPI: files('downwardApi', "fields: { labels: 'metadata.labels' }, "),
  emptyDir: write("writable: ['/tmp']", "or Storage.emptyDir('…', { mountPath, medium, sizeLimit })"),
  ephemeral: files('ephemeral', "size: '10Gi', "),
  fc: OVERLAY,
  flexVolume: OVERLAY,
  flocker: GONE,
  gcePersistentDisk: GONE,
  gitRepo: leaveOut('an init container clones it'),
  glusterfs: GONE,
  hostPath: files('hostPath', "path: '…', "),
  image: files('image', "image: '…', "),
  iscsi: OVERLAY,
  name: leaveOut('the first argument of Storage'),
  nfs: files('nfs', "server: '…', path: '…', "),
  persistentVolumeClaim: write(
    "Storage.existingClaim('…', { claim: '…', mountPath: '…' })",
    'Storage.claim makes the claim, too',
  ),
  photonPersistentDisk: GONE,
  portworxVolume: GONE,
  projected: files('projected', 'sources: [Projection.secret(…)], '),
  quobyte: GONE,
  rbd: GONE,
  scaleIO: GONE,
  secret: write("files: [SecretFiles.from('…', '/run/secrets/…')]", "or Storage.secret('…', { secret, mountPath })"),
  storageos: GONE,
  vsphereVolume: GONE,
};

export const VOLUME_MOUNT: Words = {
  mountPath: same(),
  mountPropagation: same('in mounts: [{ mountPath, mountPropagation }]'),
  name: leaveOut('the mount stands at its volume; in mounts of further containers it is the key'),
  readOnly: same(),
  recursiveReadOnly: same('in mounts: [{ mountPath, recursiveReadOnly }]'),
  subPath: same(),
  subPathExpr: write("subPath: '$(POD_NAME)'"),
};

export const CLAIM_SPEC: Words = {
  accessModes: write("accessMode: 'ReadWriteMany'"),
  dataSource: write("from: ClaimSource.snapshot('…')", "or ClaimSource.claim('…')"),
  dataSourceRef: write('from: ClaimSource.populator({ … })'),
  resources: write("size: '20Gi'"),
  selector: write('volumeLabels: { … }'),
  storageClassName: write("storageClass: 'fast'"),
  volumeAttributesClassName: write("volumeAttributesClass: '…'"),
  volumeMode: same(),
  volumeName: same('of a PersistentVolumeClaim; of others an overlay'),
};
