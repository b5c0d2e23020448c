import {
  BatchJob,
  Completion,
  FailureRule,
  Health,
  NodeAgent,
  Nodes,
  Probe,
  Projection,
  Spread,
  StatefulCluster,
  StatelessService,
  Storage,
} from '../../../lib';
import { health, PINNED, type PublicExample, resources, selected } from './example';

const IMAGE = 'registry.k8s.io/busybox:1.27.2';
const shell = (text: string) => ['sh', '-c', text];
const label = (key: string, value: string) => ({
  matchExpressions: [{ key, operator: 'In' as const, values: [value] }],
});
const PREFERRED = [
  { weight: 1, preference: label('label-1', 'key-1') },
  { weight: 50, preference: label('label-2', 'key-2') },
];
const LINUX = label('kubernetes.io/os', 'linux');
const amount = (path: string, resource: string, divisor: string) => ({
  path,
  resourceFieldRef: { containerName: 'client', resource, divisor },
});
const MONGO = { 'app.kubernetes.io/name': 'mongo', 'app.kubernetes.io/component': 'backend' };
const QUEUE = { 'app.kubernetes.io/name': 'task-queue', 'app.kubernetes.io/component': 'rabbitmq' };

/** Pods, which are said as a workload with one replica, and more Jobs, Deployments and StatefulSets. */
export const PODS: readonly PublicExample[] = [
  {
    file: 'pods/multi-container/startup-coordination.yaml',
    pod: {
      initContainers: [
        {
          name: 'config-sidecar',
          image: IMAGE,
          restartPolicy: 'Always',
          startupProbe: { exec: { command: ['test', '-f', '/config/app.conf'] }, periodSeconds: 2 },
          volumeMounts: [{ name: 'config', mountPath: '/config' }],
        },
      ],
      containers: [{ image: IMAGE, volumeMounts: [{ name: 'config', mountPath: '/config' }] }],
      volumes: [{ name: 'config', emptyDir: {} }],
    },
    write: (chart) =>
      new StatelessService(chart, 'main-app', {
        image: IMAGE,
        resources,
        health,
        command: shell('cat /config/app.conf; while true; do sleep 3600; done'),
        storage: [Storage.emptyDir('config', { mountPath: '/config' })],
        sidecars: [
          {
            name: 'config-sidecar',
            image: IMAGE,
            resources,
            command: shell('echo "greeting=hello" > /config/app.conf; while true; do sleep 3600; done'),
            mounts: { config: '/config' },
            health: Health.probes({ startup: Probe.exec(['test', '-f', '/config/app.conf'], { periodSeconds: 2 }) }),
          },
        ],
      }),
  },
  {
    file: 'pods/pod-projected-svc-token.yaml',
    pod: {
      containers: [{ volumeMounts: [{ name: 'vault-token', mountPath: '/var/run/secrets/tokens' }] }],
      volumes: [
        {
          name: 'vault-token',
          projected: {
            sources: [{ serviceAccountToken: { path: 'vault-token', expirationSeconds: 7200, audience: 'vault' } }],
          },
        },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'nginx', {
        image: 'nginx:1.29',
        resources,
        health,
        storage: [
          Storage.projected('vault-token', {
            mountPath: '/var/run/secrets/tokens',
            sources: [Projection.serviceAccountToken({ path: 'vault-token', audience: 'vault', expiration: 7200 })],
          }),
        ],
      }),
  },
  {
    file: 'pods/probe/tcp-liveness-readiness.yaml',
    pod: {
      containers: [
        {
          ports: [{ containerPort: 8080 }],
          readinessProbe: { initialDelaySeconds: 15, periodSeconds: 10 },
          livenessProbe: { tcpSocket: {}, initialDelaySeconds: 20, periodSeconds: 10 },
        },
      ],
    },
    // The original's liveness asks the same as its readiness, which is an error here: one of the two asks otherwise.
    write: (chart) =>
      new StatelessService(chart, 'goproxy', {
        image: 'registry.k8s.io/goproxy:0.1',
        resources,
        ports: [{ name: 'http', port: 8080 }],
        health: Health.probes({
          ready: Probe.http('/', { initialDelaySeconds: 15, periodSeconds: 10 }),
          live: Probe.tcp({ initialDelaySeconds: 20, periodSeconds: 10 }),
        }),
      }),
  },
  {
    file: 'pods/pod-with-affinity-preferred-weight.yaml',
    pod: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [LINUX] },
          preferredDuringSchedulingIgnoredDuringExecution: PREFERRED,
        },
      },
      containers: [{ name: 'with-node-affinity', image: 'registry.k8s.io/pause:3.8' }],
    },
    write: (chart) =>
      new StatelessService(chart, 'with-affinity-preferred-weight', {
        image: 'registry.k8s.io/pause:3.8',
        resources,
        health,
        container: { name: 'with-node-affinity' },
        scheduling: { requiredNodes: [LINUX], preferredNodes: PREFERRED },
        spread: Spread.none(),
      }),
  },
  {
    file: 'pods/inject/dapi-volume-resources.yaml',
    pod: {
      containers: [
        {
          resources: { requests: { memory: '32Mi', cpu: '125m' }, limits: { memory: '64Mi', cpu: '250m' } },
          volumeMounts: [{ name: 'podinfo', mountPath: '/etc/podinfo' }],
        },
      ],
      volumes: [
        {
          name: 'podinfo',
          downwardAPI: {
            items: [
              amount('cpu_limit', 'limits.cpu', '1m'),
              amount('cpu_request', 'requests.cpu', '1m'),
              amount('mem_limit', 'limits.memory', '1Mi'),
              amount('mem_request', 'requests.memory', '1Mi'),
            ],
          },
        },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'client', {
        image: IMAGE,
        health,
        resources: { cpu: '125m', cpuLimit: '250m', memory: '64Mi', memoryRequest: '32Mi' },
        storage: [
          Storage.downwardApi('podinfo', {
            mountPath: '/etc/podinfo',
            resourceFields: {
              cpu_limit: { resource: 'limits.cpu', divisor: '1m' },
              cpu_request: { resource: 'requests.cpu', divisor: '1m' },
              mem_limit: { resource: 'limits.memory', divisor: '1Mi' },
              mem_request: { resource: 'requests.memory', divisor: '1Mi' },
            },
          }),
        ],
      }),
  },
  {
    file: 'pods/security/security-context-4.yaml',
    pod: { containers: [{ securityContext: { capabilities: { add: ['NET_ADMIN', 'SYS_TIME'] } } }] },
    write: (chart) =>
      new StatelessService(chart, 'sec-ctx-4', {
        image: 'gcr.io/google-samples/hello-app:2.0',
        resources,
        health,
        security: { addCapabilities: ['NET_ADMIN', 'SYS_TIME'] },
      }),
  },
  {
    file: 'application/mongodb/mongo-deployment.yaml',
    spec: { replicas: 1, ...selected(MONGO) },
    pod: {
      containers: [
        {
          image: 'mongo:4.2',
          args: ['--bind_ip', '0.0.0.0'],
          resources: { requests: { cpu: '100m', memory: '100Mi' } },
          ports: [{ containerPort: 27017 }],
        },
      ],
    },
    service: { ports: [{ port: 27017 }] },
    write: (chart) =>
      new StatelessService(chart, 'mongo', {
        image: 'mongo:4.2',
        replicas: 1,
        selector: MONGO,
        args: ['--bind_ip', '0.0.0.0'],
        resources: { memory: '512Mi', memoryRequest: '100Mi' },
        ports: [{ name: 'mongo', port: 27017 }],
        health,
      }),
  },
  {
    file: 'application/simple_deployment.yaml',
    spec: { minReadySeconds: 5, ...selected({ app: 'nginx' }) },
    pod: { containers: [{ name: 'nginx', image: 'nginx:1.14.2', ports: [{ containerPort: 80 }] }] },
    write: (chart) =>
      new StatelessService(chart, 'nginx-deployment', {
        image: 'nginx:1.14.2',
        selector: { app: 'nginx' },
        container: { name: 'nginx' },
        ports: [{ name: 'http', port: 80 }],
        rollout: { minReady: 5 },
        resources,
        health,
      }),
  },
  {
    file: 'application/job/rabbitmq/rabbitmq-statefulset.yaml',
    spec: { replicas: 1, serviceName: 'rabbitmq-service', ...selected(QUEUE) },
    pod: {
      containers: [
        {
          image: 'rabbitmq',
          ports: [{ containerPort: 5672 }],
          resources: { requests: { memory: '16M' }, limits: { cpu: '250m', memory: '512M' } },
          volumeMounts: [{ name: 'rabbitmq-data', mountPath: '/var/lib/rabbitmq' }],
        },
      ],
      volumes: [{ name: 'rabbitmq-data', emptyDir: {} }],
    },
    write: (chart) =>
      new StatefulCluster(chart, 'rabbitmq', {
        image: 'rabbitmq:4.2',
        members: 1,
        serviceName: 'rabbitmq-service',
        selector: QUEUE,
        ports: [{ name: 'amqp', port: 5672 }],
        resources: { memory: '512M', memoryRequest: '16M', cpuLimit: '250m' },
        storage: [Storage.emptyDir('rabbitmq-data', { mountPath: '/var/lib/rabbitmq' })],
        health,
      }),
    differs: PINNED,
  },
  {
    file: 'controllers/fluentd-daemonset.yaml',
    spec: {
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      ...selected({ 'app.kubernetes.io/name': 'fluentd-elasticsearch' }),
    },
    pod: {
      terminationGracePeriodSeconds: 30,
      tolerations: [
        { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
      ],
      containers: [
        {
          image: 'quay.io/fluentd_elasticsearch/fluentd:v5.0.1',
          volumeMounts: [
            { name: 'varlog', mountPath: '/var/log' },
            { name: 'varlibdockercontainers', mountPath: '/var/lib/docker/containers', readOnly: true },
          ],
        },
      ],
      volumes: [
        { name: 'varlog', hostPath: { path: '/var/log' } },
        { name: 'varlibdockercontainers', hostPath: { path: '/var/lib/docker/containers' } },
      ],
    },
    write: (chart) =>
      new NodeAgent(chart, 'fluentd-elasticsearch', {
        image: 'quay.io/fluentd_elasticsearch/fluentd:v5.0.1',
        labels: { 'k8s-app': 'fluentd-logging' },
        selector: { 'app.kubernetes.io/name': 'fluentd-elasticsearch' },
        resources,
        health,
        nodes: Nodes.andControlPlane(),
        scheduling: { tolerations: [{ key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }] },
        storage: [
          Storage.hostPath('varlog', { path: '/var/log', mountPath: '/var/log' }),
          Storage.hostPath('varlibdockercontainers', {
            path: '/var/lib/docker/containers',
            mountPath: '/var/lib/docker/containers',
            readOnly: true,
          }),
        ],
      }),
  },
  {
    file: 'application/job/job-sidecar.yaml',
    pod: {
      restartPolicy: 'Never',
      initContainers: [
        { name: 'logshipper', restartPolicy: 'Always', volumeMounts: [{ name: 'data', mountPath: '/opt' }] },
      ],
      containers: [{ name: 'myjob', volumeMounts: [{ name: 'data', mountPath: '/opt' }] }],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
    write: (chart) =>
      new BatchJob(chart, 'myjob', {
        image: 'alpine:3.22',
        resources,
        command: shell('echo "logging" > /opt/logs.txt'),
        storage: [Storage.emptyDir('data', { mountPath: '/opt' })],
        sidecars: [
          {
            name: 'logshipper',
            image: 'alpine:3.22',
            resources,
            command: shell('tail -F /opt/logs.txt'),
            mounts: { data: '/opt' },
          },
        ],
      }),
  },
  {
    file: 'application/job/job-tmpl.yaml',
    spec: { template: { metadata: { labels: { jobgroup: 'jobexample' } } } },
    pod: {
      restartPolicy: 'Never',
      containers: [{ name: 'c', command: shell('echo Processing item apple && sleep 5') }],
    },
    // What the original leaves to sed is a loop of the language here.
    write: (chart) =>
      ['apple', 'banana', 'cherry'].map(
        (item) =>
          new BatchJob(chart, `process-item-${item}`, {
            image: 'busybox:1.28',
            labels: { jobgroup: 'jobexample' },
            container: { name: 'c' },
            resources,
            command: shell(`echo Processing item ${item} && sleep 5`),
          }),
      ),
  },
  {
    file: 'controllers/job-pod-failure-policy-config-issue.yaml',
    spec: {
      completions: 8,
      parallelism: 2,
      backoffLimit: 6,
      podFailurePolicy: {
        rules: [{ action: 'FailJob', onPodConditions: [{ type: 'ConfigIssue', status: 'True' }] }],
      },
    },
    pod: { restartPolicy: 'Never', containers: [{ name: 'main' }] },
    write: (chart) =>
      new BatchJob(chart, 'job-pod-failure-policy-config-issue', {
        image: 'non-existing-repo/non-existing-image:example',
        container: { name: 'main' },
        resources,
        completion: Completion.count(8, { parallelism: 2 }),
        failure: {
          backoffLimit: 6,
          podFailurePolicy: [FailureRule.podCondition({ action: 'FailJob', type: 'ConfigIssue' })],
        },
      }),
  },
];
