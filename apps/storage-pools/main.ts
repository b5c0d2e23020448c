import { Chart } from 'cdk8s';
import {
  App,
  Defaults,
  Environment,
  PersistentVolumeClaim,
  PersistentVolumePool,
  Platform,
  PoolVolume,
  StorageClass,
  Unsafe,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const NFS = 'nfs.example.com';
const WORKERS = ['worker-1', 'worker-2', 'worker-3'];

/** Volumes that somebody made by hand, in pools, and the claims that take them. */
export function build(app: Construct): void {
  const platform = Platform.define({
    kubernetesVersion: '1.35',
    storageClasses: [
      { name: 'slow', accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'] },
      'san',
      'scratch',
    ],
  });
  const environment = new Environment(app, 'storage-pools', { platform });
  const pools = new Chart(environment, 'pools');

  // Slow: exports of an NFS server, for any claim that fits.
  new PersistentVolumePool(pools, 'slow', {
    volumes: [0, 1, 2].map((n) => PoolVolume.nfs({ server: NFS, path: `/exports/slow/${n}` })),
    size: '100Gi',
    accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
    storageClass: 'slow',
    mountOptions: ['nfsvers=4.1', 'hard'],
  });

  // Fast: a local disk of each worker. A Pod runs where its disk is, so binding waits for the Pod. Each is kept for a member.
  const fast = new StorageClass(pools, 'fast', {
    provisioner: 'kubernetes.io/no-provisioner',
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  new PersistentVolumePool(pools, 'fast-etcd', {
    volumes: WORKERS.map((node) => PoolVolume.local({ path: '/mnt/disks/nvme0', nodes: [node] })),
    size: '20Gi',
    accessModes: ['ReadWriteOnce'],
    storageClass: fast.name,
    // With the cluster in the same app: etcd.memberClaims('data').
    claims: WORKERS.map((_, n) => ({ name: `data-etcd-${n}`, namespace: 'etcd' })),
  });

  // A volume of a storage network that only one Pod may have, and that its driver deletes with the claim.
  new PersistentVolumePool(pools, 'san', {
    volumes: [PoolVolume.csi({ driver: 'san.csi.example.com', handle: 'lun-0017', fsType: 'xfs' })],
    size: '50Gi',
    accessModes: ['ReadWriteOncePod'],
    storageClass: 'san',
    reclaimPolicy: 'Delete',
  });

  const scratch = new PersistentVolumePool(pools, 'scratch', {
    volumes: [PoolVolume.nfs({ server: NFS, path: '/exports/scratch' })],
    size: '10Gi',
    accessModes: ['ReadWriteMany'],
    storageClass: 'scratch',
    reclaimPolicy: 'Recycle',
  });
  Unsafe.accept(scratch, 'recycle-deprecated', 'Scratch data is worth nothing, and the export is this volume alone.');

  const claims = new Chart(environment, 'claims', { namespace: 'media' });
  new PersistentVolumeClaim(claims, 'media', { size: '80Gi', storageClass: 'slow', accessMode: 'ReadWriteMany' });
  new PersistentVolumeClaim(claims, 'catalogue', { size: '10Gi', storageClass: 'slow', accessMode: 'ReadOnlyMany' });
  new PersistentVolumeClaim(claims, 'ledger', { size: '50Gi', storageClass: 'san', accessMode: 'ReadWriteOncePod' });
}

if (require.main === module) {
  const app = new App({ name: 'storage-pools', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
