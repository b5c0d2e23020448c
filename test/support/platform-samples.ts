import {
  CertificateIssuer,
  Defaults,
  IngressController,
  Isolation,
  Monitoring,
  Platform,
  Routing,
  Target,
} from '../../lib';
import { V1 } from '../../lib/defaults/v1';
import { Raw, Sample } from './sample';

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
  'Routing.ofGateway': new Sample(Routing.ofGateway, [
    ['gateway', new Raw({ name: 'public', _gateway: { name: 'public', namespace: 'infra', spec: { listeners: [] } } })],
    [
      '',
      {
        version: '1.6',
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
