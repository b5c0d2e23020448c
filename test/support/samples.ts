import {
  CaCertificate,
  Completion,
  FailureRule,
  Isolation,
  Metrics,
  Nodes,
  Quorum,
  Replacement,
  ServiceAccount,
  ServiceType,
  Spread,
} from '../../lib';
import { ENV_FROMS, env, files } from './config-samples';
import { HEALTHS, http } from './health-samples';
import { overlaySample } from './overlay-samples';
import { beside, containerOptions, seLinuxOptions } from './pod-samples';
import { Raw, Sample } from './sample';
import { STORAGES } from './volume-samples';

export * from './config-samples';
export * from './health-samples';
export * from './platform-samples';
export { POD_SAMPLE } from './pod-samples';
export * from './route-samples';
export * from './scaling-samples';

const headless = {
  publishNotReadyAddresses: false,
  ipFamilyPolicy: 'PreferDualStack',
  ipFamilies: ['IPv4', 'IPv6'],
  annotations: { 'example.com/a': 'b' },
};

const clusterIp = {
  clusterIP: '10.96.0.10',
  sessionAffinity: 'ClientIP',
  sessionAffinityTimeout: 60,
  internalTrafficPolicy: 'Local',
  trafficDistribution: 'PreferSameZone',
  ...headless,
};

const nodePort = { ...clusterIp, externalTrafficPolicy: 'Local' };

const balancer = {
  ...nodePort,
  loadBalancerClass: 'example.com/lb',
  loadBalancerSourceRanges: ['10.0.0.0/8'],
  loadBalancerIP: '192.0.2.1',
  allocateLoadBalancerNodePorts: false,
};

// The Services of several members can't have one address.
const ofMembers = { ...nodePort, clusterIP: undefined };

export const SERVICE_TYPES: Readonly<Record<string, Sample>> = {
  'ServiceType.clusterIp': new Sample(ServiceType.clusterIp, [['', clusterIp]]),
  'ServiceType.headless': new Sample(ServiceType.headless, [['', headless]]),
  'ServiceType.nodePort': new Sample(ServiceType.nodePort, [['', nodePort]]),
  'ServiceType.loadBalancer': new Sample(ServiceType.loadBalancer, [['', balancer]]),
};

const otherWorkload = (app: string) => new Raw({ _placement: { selector: { app }, namespace: undefined } });

const workload = {
  image: 'registry.example.com/web:1.0.0',
  resources: {
    memory: '256Mi',
    cpu: '100m',
    cpuLimit: '2',
    memoryRequest: '128Mi',
    ephemeralStorage: '64Mi',
    ephemeralStorageLimit: '1Gi',
    extended: { 'nvidia.com/gpu': 1 },
  },
  name: 'web',
  application: 'shop',
  labels: { 'app.kubernetes.io/component': 'web' },
  annotations: { 'example.com/owner': 'a' },
  podLabels: { team: 'a' },
  podAnnotations: { 'example.com/a': 'b' },
  envFrom: [ENV_FROMS['EnvFrom.configMap']],
  files: [files],
  writable: ['/tmp'],
  storage: [STORAGES['Storage.emptyDir']],
  security: {
    runAsUser: 70,
    runAsGroup: 70,
    fsGroup: 70,
    fsGroupChangePolicy: 'Always',
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    privileged: false,
    dropCapabilities: ['ALL'],
    addCapabilities: ['NET_BIND_SERVICE'],
    seccompProfile: 'RuntimeDefault',
    appArmorProfile: { localhostProfile: 'k8s-nginx' },
    seLinuxOptions,
    supplementalGroups: [4000],
    supplementalGroupsPolicy: 'Strict',
    sysctls: { 'user.max_user_namespaces': '1' },
    hostUsers: true,
  },
  container: { name: 'web', ...containerOptions },
  scheduling: {
    nodeSelector: { disk: 'ssd' },
    requiredNodes: [new Raw({ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] })],
    preferredNodes: [new Raw({ weight: 1, preference: { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] } })],
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'web', effect: 'NoExecute', tolerationSeconds: 60 }],
    near: [
      {
        workload: otherWorkload('cache'),
        pods: undefined,
        namespaces: undefined,
        over: 'nodes',
        hard: false,
        weight: 50,
      },
    ],
    apartFrom: [
      {
        workload: undefined,
        pods: new Raw({ matchLabels: { app: 'batch' } }),
        namespaces: ['batch'],
        over: 'zones',
        hard: false,
        weight: 50,
      },
    ],
    priorityClassName: 'high',
    runtimeClassName: 'sandbox',
    schedulerName: 'other',
  },
  imagePullPolicy: 'Always',
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  networkPolicy: true,
  isolation: new Sample(Isolation.none, []),
  serviceAccount: new Sample(ServiceAccount.own, [['', { name: 'web', annotations: { 'example.com/a': 'b' } }]]),
  terminationGracePeriod: 30,
  workingDir: '/srv',
  initContainers: [],
  sidecars: [],
  waitFor: ['db:5432'],
  waiting: {
    image: 'registry.example.com/busybox:1.37',
    timeLimit: 60,
    resources: beside.resources,
  },
  lifecycle: undefined,
  podNetwork: {
    hostAliases: { '10.0.0.5': ['ldap.example.com'] },
    dnsPolicy: 'ClusterFirst',
    dnsConfig: { nameservers: ['10.96.0.10'], searches: ['example.com'], options: { ndots: '2' } },
    hostname: 'web',
    subdomain: 'web',
    setHostnameAsFQDN: true,
  },
  host: { network: 'a test', processes: 'a test', ipc: 'a test' },
  shareProcessNamespace: false,
  imagePullSecrets: ['registry'],
  env,
  command: ['web'],
  args: ['--verbose'],
};

