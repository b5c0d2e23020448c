import {
  CertificateIssuer,
  Defaults,
  EnvSource,
  Health,
  IngressController,
  Platform,
  Probe,
  Routing,
  SecretFiles,
  ServiceType,
  Spread,
  Storage,
  Tls,
  ValueMatch,
} from '../../lib';
import { Sample } from './sample';

const timings = { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3, initialDelaySeconds: 1 };

const http = new Sample(Health.http, [['', { ready: '/ready', live: '/live', startup: '/start', port: 'http' }]]);

export const PROBES: Readonly<Record<string, Sample>> = {
  'Probe.http': new Sample(Probe.http, [
    ['path', '/ready'],
    ['', { port: 'http', scheme: 'HTTP', headers: { Accept: 'text/plain' }, ...timings, successThreshold: 1 }],
  ]),
  'Probe.tcp': new Sample(Probe.tcp, [['', { port: 'http', ...timings, successThreshold: 1 }]]),
  'Probe.grpc': new Sample(Probe.grpc, [['', { port: 'http', service: 'web', ...timings, successThreshold: 1 }]]),
  'Probe.exec': new Sample(Probe.exec, [
    ['command', ['true']],
    ['', { ...timings, successThreshold: 1 }],
  ]),
};

const { 'Probe.http': httpProbe, 'Probe.tcp': tcpProbe, 'Probe.exec': execProbe } = PROBES;
export const HEALTHS: Readonly<Record<string, Sample>> = {
  'Health.probes': new Sample(Health.probes, [['', { ready: httpProbe, live: tcpProbe, startup: execProbe }]]),
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

const files = new Sample(SecretFiles.from, [
  ['secretName', 'web-db'],
  ['mountPath', '/run/secrets/db'],
  ['', { items: { ca: 'ca.crt' }, defaultMode: 0o440, optional: true }],
]);

const workload = {
  image: 'registry.example.com/web:1.0.0',
  health: http,
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
  selector: { app: 'web' },
  podLabels: { team: 'a' },
  podAnnotations: { 'example.com/a': 'b' },
  files: [files],
  writable: ['/tmp'],
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
  spread: new Sample(Spread.soft, []),
  disruption: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  imagePullPolicy: 'Always',
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  networkPolicy: true,
  terminationGracePeriod: 30,
  env,
  command: ['web'],
  args: ['--verbose'],
};

/** Every prop of every construct, with values of every kind that a prop has. */
export const STATELESS_SAMPLE: Readonly<Record<string, unknown>> = {
  ...workload,
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }],
  replicas: 2,
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
  drain: 5,
};

export const STATEFUL_SAMPLE: Readonly<Record<string, unknown>> = {
  ...workload,
  ports: [{ name: 'http', port: 80, protocol: 'TCP', peersOnly: false }],
  members: 3,
  storage: [
    new Sample(Storage.claim, [
      ['name', 'data'],
      [
        '',
        {
          mountPath: '/data',
          size: '1Gi',
          storageClass: 'fast',
          accessMode: 'ReadWriteOnce',
          subPath: 'db',
          labels: { team: 'a' },
          annotations: { 'example.com/a': 'b' },
        },
      ],
    ]),
  ],
  retention: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  firstOrdinal: 0,
  podManagementPolicy: 'Parallel',
  rollout: { strategy: 'RollingUpdate', partition: 0, minReady: 1, revisionHistoryLimit: 10, restartToken: 'a' },
  serviceName: 'web-headless',
  clientServiceName: 'web-client',
  publishNotReadyAddresses: true,
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
