import { NodeAgent, Storage } from '../../../lib';
import { health, PINNED, type PublicExample, resources, selected } from './example';

/** DaemonSets. */
export const AGENTS: readonly PublicExample[] = [
  {
    file: 'controllers/fluentd-daemonset-update.yaml',
    spec: {
      ...selected({ name: 'fluentd-elasticsearch' }),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    },
    pod: {
      tolerations: [{ key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }],
      containers: [
        {
          image: 'quay.io/fluentd_elasticsearch/fluentd:v2.5.2',
          resources: { limits: { memory: '200Mi' }, requests: { cpu: '100m', memory: '200Mi' } },
          volumeMounts: [
            { name: 'varlog', mountPath: '/var/log' },
            { name: 'varlibdockercontainers', mountPath: '/var/lib/docker/containers', readOnly: true },
          ],
        },
      ],
      terminationGracePeriodSeconds: 30,
      volumes: [
        { name: 'varlog', hostPath: { path: '/var/log' } },
        { name: 'varlibdockercontainers', hostPath: { path: '/var/lib/docker/containers' } },
      ],
    },
    write: (chart) =>
      new NodeAgent(chart, 'fluentd-elasticsearch', {
        image: 'quay.io/fluentd_elasticsearch/fluentd:v2.5.2',
        selector: { name: 'fluentd-elasticsearch' },
        scheduling: { tolerations: [{ key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }] },
        resources: { cpu: '100m', memory: '200Mi' },
        storage: [
          Storage.hostPath('varlog', { path: '/var/log', mountPath: '/var/log' }),
          Storage.hostPath('varlibdockercontainers', {
            path: '/var/lib/docker/containers',
            mountPath: '/var/lib/docker/containers',
            readOnly: true,
          }),
        ],
        health,
      }),
  },
  {
    file: 'controllers/daemonset-label-selector.yaml',
    spec: selected({ app: 'web-server' }),
    pod: { nodeSelector: { ssd: 'true' }, containers: [{ image: 'nginx:latest' }] },
    write: (chart) =>
      new NodeAgent(chart, 'nginx-ssd', {
        image: 'nginx:1.29.3',
        selector: { app: 'web-server' },
        scheduling: { nodeSelector: { ssd: 'true' } },
        resources,
        health,
      }),
    differs: PINNED,
  },
  {
    file: 'application/basic-daemonset.yaml',
    spec: selected({ 'app.kubernetes.io/name': 'example' }),
    pod: {
      containers: [{}],
      initContainers: [
        {
          name: 'log-machine-id',
          image: 'busybox:1.37',
          command: ['sh', '-c', 'cat /etc/machine-id > /var/log/machine-id.log'],
          volumeMounts: [
            { name: 'machine-id', mountPath: '/etc/machine-id', readOnly: true },
            { name: 'log-dir', mountPath: '/var/log' },
          ],
        },
      ],
      volumes: [
        { name: 'machine-id', hostPath: { path: '/etc/machine-id', type: 'File' } },
        { name: 'log-dir', hostPath: { path: '/var/log' } },
      ],
    },
    write: (chart) =>
      new NodeAgent(chart, 'example', {
        image: 'registry.k8s.io/pause:3.10.1',
        selector: { 'app.kubernetes.io/name': 'example' },
        storage: [
          Storage.hostPath('machine-id', { path: '/etc/machine-id', type: 'File' }),
          Storage.hostPath('log-dir', { path: '/var/log' }),
        ],
        initContainers: [
          {
            name: 'log-machine-id',
            image: 'busybox:1.37',
            command: ['sh', '-c', 'cat /etc/machine-id > /var/log/machine-id.log'],
            mounts: { 'machine-id': { mountPath: '/etc/machine-id', readOnly: true }, 'log-dir': '/var/log' },
            resources,
          },
        ],
        resources,
        health,
      }),
  },
];
