import { Chart } from 'cdk8s';
import {
  CertificateIssuer,
  Environment,
  Health,
  IngressController,
  IngressRoute,
  type IngressRouteProps,
  Platform,
  type PlatformProps,
  type Problem,
  Routing,
  StatelessService,
  Tls,
} from '../../lib';
import { newApp, problemsOf } from '../support/build';

const ROUTINGS = {
  'Gateway API': Routing.gateway({ name: 'public', namespace: 'infra' }),
  Ingress: Routing.ingress({ className: 'nginx', controller: IngressController.nginx() }),
};
const HOST = 'shop.example.com';

/** Problems of an environment with a chart of services and one for each of the routes. */
function found(
  routing: Routing,
  routes: (web: StatelessService) => Readonly<Record<string, IngressRouteProps>>,
  more: Partial<PlatformProps> = {},
): readonly Problem[] {
  const app = newApp();
  const platform = Platform.define({ kubernetesVersion: '1.35', routing, ...more });
  const environment = new Environment(app, 'production', { platform });
  const web = new StatelessService(new Chart(environment, 'services', { namespace: 'shop' }), 'web', {
    image: 'registry.example.com/web:1.0.0',
    ports: [{ name: 'http', port: 80 }],
    health: Health.http({ ready: '/ready', live: '/live' }),
    resources: { memory: '64Mi' },
  });
  for (const [name, props] of Object.entries(routes(web))) {
    new IngressRoute(new Chart(environment, name, { namespace: 'shop' }), 'public', { name, ...props });
  }
  return problemsOf(app);
}

describe.each(Object.entries(ROUTINGS))('findings of routes by %s', (_, routing) => {
  test('one path of a host in two charts: both places are named', () => {
    const problems = found(routing, (web) => ({
      first: { host: HOST, routes: [{ path: '/cart', to: web }] },
      second: { host: HOST, routes: [{ path: '/cart', to: web }] },
    }));
    expect(problems).toMatchObject([{ rule: 'duplicate-route', severity: 'unsafe' }]);
    const { path, what, source, also } = problems[0]!;
    expect(path).toContain('second');
    expect(what).toMatch(/shop\.example\.com.*\/cart/);
    expect(what).toMatch(/first/);
    expect(source).toBeDefined();
    expect(also).toContain('first');
  });

  test('a trailing / makes no other path of a beginning, in two charts and in one', () => {
    const problems = found(routing, (web) => ({
      first: { host: HOST, routes: [{ path: '/cart', to: web }] },
      second: { host: HOST, routes: [{ path: '/cart/', to: web }] },
    }));
    expect(problems).toMatchObject([{ rule: 'duplicate-route', also: expect.stringContaining('first') }]);
    const routes = (web: StatelessService, pathType?: 'Exact') => [
      { path: '/cart', pathType, to: web },
      { path: '/cart/', pathType, to: web },
    ];
    const one = (pathType?: 'Exact') =>
      found(routing, (web) => ({ first: { host: HOST, routes: routes(web, pathType) } })).map(({ rule }) => rule);
    expect(one()).toContain('duplicate-path');
    expect(one('Exact')).toEqual([]);
  });

  test('plain HTTP beside TLS on one host: both places are named', () => {
    const both = (tls: boolean, path = '/api') =>
      found(
        routing,
        (web) => ({
          first: { host: HOST, tls: true, routes: [{ to: web }] },
          second: { host: HOST, tls: tls ? Tls.platform() : undefined, routes: [{ path, to: web }] },
        }),
        { certificateIssuer: CertificateIssuer.clusterIssuer('letsencrypt') },
      );
    expect(both(false)).toMatchObject([
      { rule: 'mixed-tls', path: expect.stringContaining('second'), also: expect.stringContaining('first') },
    ]);
    expect(both(true)).toEqual([]);
    expect(both(false, '/.well-known/acme-challenge/')).toEqual([]);
  });

  test('a path of a host whose TLS a service ends: both places are named', () => {
    const problems = found(routing, (web) => ({
      first: { host: HOST, tls: Tls.passthrough(), routes: [{ to: web }] },
      second: { host: HOST, tls: Tls.secret('shop-tls'), routes: [{ path: '/api', to: web }] },
    }));
    expect(problems).toMatchObject([
      { rule: 'passthrough-host', path: expect.stringContaining('second'), also: expect.stringContaining('first') },
    ]);
  });

  test('two charts may share a host, path by path', () => {
    const problems = found(routing, (web) => ({
      first: { host: HOST, routes: [{ path: '/cart', to: web }] },
      second: { host: HOST, routes: [{ path: '/', to: web }] },
    }));
    expect(problems).toEqual([]);
  });

  test('a service without the port', () => {
    const problems = found(routing, (web) => ({ first: { host: HOST, routes: [{ to: web, port: 'grpc' }] } }));
    expect(problems).toMatchObject([
      { rule: 'unknown-port', severity: 'invalid', path: expect.stringContaining('first'), allowed: 'http' },
    ]);
  });

  test('a host outside the domains of the platform', () => {
    const routes = (web: StatelessService) => ({ first: { host: HOST, routes: [{ to: web }] } });
    expect(found(routing, routes, { domains: ['example.com'] })).toEqual([]);
    expect(found(routing, routes, { domains: ['example.org'] })).toMatchObject([{ rule: 'foreign-host', got: HOST }]);
  });

  test('a certificate that nothing makes, where the platform lists those it has', () => {
    const routes = (web: StatelessService) => ({
      first: { host: HOST, tls: Tls.secret('shop-tls'), routes: [{ to: web }] },
    });
    expect(found(routing, routes, { tlsSecrets: ['shop/shop-tls'] })).toEqual([]);
    expect(found(routing, routes, { tlsSecrets: ['other-tls'] })).toMatchObject([
      { rule: 'missing-tls-secret', severity: 'unsafe', got: 'shop-tls', allowed: 'other-tls' },
    ]);
    expect(found(routing, routes)).toEqual([]);
  });
});

