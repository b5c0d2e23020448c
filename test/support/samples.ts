import path from 'node:path';
import {
  CertificateIssuer,
  Completion,
  ConfigFiles,
  Defaults,
  EnvFrom,
  EnvSource,
  FailureRule,
  FileContent,
  FileSet,
  Health,
  Hook,
  IngressController,
  Isolation,
  Metric,
  Metrics,
  Monitoring,
  Nodes,
  Platform,
  Probe,
  Quorum,
  Replacement,
  Routing,
  Scaling,
  ScalingPolicy,
  SecretFiles,
  ServiceAccount,
  ServiceType,
  Spread,
  Target,
  Tls,
  ValueMatch,
} from '../../lib';
import { V1 } from '../../lib/defaults/v1';
import { Raw, Sample } from './sample';
import { STORAGES } from './volume-samples';

const asked = { periodSeconds: 10, timeoutSeconds: 3, initialDelaySeconds: 1 };
const timings = { ...asked, failureThreshold: 3 };
const ending = { terminationGracePeriodSeconds: 5 };

const http = new Sample(Health.http, [
  [
    '',
    {
      ready: '/ready',
      live: '/live',
      startup: '/start',
      startupBudget: 60,
      port: 'http',
      scheme: 'HTTP',
      headers: { Accept: 'text/plain' },
      timings: {
        ready: { ...timings, successThreshold: 2, terminationGracePeriodSeconds: undefined },
        live: { ...timings, successThreshold: 1, ...ending },
        startup: { ...asked, successThreshold: 1, failureThreshold: undefined, ...ending },
      },
    },
  ],
]);

export const PROBES: Readonly<Record<string, Sample>> = {
  'Probe.http': new Sample(Probe.http, [
    ['path', '/ready'],
    [
      '',
      {
        port: 'http',
        scheme: 'HTTP',
        headers: { Accept: 'text/plain' },
        ...timings,
        successThreshold: 1,
        terminationGracePeriodSeconds: undefined,
      },
    ],
  ]),
  'Probe.tcp': new Sample(Probe.tcp, [
    ['', { port: 'http', ...timings, successThreshold: 1, terminationGracePeriodSeconds: undefined }],
  ]),
  'Probe.grpc': new Sample(Probe.grpc, [
    ['', { port: 'http', service: 'web', ...timings, successThreshold: 1, terminationGracePeriodSeconds: undefined }],
  ]),
  'Probe.exec': new Sample(Probe.exec, [
    ['command', ['true']],
    ['', { ...timings, successThreshold: 1, terminationGracePeriodSeconds: undefined }],
  ]),
};

const { 'Probe.http': httpProbe, 'Probe.tcp': tcpProbe, 'Probe.exec': execProbe } = PROBES;
export const HEALTHS: Readonly<Record<string, Sample>> = {
  'Health.probes': new Sample(Health.probes, [
    ['', { ready: httpProbe, live: tcpProbe, startup: execProbe, startupBudget: undefined }],
  ]),
  'Health.none': new Sample(Health.none, [['reason', 'it cannot be asked']]),
};

/** A Health whose `ready` takes any of the probes. */
export const ONE_PROBE = new Sample(Health.probes, [['', { ready: httpProbe }]]);

const clusterIp = {
  sessionAffinity: 'ClientIP',
  sessionAffinityTimeout: 60,
  internalTrafficPolicy: 'Local',
  annotations: { 'example.com/a': 'b' },
};
const nodePort = { ...clusterIp, externalTrafficPolicy: 'Local' };
const balancer = { ...nodePort, loadBalancerClass: 'example.com/lb', loadBalancerSourceRanges: ['10.0.0.0/8'] };
export const SERVICE_TYPES: Readonly<Record<string, Sample>> = {
  'ServiceType.clusterIp': new Sample(ServiceType.clusterIp, [['', clusterIp]]),
  'ServiceType.nodePort': new Sample(ServiceType.nodePort, [['', nodePort]]),
  'ServiceType.loadBalancer': new Sample(ServiceType.loadBalancer, [['', balancer]]),
};

const keyOf = (make: typeof EnvSource.secretKey) =>
  new Sample(make, [
    ['name', 'web-db'],
    ['key', 'password'],
    ['', { optional: true }],
  ]);
