import type { Chart } from 'cdk8s';
import { ConfigFiles, FileContent, Health, NodeAgent, Nodes, Storage } from 'cdk8s-statecraft';

const CONFIG = {
  service: { flush: 1, http_server: 'on', http_listen: '0.0.0.0', http_port: 2020, health_check: 'on' },
  pipeline: {
    inputs: [
      {
        name: 'tail',
        tag: 'kube.*',
        path: '/var/log/containers/*.log',
        'multiline.parser': 'docker, cri',
        // Where it was, so that a restart loses no line and sends none twice.
        db: '/var/lib/log-collector/tail.db',
        mem_buf_limit: '16MB',
        skip_long_lines: 'on',
      },
    ],
    outputs: [{ name: 'forward', match: '*', host: 'logs.example.com', port: 24224, tls: 'on' }],
  },
};

/** Fluent Bit: sends what all containers of its node write. */
export function addLogCollector(chart: Chart): void {
  new NodeAgent(chart, 'log-collector', {
    image: 'docker.io/fluent/fluent-bit:3.2.10',
    nodes: Nodes.every(),
    ports: [{ name: 'http', port: 2020 }],
    args: ['--config=/etc/log-collector/fluent-bit.yaml'],
    files: [ConfigFiles.of('/etc/log-collector', { 'fluent-bit.yaml': FileContent.yaml(CONFIG) })],
    storage: [
      Storage.hostPath('logs', { path: '/var/log', mountPath: '/var/log', readOnly: true, type: 'Directory' }),
      Storage.hostPath('state', {
        path: '/var/lib/log-collector',
        mountPath: '/var/lib/log-collector',
        type: 'DirectoryOrCreate',
      }),
    ],
    health: Health.http({ ready: '/api/v1/health', live: '/' }),
    resources: { cpu: '50m', memory: '128Mi' },
    // The files belong to root and nobody else may read them. It is root without a single capability.
    security: { runAsUser: 0, runAsGroup: 0, runAsNonRoot: false },
  });
}
