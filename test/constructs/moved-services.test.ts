import type { Chart } from 'cdk8s';
import {
  ConfigMap,
  GrantScope,
  Health,
  KubernetesObject,
  NodeAgent,
  Nodes,
  Probe,
  ScheduledJob,
  ServiceType,
  StatelessService,
  Storage,
} from '../../lib';
import { emitted } from '../support/build';

const resources = { memory: '128Mi' };
const image = (name: string) => `registry.example.com/${name}:1.0.0`;
const selector = (name: string) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name });

/** What runs in most clusters, as people write it who move it here: each with what its YAML says elsewhere. */
const MOVED: readonly (readonly [string, (chart: Chart) => unknown, Readonly<Record<string, object>>])[] = [
  [
    'the DNS of a cluster: one number over UDP and TCP, an address that kubelets know, probes of ports without names',
    (chart) => {
      const corefile = new ConfigMap(chart, 'corefile', { data: { Corefile: '.:53 { ready }' } });
      new StatelessService(chart, 'dns', {
        image: image('coredns'),
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53 },
        ],
        serviceType: ServiceType.clusterIp({ clusterIP: '10.96.0.10' }),
        health: Health.probes({
          ready: Probe.http('/ready', { port: 8181 }),
          live: Probe.http('/health', { port: 8080 }),
        }),
        podNetwork: { dnsPolicy: 'Default' },
        security: { addCapabilities: ['NET_BIND_SERVICE'] },
        storage: [Storage.configMap('config', { configMap: corefile, mountPath: '/etc/coredns' })],
        resources,
      });
    },
    {
      'Service/dns': {
        spec: {
          clusterIP: '10.96.0.10',
          ports: [
            { name: 'dns', protocol: 'UDP', port: 53 },
            { name: 'dns-tcp', protocol: 'TCP', port: 53 },
          ],
        },
      },
      'Deployment/dns': {
        spec: {
          template: {
            spec: {
              dnsPolicy: 'Default',
              containers: [
                {
                  readinessProbe: { httpGet: { path: '/ready', port: 8181 } },
                  livenessProbe: { httpGet: { path: '/health', port: 8080 } },
                  ports: [
                    { containerPort: 53, protocol: 'UDP' },
                    { containerPort: 53, protocol: 'TCP' },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  [
    'a controller with an admission webhook: a load balancer for clients, a Service of its own for the API server',
    (chart) => {
      const controller = new StatelessService(chart, 'controller', {
        image: image('controller'),
        annotations: { 'argocd.argoproj.io/sync-wave': '1' },
        ports: [
          { name: 'https', port: 443, targetPort: 8444 },
          { name: 'webhook', port: 8443, podOnly: true },
        ],
        serviceType: ServiceType.loadBalancer(),
        furtherServices: [{ name: 'controller-webhook', ports: [{ name: 'webhook', port: 443 }] }],
        health: Health.probes({ ready: Probe.tcp({ port: 'https' }) }),
        resources,
      });
      controller.grants.read('ingresses', { scope: GrantScope.cluster() });
      controller.grants.verbs(['get'], 'namespaces');
      new KubernetesObject(chart, 'webhook', {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        webhooks: [
          {
            name: 'validate.example.com',
            rules: [
              { apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], operations: ['*'], resources: ['ingresses'] },
            ],
            clientConfig: { service: { name: 'controller-webhook', namespace: 'shop', port: 443, path: '/validate' } },
            admissionReviewVersions: ['v1'],
            sideEffects: 'None',
          },
        ],
      });
    },
    {
      'Service/controller': { spec: { type: 'LoadBalancer', ports: [{ port: 443, targetPort: 'https' }] } },
      'Service/controller-webhook': {
        metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '1' } },
        spec: { type: 'ClusterIP', selector: selector('controller'), ports: [{ port: 443, targetPort: 'webhook' }] },
      },
      'Deployment/controller': {
        metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '1' } },
        spec: { template: { spec: { automountServiceAccountToken: true } } },
      },
      'Role/controller': { rules: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get'] }] },
    },
  ],
  [
    "a volume driver on every node: the node's mounts, a registrar beside it that asks its own port",
    (chart) =>
      new NodeAgent(chart, 'driver', {
        image: image('driver'),
        nodes: Nodes.every(),
        security: { privileged: true, runAsUser: 0, runAsNonRoot: false },
        health: Health.probes({ live: Probe.http('/healthz', { port: 9808 }) }),
        sidecars: [
          {
            name: 'registrar',
            native: false,
            image: image('registrar'),
            ports: [{ name: 'healthz', port: 9809 }],
            health: Health.probes({ live: Probe.http('/healthz', { periodSeconds: 90 }) }),
            security: { privileged: false },
            mounts: { plugin: '/csi', registration: '/registration' },
            terminationMessagePolicy: 'FallbackToLogsOnError',
            resources,
          },
        ],
        storage: [
          Storage.hostPath('kubelet', {
            path: '/var/lib/kubelet',
            type: 'Directory',
            mounts: [{ mountPath: '/var/lib/kubelet', mountPropagation: 'Bidirectional' }],
          }),
          Storage.hostPath('plugin', {
            path: '/var/lib/kubelet/plugins/driver.example.com',
            type: 'DirectoryOrCreate',
            mountPath: '/csi',
          }),
          Storage.hostPath('registration', { path: '/var/lib/kubelet/plugins_registry', type: 'Directory' }),
        ],
        scheduling: { priorityClassName: 'system-node-critical' },
        resources,
      }),
    {
      'DaemonSet/driver': {
        spec: {
          template: {
            spec: {
              tolerations: [{ operator: 'Exists' }],
              priorityClassName: 'system-node-critical',
              containers: [
                {
                  securityContext: { privileged: true },
                  livenessProbe: { httpGet: { path: '/healthz', port: 9808 } },
                  volumeMounts: expect.arrayContaining([
                    { name: 'kubelet', mountPath: '/var/lib/kubelet', mountPropagation: 'Bidirectional' },
                    { name: 'plugin', mountPath: '/csi' },
                  ]),
                },
                {
                  name: 'registrar',
                  securityContext: { privileged: false, allowPrivilegeEscalation: false },
                  livenessProbe: { httpGet: { port: 'healthz' }, periodSeconds: 90 },
                  terminationMessagePolicy: 'FallbackToLogsOnError',
                },
              ],
            },
          },
        },
      },
    },
  ],
  [
    'an agent on the network of its node that listens there alone',
    (chart) =>
      new NodeAgent(chart, 'proxy', {
        image: image('proxy'),
        host: { network: 'it makes the network' },
        health: Health.probes({ live: Probe.http('/healthz', { port: 9879, host: '127.0.0.1' }) }),
        resources,
      }),
    {
      'DaemonSet/proxy': {
        spec: {
          template: {
            spec: {
              hostNetwork: true,
              containers: [{ livenessProbe: { httpGet: { path: '/healthz', port: 9879, host: '127.0.0.1' } } }],
            },
          },
        },
      },
    },
  ],
  [
    'a server of metrics for the API: rights that it borrows from Kubernetes, one of them in kube-system',
    (chart) => {
      const server = new StatelessService(chart, 'metrics', {
        image: image('metrics'),
        ports: [{ name: 'https', port: 443, targetPort: 10_250, appProtocol: 'https' }],
        health: Health.http({ scheme: 'HTTPS', ready: '/readyz', live: '/livez' }),
        writable: ['/tmp'],
        resources,
      });
      server.grants.clusterRole('system:auth-delegator', { scope: GrantScope.cluster() });
      server.grants.role('extension-apiserver-authentication-reader', { scope: GrantScope.namespace('kube-system') });
      server.grants.verbs(['get'], 'nodes/metrics', { scope: GrantScope.cluster() });
    },
    {
      'ClusterRoleBinding/shop:metrics:system:auth-delegator': { roleRef: { name: 'system:auth-delegator' } },
      'RoleBinding/shop:metrics:extension-apiserver-authentication-reader': {
        metadata: { namespace: 'kube-system' },
        subjects: [{ kind: 'ServiceAccount', name: 'metrics', namespace: 'shop' }],
      },
      'ClusterRole/shop:metrics': { rules: [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] },
    },
  ],
  [
    'a job of a schedule that kubelet asks over HTTPS, though a schedule has no ports',
    (chart) =>
      new ScheduledJob(chart, 'descheduler', {
        image: image('descheduler'),
        schedule: '*/2 * * * *',
        health: Health.probes({ live: Probe.http('/healthz', { port: 10_258, scheme: 'HTTPS' }) }),
        resources,
      }),
    {
      'CronJob/descheduler': {
        spec: {
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  containers: [{ livenessProbe: { httpGet: { path: '/healthz', port: 10_258, scheme: 'HTTPS' } } }],
                },
              },
            },
          },
        },
      },
    },
  ],
];

describe('a service that moves here says all that its YAML said', () => {
  test.each(MOVED)('%s', (_, write, said) => {
    const objects = emitted(write, { namespace: 'shop' });
    expect(objects).toMatchObject(said);
  });
});
