import type { Chart } from 'cdk8s';
import { EnvSource, Health, KubernetesObject, NodeAgent, Nodes, Probe, Storage } from 'cdk8s-statecraft';

const DRIVER = 'nfs.csi.k8s.io';
const PLUGIN = '/var/lib/kubelet/plugins/csi-nfsplugin';

/**
 * The node part of the CSI driver for NFS: kubelet asks it to mount volumes for the Pods of its node.
 *
 * After https://github.com/kubernetes-csi/csi-driver-nfs, deploy/v4.11.0/csi-nfs-node.yaml.
 */
export function addStorageDaemon(chart: Chart): void {
  new KubernetesObject(chart, 'driver', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIDriver',
    metadata: { name: DRIVER },
    spec: { attachRequired: false, volumeLifecycleModes: ['Persistent'], fsGroupPolicy: 'File' },
  });

  const root = { runAsUser: 0, runAsGroup: 0, runAsNonRoot: false };
  new NodeAgent(chart, 'csi-nfs-node', {
    image: 'registry.k8s.io/sig-storage/nfsplugin:v4.11.0',
    nodes: Nodes.every(),
    ports: [{ name: 'healthz', port: 29653 }],
    args: ['--nodeid=$(NODE_ID)', '--endpoint=unix:///csi/csi.sock'],
    env: { NODE_ID: EnvSource.field('spec.nodeName') },
    host: { network: 'mounts outlive its Pods, and with them their connections' },
    storage: [
      Storage.hostPath('socket', { path: PLUGIN, mountPath: '/csi', type: 'DirectoryOrCreate' }),
      Storage.hostPath('pods', {
        path: '/var/lib/kubelet/pods',
        type: 'Directory',
        // What it mounts there has to be seen by kubelet and the Pods.
        mounts: [{ mountPath: '/var/lib/kubelet/pods', mountPropagation: 'Bidirectional' }],
      }),
      Storage.hostPath('registration', { path: '/var/lib/kubelet/plugins_registry', type: 'Directory' }),
    ],
    writable: ['/tmp', '/run'],
    health: Health.probes({ live: Probe.http('/healthz', { timeoutSeconds: 10, periodSeconds: 30 }) }),
    resources: { cpu: '20m', memory: '300Mi' },
    // Mounting for others takes what nearly nothing else needs; Kubernetes asks for it with Bidirectional.
    security: { ...root, privileged: true },
    sidecars: [
      {
        name: 'liveness-probe',
        image: 'registry.k8s.io/sig-storage/livenessprobe:v2.15.0',
        args: ['--csi-address=/csi/csi.sock', '--probe-timeout=3s', '--http-endpoint=:29653'],
        mounts: { socket: '/csi' },
        resources: { cpu: '10m', memory: '100Mi' },
        security: root,
      },
      {
        name: 'node-driver-registrar',
        image: 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.13.0',
        args: ['--csi-address=/csi/csi.sock', `--kubelet-registration-path=${PLUGIN}/csi.sock`],
        mounts: { socket: '/csi', registration: '/registration' },
        resources: { cpu: '10m', memory: '100Mi' },
        security: root,
      },
    ],
  });
}