const env = {
  TEXT: 'a',
  SECRET: keyOf(EnvSource.secretKey),
  CONFIG: keyOf(EnvSource.configMapKey),
  FIELD: new Sample(EnvSource.field, [['fieldPath', 'metadata.name']]),
  RESOURCE: new Sample(EnvSource.resource, [['resource', 'limits.memory']]),
};

const envFrom = (make: typeof EnvFrom.secret) =>
  new Sample(make, [
    ['name', 'web-settings'],
    ['', { prefix: 'WEB_', optional: true }],
  ]);
export const ENV_FROMS: Readonly<Record<string, Sample>> = {
  'EnvFrom.configMap': envFrom(EnvFrom.configMap),
  'EnvFrom.secret': envFrom(EnvFrom.secret),
};

export const CONFIG_FOLDER = path.join(__dirname, 'fixtures/config');
const directory = { ignore: ['**/*.png'], templates: { 'app.conf': { port: 80 } } };
const mounted = { defaultMode: 0o440, modes: { 'app.conf': 0o400 }, singleFiles: false, immutable: false };
export const CONFIG_FILES: Readonly<Record<string, Sample>> = {
  'ConfigFiles.fromDirectory': new Sample(ConfigFiles.fromDirectory, [
    ['mountPath', '/etc/web'],
    ['directory', CONFIG_FOLDER],
    ['', { ...directory, ...mounted }],
  ]),
  'ConfigFiles.of': new Sample(ConfigFiles.of, [
    ['mountPath', '/etc/web'],
    ['files', { 'app.conf': 'port=80' }],
    ['', { ...mounted, modes: {} }],
  ]),
  'ConfigFiles.file': new Sample(ConfigFiles.file, [
    ['mountPath', '/etc/web/app.conf'],
    ['content', 'port=80'],
    ['', { mode: 0o440, immutable: false }],
  ]),
  'ConfigFiles.from': new Sample(ConfigFiles.from, [
    ['configMap', 'web-settings'],
    ['mountPath', '/etc/web'],
    ['', { items: { conf: 'app.conf' }, defaultMode: 0o440, optional: true, singleFiles: false }],
  ]),
};

const template = path.join(CONFIG_FOLDER, 'app.conf');
export const FILE_CONTENTS: Readonly<Record<string, Sample>> = {
  'FileContent.text': new Sample(FileContent.text, [['', 'port=80']]),
  'FileContent.json': new Sample(FileContent.json, [['', { port: 80 }]]),
  'FileContent.yaml': new Sample(FileContent.yaml, [['', { hosts: ['a'] }]]),
  'FileContent.properties': new Sample(FileContent.properties, [['', { 'server.port': 80 }]]),
  'FileContent.binary': new Sample(FileContent.binary, [['', 'AAEC']]),
  'FileContent.template': new Sample(FileContent.template, [
    ['template', 'port={{ port }}'],
    ['values', { port: 80 }],
  ]),
  'FileContent.fromFile': new Sample(FileContent.fromFile, [['path', template]]),
  'FileContent.templateFile': new Sample(FileContent.templateFile, [
    ['path', template],
    ['values', { port: 80 }],
  ]),
};

export const CONFIG_MAP_SAMPLE: Readonly<Record<string, unknown>> = {
  name: 'settings',
  data: { logLevel: 'info' },
  binaryData: { logo: 'AAEC' },
  files: new Sample(FileSet.fromDirectory, [
    ['directory', CONFIG_FOLDER],
    ['', directory],
  ]),
  immutable: true,
  labels: { team: 'a' },
  annotations: { 'example.com/a': 'b' },
};

/** A value that looks as if kubeseal had printed it. */
export function sealed(text: string): string {
  return Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512, text), Buffer.alloc(32, text)]).toString('base64');
}

const entry = {
  key: 'shop/db',
  property: 'password',
  version: '1',
  decodingStrategy: 'None',
  conversionStrategy: 'Default',
  metadataPolicy: 'None',
};
const secretTemplate = {
  type: 'Opaque',
  data: { url: 'db://{{ .password }}' },
  labels: { team: 'a' },
  annotations: { 'example.com/a': 'b' },
};
export const EXTERNAL_SECRET_SAMPLE: Readonly<Record<string, unknown>> = {
  store: { name: 'vault', kind: 'ClusterSecretStore' },
  data: { password: entry },
  extract: [entry],
  name: 'db',
  refresh: 3600,
  refreshPolicy: 'Periodic',
  creationPolicy: 'Owner',
  deletionPolicy: 'Retain',
  template: secretTemplate,
  immutable: false,
};