const scrape = {
  path: '/metrics',
  scheme: 'https',
  tls: {
    serverName: 'web.shop.svc',
    ca: new Sample(CaCertificate.secret, [
      ['secret', 'web-tls'],
      ['key', 'ca.crt'],
    ]),
    insecureSkipVerify: undefined,
  },
};

const longRunning = {
  ...workload,
  // Options of the type are shown of the Service for clients.
  furtherServices: [
    {
      name: 'web-admin',
      ports: [{ name: 'http', port: 8443, nodePort: 30_043 }],
      type: new Sample(ServiceType.nodePort, []),
    },
    { name: 'web-inside', ports: ['http'] },
  ],
  health: http,
  selector: { app: 'web' },
  rollOnConfigChange: true,
  metrics: new Sample(Metrics.scrape, [['', { port: 'metrics', ...scrape }]]),
};

const replicated = {
  ...longRunning,
  spread: new Sample(Spread.over, [
    [
      '',
      {
        nodes: 'soft',
        zones: 'hard',
        regions: 'none',
        maxSkew: 1,
        minDomains: 2,
        matchLabelKeys: ['pod-template-hash'],
        constraints: [new Raw({ topologyKey: 'example.com/rack', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' })],
      },
    ],
  ]),
  disruption: {
    name: 'web-budget',
    minAvailable: undefined,
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  },
};

/** Every prop of every construct, with values of every kind that a prop has. */
export const STATELESS_SAMPLE: Readonly<Record<string, unknown>> = {
  ...replicated,
  ports: [
    {
      name: 'http',
      port: 80,
      targetPort: 8080,
      nodePort: 30080,
      protocol: 'TCP',
      appProtocol: 'http',
      hostPort: undefined,
      podOnly: false,
    },
    // Not of the Service, which is a load balancer: metrics are there.
    {
      name: 'metrics',
      port: 9090,
      targetPort: undefined,
      nodePort: undefined,
      protocol: 'TCP',
      appProtocol: 'http',
      hostPort: undefined,
      podOnly: true,
    },
  ],
  metrics: new Sample(Metrics.scrape, [['', { port: 'metrics', ...scrape }]]),
  replicas: 2,
  // Not beside replicas: SCALINGS has samples.
  scaling: undefined,
  overlays: overlaySample('StatelessService'),
  serviceType: SERVICE_TYPES['ServiceType.loadBalancer'],
  rollout: {
    strategy: 'RollingUpdate',
    maxSurge: 1,
    maxUnavailable: 0,
    minReady: 1,
    progressDeadline: 600,
    revisionHistoryLimit: 10,
    paused: false,
    restartToken: 'a',
  },
  drain: 0,
};

export const STATEFUL_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('StatefulCluster'),
  ...replicated,
  ports: [
    {
      name: 'http',
      port: 80,
      targetPort: 8080,
      protocol: 'TCP',
      appProtocol: 'http',
      peersOnly: false,
      nodePort: 30_520,
      hostPort: undefined,
    },
    // Not of the Services, which have node ports: metrics are there.
    { name: 'metrics', port: 9090, podOnly: true },
  ],
  metrics: new Sample(Metrics.scrape, [['', { port: 'metrics', ...scrape }]]),
  members: 3,
  // A quorum's data outlives its Pods.
  storage: [STORAGES['Storage.claim']],
  retention: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  firstOrdinal: 0,
  podManagementPolicy: 'Parallel',
  rollout: {
    strategy: 'RollingUpdate',
    partition: 0,
    maxUnavailable: 1,
    minReady: 1,
    revisionHistoryLimit: 10,
    restartToken: 'a',
  },
  serviceName: 'web-headless',
  serviceType: new Sample(ServiceType.nodePort, []),
  clientServiceName: 'web-client',
  publishNotReadyAddresses: true,
  quorum: new Sample(Quorum.forming, [['members', 3]]),
  memberServices: {
    // Not clusterIP: it is one address, and there are three members.
    type: new Sample(ServiceType.nodePort, [['', ofMembers]]),
    ports: ['http'],
    nodePorts: { http: 30_100 },
    annotations: { 'example.com/a': 'b' },
    publishNotReadyAddresses: false,
  },
};

export const QUORUMS: Readonly<Record<string, Sample>> = {
  'Quorum.formed': new Sample(Quorum.formed, [['members', 3]]),
  'Quorum.changing': new Sample(Quorum.changing, [['', { from: 2, to: 3 }]]),
};

export const NODES: Readonly<Record<string, Sample>> = {
  'Nodes.andControlPlane': new Sample(Nodes.andControlPlane, []),
  'Nodes.untainted': new Sample(Nodes.untainted, []),
};

export const AGENT_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('NodeAgent'),
  ...longRunning,
  ports: [
    { name: 'http', port: 81, targetPort: 80, protocol: 'TCP', appProtocol: 'http', hostPort: 80 },
    // Not of the further Service, which has node ports: metrics are there.
    { name: 'metrics', port: 9090 },
  ],
  metrics: new Sample(Metrics.scrape, [['', { port: 'metrics', ...scrape }]]),
  serviceType: SERVICE_TYPES['ServiceType.clusterIp'],
  nodes: new Sample(Nodes.every, []),
  host: { network: 'a reason', processes: 'a reason', ipc: 'a reason' },
  rollout: {
    strategy: 'RollingUpdate',
    maxSurge: 0,
    maxUnavailable: 1,
    minReady: 1,
    revisionHistoryLimit: 10,
    restartToken: 'a',
  },
};

const failureRule = new Sample(FailureRule.exitCodes, [
  ['exitCodes', [42]],
  ['', { action: 'FailJob', containerName: 'web' }],
]);

export const FAILURE_RULES: Readonly<Record<string, Sample>> = {
  'FailureRule.otherExitCodes': new Sample(FailureRule.otherExitCodes, [
    ['exitCodes', [42]],
    ['', { action: 'Ignore', containerName: 'web' }],
  ]),
  'FailureRule.podCondition': new Sample(FailureRule.podCondition, [
    ['', { action: 'Ignore', type: 'DisruptionTarget', status: 'True' }],
  ]),
};

export const METRICS: Readonly<Record<string, Sample>> = {
  'Metrics.scrapes': new Sample(Metrics.scrapes, [['', [{ port: 'metrics', ...scrape }]]]),
};

export const CA_CERTIFICATES: Readonly<Record<string, Sample>> = {
  'CaCertificate.configMap': new Sample(CaCertificate.configMap, [
    ['configMap', 'trust'],
    ['key', 'ca.crt'],
  ]),
};

export const COMPLETIONS: Readonly<Record<string, Sample>> = {
  'Completion.once': new Sample(Completion.once, []),
  'Completion.count': new Sample(Completion.count, [
    ['completions', 5],
    ['', { parallelism: 2 }],
  ]),
  'Completion.workQueue': new Sample(Completion.workQueue, [['parallelism', 2]]),
};

const job = {
  ...workload,
  health: HEALTHS['Health.none'],
  completion: new Sample(Completion.indexed, [
    ['completions', 5],
    [
      '',
      {
        parallelism: 2,
        backoffLimitPerIndex: 1,
        maxFailedIndexes: 3,
        successPolicy: [{ succeededIndexes: '0-2,4', succeededCount: 1 }],
      },
    ],
  ]),
  failure: {
    backoffLimit: 3,
    restartPolicy: 'Never',
    podFailurePolicy: [failureRule],
    podReplacementPolicy: 'Failed',
  },
  activeDeadline: 600,
  ttlAfterFinished: 600,
};

export const JOB_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('BatchJob'),
  ...job,
  ports: [
    {
      name: 'http',
      port: 80,
      targetPort: 8080,
      protocol: 'TCP',
      appProtocol: 'http',
      peersOnly: false,
      nodePort: undefined,
      podOnly: false,
      hostPort: undefined,
    },
  ],
  suspend: false,
  replacement: new Sample(Replacement.byName, [['version', '2']]),
};

