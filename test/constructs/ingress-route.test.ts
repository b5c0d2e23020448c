import { Service } from 'cdk8s-plus-28';
import {
  CertificateIssuer,
  IngressRoute,
  type IngressRouteProps,
  Routing,
  StatefulCluster,
  StatelessService,
  Tls,
} from '../../lib';
import { appWith, emitted, problems, type Setting } from '../support/build';
import { changesOf, expectChanges, type OptionCase, option, optionsOf, REMOVED } from '../support/options';
import { INGRESS_SAMPLES, ROUTE_SAMPLES } from '../support/samples';
import { GATEWAY, GATEWAY_OPTIONS, NGINX, NGINX_OPTIONS } from './route-options';
import { WORKLOAD } from './workload-options';

const to = {
  name: 'web',
  ports: [
    { name: 'http', port: 80 },
    { name: 'admin', port: 81 },
  ],
};
const BASE: IngressRouteProps = { host: 'a.example.com', routes: [{ to }] };
const PLATFORM: Setting = {
  namespace: 'shop',
  platform: {
    routing: Routing.ingress({ className: 'nginx' }),
    certificateIssuer: CertificateIssuer.clusterIssuer('letsencrypt'),
  },
};
const make = (chart: never, props: IngressRouteProps) => new IngressRoute(chart, 'public', props);

const ingress = 'Ingress/public spec';
const path = `${ingress}.rules[0].http.paths[0]`;
const issued = [{ hosts: ['a.example.com'], secretName: 'public-tls' }];
const issuer = (name: string) => ({
  'Ingress/public metadata.annotations': { [`cert-manager.io/${name}`]: 'letsencrypt' },
});

const OPTIONS = [
  option(
    'routes',
    'a second path',
    { routes: [{ to }, { to, path: '/api' }] },
    {
      [`${ingress}.rules[0].http.paths[1]`]: {
        path: '/api',
        pathType: 'Prefix',
        backend: { service: { name: 'web', port: { name: 'http' } } },
      },
    },
  ),
  option(
    'routes[].to',
    'another service',
    { routes: [{ to: { ...to, name: 'api' } }] },
    { [`${path}.backend.service.name`]: 'api' },
  ),
  option('routes[].path', 'another path', { routes: [{ to, path: '/api' }] }, { [`${path}.path`]: '/api' }),
  option(
    'routes[].pathType',
    'the path alone',
    { routes: [{ to, pathType: 'Exact' }] },
    { [`${path}.pathType`]: 'Exact' },
  ),
  option(
    'routes[].port',
    'another port',
    { routes: [{ to, port: 'admin' }] },
    { [`${path}.backend.service.port.name`]: 'admin' },
  ),
  option('host', 'another host', { host: '*.example.com' }, { [`${ingress}.rules[0].host`]: '*.example.com' }),
  option(
    'hosts',
    'more hosts, each with the same paths',
    { hosts: ['b.example.com'] },
    {
      [`${ingress}.rules[1]`]: {
        host: 'b.example.com',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }],
        },
      },
    },
  ),
  option('tls', 'an issued certificate', { tls: true }, { [`${ingress}.tls`]: issued, ...issuer('cluster-issuer') }),
  option(
    'tls',
    'the same in a word',
    { tls: Tls.issued() },
    { [`${ingress}.tls`]: issued, ...issuer('cluster-issuer') },
  ),
  option('tls', 'none, said', { tls: false }, {}),
  option(
    'tls.secretName',
    'an existing certificate',
    { tls: Tls.secret('shop-tls') },
    { [`${ingress}.tls`]: [{ hosts: ['a.example.com'], secretName: 'shop-tls' }] },
  ),
  option(
    'className',
    'another class than the platform has',
    { className: 'traefik' },
    { [`${ingress}.ingressClassName`]: 'traefik' },
  ),
  option(
    'annotations',
    'options of the controller',
    { annotations: { 'a.io/b': 'c' } },
    { 'Ingress/public metadata.annotations': { 'a.io/b': 'c' } },
  ),
  option(
    'name',
    'another name',
    { name: 'shop' },
    { 'Ingress/public': REMOVED, 'Ingress/shop': expect.objectContaining({ kind: 'Ingress' }) },
  ),
];

const named = (rows: readonly OptionCase[]) => rows.map((one) => [one.option, one.sentence, one] as const);