test('a path that nginx compares after a longer pattern is shadowed', () => {
  const problems = found(ROUTINGS.Ingress, (web) => ({
    first: {
      host: HOST,
      routes: [
        { path: '/v1', pathType: 'Exact', to: web },
        { path: '/v[0-9]+', pathType: 'RegularExpression', to: web },
      ],
    },
  }));
  expect(problems).toMatchObject([
    { rule: 'shadowed-route', severity: 'unsafe', path: expect.stringContaining('first'), got: '"/v1"' },
  ]);
  expect(problems[0]!.what).toContain('routes[1]');
});

describe('load balancers', () => {
  const alb = (groupName?: string) =>
    Routing.ingress({ className: 'alb', controller: IngressController.awsAlb({ groupName }) });
  const gce = Routing.ingress({ className: 'gce', controller: IngressController.gce() });
  const apart = (web: StatelessService) => ({
    first: { host: HOST, routes: [{ path: '/api', to: web }] },
    second: { host: HOST, routes: [{ path: '/', to: web }] },
  });

  test.each([
    ['GCE', gce],
    ['AWS without a group', alb()],
  ])('%s: one host in two charts gets two of them', (_, routing) => {
    const problems = found(routing, apart);
    expect(problems).toMatchObject([{ rule: 'split-host', path: expect.stringContaining('second'), got: HOST }]);
    expect(problems[0]!.also).toContain('first');
    expect(found(routing, (web) => ({ ...apart(web), second: { host: `b.${HOST}`, routes: [{ to: web }] } }))).toEqual(
      [],
    );
  });

  test('AWS with a group: a wider path in an Ingress that stands before', () => {
    expect(found(alb('shop'), apart)).toEqual([]);
    const turned = (annotations?: Record<string, string>) => (web: StatelessService) => ({
      first: { host: HOST, routes: [{ path: '/', to: web }], annotations },
      second: { host: HOST, routes: [{ path: '/api', to: web }] },
    });
    const problems = found(alb('shop'), turned());
    expect(problems).toMatchObject([{ rule: 'shadowed-in-group', path: expect.stringContaining('second') }]);
    expect(problems[0]!.what).toContain(`${HOST}/api never gets a request: ${HOST}/ of Ingress first`);
    expect(found(alb('shop'), turned({ 'alb.ingress.kubernetes.io/group.order': '100' }))).toEqual([]);
  });

  test('AWS with a group: also of one route, whose settings need an Ingress of their own', () => {
    const problems = found(alb('shop'), (web) => ({
      public: { host: HOST, routes: [{ to: web }, { path: '/api', to: web, sessionAffinity: { cookie: 'sid' } }] },
    }));
    expect(problems).toMatchObject([{ rule: 'shadowed-in-group' }]);
  });

  test('AWS with a group: what has conditions lets others pass, another host is another one', () => {
    const problems = found(alb('shop'), (web) => ({
      first: { host: HOST, routes: [{ path: '/', to: web, methods: ['POST'] }] },
      second: { host: HOST, routes: [{ path: '/api', to: web }] },
      other: { host: `b.${HOST}`, routes: [{ path: '/', to: web }] },
    }));
    expect(problems).toEqual([]);
  });

  test('AWS with a group: one redirect to HTTPS takes plain HTTP of all', () => {
    const both = (more: Partial<IngressRouteProps>) => (web: StatelessService) => ({
      first: { host: HOST, tls: Tls.platform(), routes: [{ to: web }] },
      second: { host: `b.${HOST}`, routes: [{ to: web }], ...more },
    });
    const rule = 'group-redirect';
    const of = { path: expect.stringContaining('second'), also: expect.stringContaining('first') };
    expect(found(alb('shop'), both({}))).toMatchObject([{ rule, ...of }]);
    expect(found(alb('shop'), both({}))[0]!.fix).toMatch(/^write tls: Tls\.platform\(\)/);
    expect(found(alb('shop'), both({ tls: Tls.platform(), httpsRedirect: false }))).toMatchObject([{ rule, ...of }]);
    expect(found(alb('shop'), both({ tls: Tls.platform() }))).toEqual([]);
    expect(found(alb(), both({}))).toEqual([]);
  });

  test('two services for all the rest, but where each has a load balancer of its own', () => {
    const other = { name: 'other', ports: [{ name: 'http', port: 80 }] };
    const defaults = (first: object, second: object) => (web: StatelessService) => ({
      first: { host: HOST, routes: [{ path: '/a', to: web }], defaultBackend: { to: { ...other, ...first } } },
      second: { host: `b.${HOST}`, routes: [{ path: '/a', to: web }], defaultBackend: { to: { ...other, ...second } } },
    });
    const both = defaults({ name: 'one' }, {});
    for (const routing of [alb('shop'), ROUTINGS.Ingress]) {
      expect(found(routing, both)).toMatchObject([
        {
          rule: 'two-default-backends',
          path: expect.stringContaining('second'),
          also: expect.stringContaining('first'),
        },
      ]);
    }
    expect(found(ROUTINGS['Gateway API'], both)).toMatchObject([{ rule: 'duplicate-route' }]);
    for (const routing of [alb(), gce]) expect(found(routing, both)).toEqual([]);
    expect(found(ROUTINGS.Ingress, defaults({}, {}))).toEqual([]);
    expect(found(alb('shop'), defaults({}, {}))).toMatchObject([{ rule: 'two-default-backends' }]);
  });

  test('AWS with a group: a wildcard host before a host of its own', () => {
    const problems = found(alb('shop'), (web) => ({
      first: { host: '*.example.com', routes: [{ to: web }] },
      second: { host: HOST, routes: [{ to: web }] },
    }));
    expect(problems).toMatchObject([{ rule: 'shadowed-in-group', path: expect.stringContaining('second') }]);
  });
});
