import type { Chart } from 'cdk8s';
import { Health, NodeAgent, Nodes, Probe, Storage } from 'cdk8s-statecraft';

/** Prometheus' node exporter: CPU, memory, disks and network of the node. */
export function addNodeExporter(chart: Chart): void {
  new NodeAgent(chart, 'node-exporter', {
    image: 'quay.io/prometheus/node-exporter:v1.9.1',
    nodes: Nodes.every(),
    ports: [{ name: 'metrics', port: 9100 }],
    args: [
      '--path.rootfs=/host/root',
      '--path.procfs=/host/root/proc',
      '--path.sysfs=/host/root/sys',
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run|var/lib/kubelet/.+)($|/)',
    ],
    host: {
      network: "it counts the packets of the node's interfaces, which a Pod's own network does not have",
      processes: "it counts the node's processes",
    },
    storage: [
      Storage.hostPath('root', {
        path: '/',
        type: 'Directory',
        // What is mounted on the node later is to be counted, too.
        mounts: [{ mountPath: '/host/root', readOnly: true, mountPropagation: 'HostToContainer' }],
      }),
    ],
    health: Health.probes({ ready: Probe.http('/'), live: Probe.tcp() }),
    resources: { cpu: '50m', memory: '64Mi' },
    // A node more or less without metrics for a moment hurts nobody.
    rollout: { maxUnavailable: '10%' },
  });
}