describe('an option changes what it says, and nothing else', () => {
  test.each(named(OPTIONS))('%s: %s', (_option, _sentence, one) => {
    expectChanges(one, changesOf(make as never, BASE, one, PLATFORM));
  });

  test.each(named(GATEWAY_OPTIONS))('on a Gateway, %s: %s', (_option, _sentence, one) => {
    expectChanges(one, changesOf(make as never, BASE, one, GATEWAY));
  });

  test.each(named(NGINX_OPTIONS))('on nginx, %s: %s', (_option, _sentence, one) => {
    expectChanges(one, changesOf(make as never, BASE, one, NGINX));
  });

  test('and each option is shown', () => {
    const all = optionsOf(...ROUTE_SAMPLES, ...INGRESS_SAMPLES).filter((name) => !/\.to\.|\["|\.query\./.test(name));
    const shown = [...OPTIONS, ...GATEWAY_OPTIONS, ...NGINX_OPTIONS].map((one) => one.option);
    // A group is shown by what is in it.
    expect(
      all.filter(
        (name) => !shown.some((one) => one === name || one.startsWith(`${name}.`) || one.startsWith(`${name}[`)),
      ),
    ).toEqual([]);
  });
});

test('an Issuer of the namespace has an annotation of its own', () => {
  const certificateIssuer = CertificateIssuer.issuer('letsencrypt');
  const one = option('tls', '', { tls: true }, { [`${ingress}.tls`]: issued, ...issuer('issuer') });
  expectChanges(one, changesOf(make as never, BASE, one, { platform: { ...PLATFORM.platform, certificateIssuer } }));
});

test('sends to our services and clusters, and to those of cdk8s-plus', () => {
  const objects = emitted((chart) => {
    const service = new Service(chart, 'plus', { metadata: { name: 'plus' }, ports: [{ port: 8080 }] });
    const web = new StatelessService(chart, 'web', WORKLOAD);
    const db = new StatefulCluster(chart, 'db', { ...WORKLOAD, members: 3 });
    const routes = [{ to: web }, { to: db, path: '/db' }, { to: service, path: '/plus' }];
    return new IngressRoute(chart, 'public', { ...BASE, routes });
  }, PLATFORM);
  expect(objects['Ingress/public']).toMatchObject({
    spec: {
      rules: [
        {
          http: {
            paths: [
              { backend: { service: { name: 'web', port: { name: 'http' } } } },
              { backend: { service: { name: 'db', port: { name: 'http' } } } },
              { backend: { service: { name: 'plus', port: { number: 8080 } } } },
            ],
          },
        },
      ],
    },
  });
});

test.each<[string, object, Setting, object]>([
  [
    'no host',
    { host: undefined },
    PLATFORM,
    { rule: 'missing-value', what: expect.stringContaining('host is missing') },
  ],
  ['a host twice', { hosts: ['a.example.com'] }, PLATFORM, { rule: 'duplicate-host', got: '"a.example.com"' }],
  [
    'a host with a port',
    { host: 'a.example.com:8080' },
    PLATFORM,
    { rule: 'wrong-value', what: expect.stringMatching(/^host /) },
  ],
  ['a host in capitals', { host: 'A.example.com' }, PLATFORM, { fix: 'write a.example.com' }],
  ['no routes', { routes: [] }, PLATFORM, { rule: 'missing-value', what: expect.stringMatching(/^routes /) }],
  [
    'a path twice',
    { routes: [{ to }, { to }] },
    PLATFORM,
    { rule: 'duplicate-path', what: expect.stringMatching(/^routes\[1\]\.path/) },
  ],
  ['a path without /', { routes: [{ to, path: 'api' }] }, PLATFORM, { fix: "write '/api'" }],
  [
    'a port that the service lacks',
    { routes: [{ to, port: 'grpc' }] },
    PLATFORM,
    { rule: 'unknown-port', allowed: 'http, admin' },
  ],
  [
    'several ports and none of them named',
    {
      routes: [
        {
          to: {
            name: 'a',
            ports: [
              { name: 'b', port: 1 },
              { name: 'c', port: 2 },
            ],
          },
        },
      ],
    },
    PLATFORM,
    { rule: 'unknown-port', fix: "write port: 'b'" },
  ],
  [
    'a worker',
    { routes: [{ to: { name: 'a', ports: [] } }] },
    PLATFORM,
    { rule: 'unknown-port', allowed: 'none: a has no Service' },
  ],
  [
    'a service of another namespace',
    { routes: [{ to: { ...to, metadata: { namespace: 'infra' } } }] },
    PLATFORM,
    { rule: 'backend-in-other-namespace', got: '"web in infra"' },
  ],
  ['a platform without routing', {}, {}, { rule: 'no-routing', fix: expect.stringContaining('Routing.ingress') }],
  [
    'a platform without an issuer',
    { tls: true, className: 'nginx' },
    {},
    { rule: 'no-certificate-issuer', fix: expect.stringContaining("Tls.secret('public-tls')") },
  ],
])('%s is an error', (_sentence, props, setting, expected) => {
  const found = problems((chart) => new IngressRoute(chart, 'public', { ...BASE, ...props }), setting);
  expect(found).toEqual([expect.objectContaining({ ...expected, path: expect.stringMatching(/test\/public$/) })]);
});

test('the Ingress is the default child', () => {
  const { made } = appWith((chart) => new IngressRoute(chart, 'public', BASE), PLATFORM);
  expect(made.node.defaultChild).toBe(made.ingress);
});