export const SEALED_SECRET_SAMPLE: Readonly<Record<string, unknown>> = {
  encryptedData: { password: sealed('a') },
  name: 'db',
  scope: 'strict',
  template: secretTemplate,
};

export const FILE_SETS: Readonly<Record<string, Sample>> = {
  'FileSet.of': new Sample(FileSet.of, [['', { 'nested/app.conf': 'port=80' }]]),
};

const files = new Sample(SecretFiles.from, [
  ['secretName', 'web-db'],
  ['mountPath', '/run/secrets/db'],
  ['', { items: { ca: 'ca.crt' }, defaultMode: 0o440, optional: true }],
]);

const overlaysOf = (...objects: readonly string[]) =>
  Object.fromEntries(['serviceAccount', 'networkPolicy', ...objects].map((object) => [object, new Raw({})]));

const otherWorkload = (app: string) => new Raw({ _placement: { selector: { app }, namespace: undefined } });
const hooks = {
  preStop: new Sample(Hook.http, [
    ['path', '/stop'],
    ['', { port: 'web', scheme: 'HTTP', headers: { Accept: 'text/plain' } }],
  ]),
  postStart: new Sample(Hook.exec, [['command', ['true']]]),
};

const beside = {
  image: 'registry.example.com/tool:1.0.0',
  resources: {
    memory: '64Mi',
    cpu: '100m',
    cpuLimit: '2',
    memoryRequest: '32Mi',
    ephemeralStorage: '64Mi',
    ephemeralStorageLimit: '1Gi',
  },
  env: { A: 'b' },
  command: ['tool'],
  args: ['--verbose'],
  workingDir: '/work',
  mounts: { tmp: { mountPath: '/work', readOnly: true, subPath: 'a' }, 'run-secrets-db': '/run/db' },
  files: [files],
  writable: ['/var/run'],
  imagePullPolicy: 'Always',
  security: {
    runAsUser: 70,
    runAsGroup: 70,
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    privileged: false,
    dropCapabilities: ['ALL'],
    addCapabilities: ['NET_BIND_SERVICE'],
    seccompProfile: 'RuntimeDefault',
  },
};
const sidecar = {
  ...beside,
  name: 'proxy',
  ports: [{ name: 'http', port: 8081, servicePort: 81, protocol: 'TCP' }],
  health: http,
  lifecycle: { preStop: new Sample(Hook.sleep, [['seconds', 5]]), postStart: undefined, stopSignal: undefined },
  native: true,
  startsFirst: true,
};

/**
 * What a Pod has beside its main container, apart from the samples of workloads: together they would be so large that a
 * test of each value takes minutes.
 */
export const POD_SAMPLE: Readonly<Record<string, unknown>> = {
  image: 'registry.example.com/web:1.0.0',
  health: new Sample(Health.none, [['reason', 'shown elsewhere']]),
  resources: { memory: '64Mi' },
  ports: [{ name: 'web', port: 80 }],
  files: [
    new Sample(SecretFiles.from, [
      ['secretName', 'web-db'],
      ['mountPath', '/run/secrets/db'],
    ]),
  ],
  writable: ['/tmp'],
  initContainers: [{ ...beside, name: 'fetch' }],
  sidecars: [sidecar],
  lifecycle: { ...hooks, stopSignal: undefined },
};

const workload = {
  image: 'registry.example.com/web:1.0.0',
  resources: {
    memory: '256Mi',
    cpu: '100m',
    cpuLimit: '2',
    memoryRequest: '128Mi',
    ephemeralStorage: '64Mi',
    ephemeralStorageLimit: '1Gi',
  },
  name: 'web',
  application: 'shop',
  labels: { 'app.kubernetes.io/component': 'web' },
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
  },
  scheduling: {
    nodeSelector: { disk: 'ssd' },
    requiredNodes: [new Raw({ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] })],
    preferredNodes: [new Raw({ weight: 1, preference: { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] } })],
    tolerations: [{ key: 'dedicated', value: 'web', effect: 'NoExecute', stay: 60 }],
    near: [{ workload: otherWorkload('cache'), over: 'nodes', hard: false, weight: 50 }],
    apartFrom: [{ workload: otherWorkload('batch'), over: 'zones', hard: false, weight: 50 }],
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
  },
  host: { network: 'a test', processes: 'a test', ipc: 'a test' },
  shareProcessNamespace: false,
  imagePullSecrets: ['registry'],
  env,
  command: ['web'],
  args: ['--verbose'],
};