export const REPLACEMENTS: Readonly<Record<string, Sample>> = {
  'Replacement.argoCdHook': new Sample(Replacement.argoCdHook, [['phase', 'PreSync']]),
  'Replacement.argoCdReplace': new Sample(Replacement.argoCdReplace, []),
  'Replacement.fluxForce': new Sample(Replacement.fluxForce, []),
};

export const SCHEDULED_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('ScheduledJob'),
  ...job,
  schedule: '30 2 * * *',
  timeZone: 'Europe/Berlin',
  concurrencyPolicy: 'Forbid',
  startingDeadline: 3600,
  history: { successful: 3, failed: 1 },
  suspend: false,
};

export const NAMESPACE_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('Namespace'),
  name: 'shop',
  podSecurity: { enforce: 'baseline', audit: 'restricted', warn: 'restricted', version: 'v1.35' },
  quota: { 'requests.cpu': '10', pods: 50 },
  limits: {
    defaultRequest: { cpu: '100m', memory: '128Mi', ephemeralStorage: '64Mi' },
    defaultLimit: { cpu: '1', memory: '256Mi', ephemeralStorage: '1Gi' },
    min: { cpu: '10m', memory: '16Mi', ephemeralStorage: '1Mi' },
    max: { cpu: '2', memory: '4Gi', ephemeralStorage: '8Gi' },
    largestClaim: '100Gi',
  },
  isolation: new Sample(Isolation.full, []),
  labels: { team: 'a' },
  annotations: { 'example.com/a': 'b' },
};
