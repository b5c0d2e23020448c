import { Chart } from 'cdk8s';
import {
  App,
  Defaults,
  Environment,
  Health,
  KubernetesObject,
  Namespace,
  PersistentVolumePool,
  Platform,
  PoolVolume,
  Probe,
  StatelessService,
  Storage,
  StorageClass,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const SERVER = 'nfs.example.com';
const EXPORT = '/exports/kubernetes';
const PROVISIONER = 'k8s-sigs.io/nfs-subdir-external-provisioner';
const ROOT = '/persistentvolumes';
const RBAC = 'rbac.authorization.k8s.io';

/** A folder of one NFS export for each claim of the class `nfs-client`. */
export function build(app: Construct): void {
  const platform = Platform.define({ kubernetesVersion: '1.35' });
  const environment = new Environment(app, 'nfs-provisioner', { platform });
  const namespace = new Namespace(new Chart(environment, 'namespace'), 'nfs-provisioner');
  const chart = new Chart(environment, 'provisioner', { namespace: namespace.name });

  new StorageClass(chart, 'nfs-client', {
    provisioner: PROVISIONER,
    // A deleted claim's folder is renamed, not removed: `archived-<namespace>-<claim>-<volume>`.
    reclaimPolicy: 'Delete',
    parameters: { archiveOnDelete: 'true' },
    mountOptions: ['nfsvers=4.1', 'hard'],
  });

  // The export's root is a claim, not a volume of type nfs: Pod Security restricted has no others.
  new PersistentVolumePool(chart, 'nfs-provisioner-root', {
    volumes: [PoolVolume.nfs({ server: SERVER, path: EXPORT, name: 'nfs-provisioner-root' })],
    size: '1Gi',
    accessModes: ['ReadWriteMany'],
    storageClass: '',
    mountOptions: ['nfsvers=4.1', 'hard'],
    claims: [{ name: 'nfs-provisioner-root' }],
  });
  const provisioner = new StatelessService(chart, 'nfs-provisioner', {
    image: 'registry.k8s.io/sig-storage/nfs-subdir-external-provisioner:v4.0.2',
    // One, and never two: with the election of a leader switched off, two would make each volume twice.
    replicas: 1,
    rollout: { strategy: 'Recreate' },
    env: {
      PROVISIONER_NAME: PROVISIONER,
      NFS_SERVER: SERVER,
      NFS_PATH: EXPORT,
      ENABLE_LEADER_ELECTION: 'false',
    },
    storage: [Storage.claim('root', { mountPath: ROOT, size: '1Gi', storageClass: '', accessMode: 'ReadWriteMany' })],
    automountServiceAccountToken: true,
    health: Health.probes({
      ready: Probe.exec(['test', '-w', ROOT]),
      live: Probe.exec(['pidof', 'nfs-subdir-external-provisioner']),
    }),
    resources: { cpu: '50m', memory: '64Mi' },
  });
  addRights(chart, provisioner.name);
}

/** What deploy/rbac.yaml of the provisioner grants, without the election of a leader. */
function addRights(chart: Chart, name: string): void {
  new KubernetesObject(chart, 'nfs-provisioner-role', {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules: [
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get', 'list', 'watch', 'create', 'delete'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get', 'list', 'watch', 'update'] },
      { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'update', 'patch'] },
    ],
  });
  new KubernetesObject(chart, 'nfs-provisioner-binding', {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: chart.namespace }],
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
  });
}

if (require.main === module) {
  const app = new App({ name: 'nfs-provisioner', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