const longRunning = {
  ...workload,
  health: http,
  selector: { app: 'web' },
  rollOnConfigChange: true,
  metrics: new Sample(Metrics.scrape, [['', { port: 'http', path: '/metrics', scheme: 'http' }]]),
};
const custom = { averageValue: '100', value: undefined, labels: { queue: 'a' } };
const object = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'public' };
const used = (make: typeof Metric.cpuUtilization) => new Sample(make, [['percent', 70]]);
const averaged = (make: typeof Metric.cpuValue) => new Sample(make, [['average', '1']]);
const ofContainer = (
  make: typeof Metric.containerUtilization | typeof Metric.containerValue,
  last: [string, unknown],
) => new Sample(make, [['container', 'web'], ['resource', 'cpu'], last]);

export const METRICS: Readonly<Record<string, Sample>> = {
  'Metric.cpuUtilization': used(Metric.cpuUtilization),
  'Metric.memoryUtilization': used(Metric.memoryUtilization),
  'Metric.cpuValue': averaged(Metric.cpuValue),
  'Metric.memoryValue': averaged(Metric.memoryValue),
  'Metric.containerUtilization': ofContainer(Metric.containerUtilization, ['percent', 70]),
  'Metric.containerValue': ofContainer(Metric.containerValue, ['average', '1']),
  'Metric.pods': new Sample(Metric.pods, [
    ['name', 'requests'],
    ['', custom],
  ]),
  'Metric.object': new Sample(Metric.object, [
    ['object', object],
    ['name', 'requests'],
    ['', custom],
  ]),
  'Metric.external': new Sample(Metric.external, [
    ['name', 'queue'],
    ['', { value: '100', averageValue: undefined, labels: { queue: 'a' } }],
  ]),
};

const paced = (make: typeof ScalingPolicy.pods, key: string) =>
  new Sample(make, [
    [key, 4],
    ['period', 60],
  ]);
const scalingRules = {
  stabilization: 60,
  policies: [paced(ScalingPolicy.pods, 'pods'), paced(ScalingPolicy.percent, 'percent')],
  selectPolicy: 'Max',
  tolerance: 0.05,
};
const range = { min: 2, max: 10, scaleUp: scalingRules, scaleDown: scalingRules };
export const SCALINGS: Readonly<Record<string, Sample>> = {
  'Scaling.onCpu': new Sample(Scaling.onCpu, [['', { ...range, targetUtilization: 70 }]]),
  'Scaling.onMemory': new Sample(Scaling.onMemory, [['', { ...range, targetUtilization: 70 }]]),
  'Scaling.on': new Sample(Scaling.on, [['', { ...range, metrics: Object.values(METRICS) }]]),
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
  disruption: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
};

/** Every prop of every construct, with values of every kind that a prop has. */
export const STATELESS_SAMPLE: Readonly<Record<string, unknown>> = {
  ...replicated,
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP', hostPort: undefined }],
  replicas: 2,
  // Not beside replicas: SCALINGS has samples.
  scaling: undefined,
  overlays: overlaysOf('deployment', 'service', 'podDisruptionBudget', 'horizontalPodAutoscaler'),
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
  overlays: overlaysOf('statefulSet', 'service', 'headlessService', 'podDisruptionBudget'),
  ...replicated,
  ports: [{ name: 'http', port: 80, protocol: 'TCP', peersOnly: false, hostPort: undefined }],
  members: 3,
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
  clientServiceName: 'web-client',
  publishNotReadyAddresses: true,
  quorum: new Sample(Quorum.forming, [['members', 3]]),
  memberServices: {
    type: SERVICE_TYPES['ServiceType.nodePort'],
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
  overlays: overlaysOf('daemonSet', 'service'),
  ...longRunning,
  ports: [{ name: 'http', port: 80, protocol: 'TCP', hostPort: 80 }],
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
  overlays: overlaysOf('job'),
  ...job,
  suspend: false,
  replacement: new Sample(Replacement.byName, [['version', '2']]),
};
export const REPLACEMENTS: Readonly<Record<string, Sample>> = {
  'Replacement.argoCdHook': new Sample(Replacement.argoCdHook, [['phase', 'PreSync']]),
  'Replacement.argoCdReplace': new Sample(Replacement.argoCdReplace, []),
  'Replacement.fluxForce': new Sample(Replacement.fluxForce, []),
};

export const SCHEDULED_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaysOf('cronJob'),
  ...job,
  schedule: '30 2 * * *',
  timeZone: 'Europe/Berlin',
  concurrencyPolicy: 'Forbid',
  startingDeadline: 3600,
  history: { successful: 3, failed: 1 },
  suspend: false,
};

export const NAMESPACE_SAMPLE: Readonly<Record<string, unknown>> = {
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

const target = { name: 'web', ports: [{ name: 'http', port: 80 }] };
const next = { name: 'web-next', ports: [{ name: 'http', port: 80 }] };
const settings = {
  requestHeaders: { set: { 'X-A': 'b' }, add: { 'X-B': 'c' }, remove: ['X-C'] },
  responseHeaders: { set: { 'X-A': 'b' }, add: { 'X-B': 'c' }, remove: ['X-C'] },
  timeouts: { request: 60, backend: 30 },
  retries: { attempts: 2, statusCodes: [503], backoff: 1 },
  cors: {
    allowOrigins: ['https://www.example.com'],
    allowMethods: ['GET'],
    allowHeaders: ['X-A'],
    exposeHeaders: ['X-B'],
    allowCredentials: true,
    maxAge: 60,
  },
  sessionAffinity: { cookie: 'pod', maxAge: 3600 },
};
const matches = {
  methods: ['GET'],
  headers: { 'X-A': 'b', 'X-B': new Sample(ValueMatch.exact, [['', 'c']]) },
  query: { a: 'b' },
};

/** Several routes, because not all that one can say goes together. */
export const ROUTE_SAMPLES: readonly Readonly<Record<string, unknown>>[] = [
  {
    ...settings,
    routes: [
      {
        ...settings,
        ...matches,
        to: target,
        path: '/',
        pathType: 'Prefix',
        port: 'http',
        name: 'web',
        canary: { to: next, port: 'http', weight: 10, header: { name: 'X-Canary', value: 'yes' }, cookie: 'canary' },
        rewrite: { host: 'b.example.com', prefix: '/' },
      },
      {
        path: '/split',
        split: [
          { to: target, weight: 70, port: 'http' },
          { to: next, weight: 30 },
        ],
      },
      { path: '/old', redirect: { scheme: 'https', host: 'b.example.com', path: '/new', statusCode: 301 } },
      { path: '/older', redirect: { prefix: '/new' } },
      { path: '/c', rewrite: { path: '/d' }, to: target },
    ],
    host: 'shop.example.com',
    hosts: ['www.example.com'],
    tls: new Sample(Tls.secret, [['secretName', 'shop-tls']]),
    httpsRedirect: true,
    defaultBackend: { to: target, port: 'http' },
    annotations: { 'example.com/a': 'b' },
    name: 'public',
  },
  { host: 'rpc.example.com', routes: [{ to: target, grpc: { service: 'shop.v1.Orders', method: 'Place' } }] },
];
/** What only an Ingress can say. */
export const INGRESS_SAMPLES: readonly Readonly<Record<string, unknown>>[] = [
  {
    host: 'shop.example.com',
    routes: [{ to: target, path: '/upload', maxRequestBody: '8Mi' }],
    maxRequestBody: '1Mi',
    className: 'nginx',
    tls: new Sample(Tls.secrets, [['', { 'shop.example.com': 'shop-tls' }]]),
  },
];

const issuer = (make: typeof CertificateIssuer.issuer) => new Sample(make, [['', 'letsencrypt']]);
export const ISSUERS: Readonly<Record<string, Sample>> = {
  'CertificateIssuer.issuer': issuer(CertificateIssuer.issuer),
};
const targetPorts = { ports: [6443, { port: 8000, endPort: 8080, protocol: 'TCP' }] };
const podLabels = { app: 'dns' };
const TARGETS = {
  'Target.cidr': new Sample(Target.cidr, [
    ['range', '10.0.0.0/8'],
    ['', { ...targetPorts, except: ['10.1.0.0/16'] }],
  ]),
  'Target.namespace': new Sample(Target.namespace, [
    ['name', 'infra'],
    ['', { ...targetPorts, podLabels }],
  ]),
  'Target.namespaces': new Sample(Target.namespaces, [
    ['labels', { team: 'infra' }],
    ['', { ...targetPorts, podLabels }],
  ]),
  'Target.pods': new Sample(Target.pods, [
    ['labels', podLabels],
    ['', { ...targetPorts, namespace: 'infra' }],
  ]),
  'Target.internet': new Sample(Target.internet, [['', targetPorts]]),
  'Target.anywhere': new Sample(Target.anywhere, [['', targetPorts]]),
};
const scrapers = [new Sample(Target.namespace, [['name', 'monitoring']])];
export const MONITORINGS: Readonly<Record<string, Sample>> = {
  'Monitoring.annotations': new Sample(Monitoring.annotations, [['', { scrapers }]]),
  'Monitoring.prometheusOperator': new Sample(Monitoring.prometheusOperator, [
    ['', { scrapers, labels: { release: 'prometheus' }, namespace: 'monitoring', interval: 30 }],
  ]),
};
export const PLATFORM_SAMPLE = new Sample(Platform.define, [
  [
    '',
    {
      kubernetesVersion: '1.35',
      storageClasses: ['fast'],
      routing: new Sample(Routing.ingress, [
        [
          '',
          {
            className: 'nginx',
            controller: new Sample(IngressController.nginx, []),
            callers: { namespace: 'ingress-nginx', podLabels: { app: 'ingress' }, ipBlocks: ['10.0.0.0/8'] },
          },
        ],
      ]),
      certificateIssuer: issuer(CertificateIssuer.clusterIssuer),
      clusterDomain: 'cluster.local',
      domains: ['example.com'],
      tlsSecrets: ['shop-tls', 'shop/web-tls'],
      isolation: new Sample(Isolation.full, []),
      monitoring: MONITORINGS['Monitoring.annotations'],
      dns: [TARGETS['Target.pods'], TARGETS['Target.namespace'], TARGETS['Target.namespaces']],
      apiServer: [TARGETS['Target.cidr'], TARGETS['Target.internet'], TARGETS['Target.anywhere']],
    },
  ],
]);

export const ROUTINGS: Readonly<Record<string, Sample>> = {
  'Routing.gateway': new Sample(Routing.gateway, [
    [
      '',
      {
        name: 'public',
        namespace: 'infra',
        version: '1.5',
        channel: 'standard',
        listeners: { http: 'http', https: 'https', tls: 'tls' },
        callers: { namespace: 'infra', podLabels: { app: 'gateway' }, ipBlocks: ['10.0.0.0/8'] },
      },
    ],
  ]),
  'IngressController.traefik': controller(IngressController.traefik, {
    httpEntryPoint: 'web',
    httpsEntryPoint: 'websecure',
  }),
  'IngressController.awsAlb': controller(IngressController.awsAlb, {
    scheme: 'internal',
    targetType: 'ip',
    groupName: 'shop',
    certificateArns: ['arn:aws:acm:eu-central-1:1:certificate/a'],
  }),
  'IngressController.gce': controller(IngressController.gce, { staticIpName: 'shop' }),
};

function controller(make: (props: never) => unknown, props: object): Sample {
  const callers = { namespace: 'infra', podLabels: { app: 'gateway' }, ipBlocks: ['10.0.0.0/8'] };
  const one = new Sample(make, [['', props]]);
  return new Sample(Routing.ingress, [['', { className: 'any', controller: one, callers }]]);
}

export const ENVIRONMENT_SAMPLE: Readonly<Record<string, unknown>> = {
  platform: PLATFORM_SAMPLE,
  defaults: Defaults.V1,
};

export const APP_SAMPLE: Readonly<Record<string, unknown>> = {
  name: 'test',
  defaults: Defaults.V1,
  platform: PLATFORM_SAMPLE,
  outdir: 'out',
  outputFileExtension: '.k8s.yaml',
  resolvers: [{ resolve: () => undefined }],
};

/** Every default that a scope can set, each with the value it has anyway. */
export const DEFAULTS_SAMPLE = new Sample(Defaults.V1.with.bind(Defaults.V1) as (...args: never[]) => unknown, [
  [
    '',
    {
      labels: { team: 'a' },
      imagePullSecrets: ['registry'],
      registries: { 'docker.io': 'registry.example.com/hub' },
      ...V1,
    },
  ],
]);
