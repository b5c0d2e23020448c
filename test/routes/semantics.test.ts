import { IngressRoute, type IngressRouteProps, type RouteProps, Tls, ValueMatch } from '../../lib';
import type { Manifest } from '../../lib/manifests/manifest';
import { emitted, problems, type Setting } from '../support/build';
import { BESIDE, ROUTINGS } from './platforms';

/** What a route means, where the words of its dialect mean something else at first sight. */

const service = (name: string, namespace?: string) => ({
  name,
  ports: [{ name: 'http', port: 80 }],
  ...(namespace ? { metadata: { namespace } } : {}),
});
const [web, next, far] = [service('web'), service('web-next'), service('far', 'other')];
const on = (dialect: string): Setting => ({ namespace: 'shop', platform: { ...BESIDE, routing: ROUTINGS[dialect]! } });
const props = (routes: readonly RouteProps[], more: Partial<IngressRouteProps> = {}): IngressRouteProps => ({
  host: 'a.example.com',
  routes,
  ...more,
});
const objects = (dialect: string, routes: readonly RouteProps[], more?: Partial<IngressRouteProps>) =>
  emitted((chart) => new IngressRoute(chart, 'public', props(routes, more)), on(dialect));
const refused = (dialect: string, routes: readonly RouteProps[], more?: Partial<IngressRouteProps>) =>
  problems((chart) => new IngressRoute(chart, 'public', props(routes, more)), on(dialect));
const specOf = (manifest: Manifest | undefined) => manifest!.spec as Record<string, never>;

describe('Traefik', () => {
  test('an exact path comes before every shorter and longer beginning', () => {
    const all = objects('traefik', [{ to: web }, { path: '/api', pathType: 'Exact', to: next }]);
    expect(all['Ingress/public-api']?.metadata?.annotations).toMatchObject({
      'traefik.ingress.kubernetes.io/router.priority': '10004',
    });
    expect(all['Ingress/public']?.metadata?.annotations).not.toHaveProperty([
      'traefik.ingress.kubernetes.io/router.priority',
    ]);
  });

  test.each<readonly [string, RouteProps['redirect'], string, string]>([
    ['the query stays', { path: '/new' }, 'http://a.example.com/old/x?y=1', 'http://a.example.com/new?y=1'],
    ['the path stays', { host: 'b.com' }, 'http://a.example.com/old/x?y=1', 'http://b.com/old/x?y=1'],
    ['the port stays', { path: '/new' }, 'http://a.example.com:81/old', 'http://a.example.com:81/new'],
    ['another port', { port: 8443, scheme: 'https' }, 'http://a.example.com/old', 'https://a.example.com:8443/old'],
    ['the rest stays', { prefix: '/new' }, 'http://a.example.com/old/x?y=1', 'http://a.example.com/new/x?y=1'],
    ['nothing stays', { prefix: '/new' }, 'http://a.example.com/old', 'http://a.example.com/new'],
    ['the root', { prefix: '/' }, 'http://a.example.com/old', 'http://a.example.com/'],
    ['the rest on the root', { prefix: '/' }, 'http://a.example.com/old/x', 'http://a.example.com/x'],
    ['parts, not letters', { prefix: '/new' }, 'http://a.example.com/older', 'http://a.example.com/older'],
  ])('a redirect: %s', (_, redirect, url, location) => {
    const all = objects('traefik', [{ to: web }, { path: '/old', redirect }]);
    const { redirectRegex } = specOf(all['Middleware/public-old-redirect']) as never as {
      redirectRegex: { regex: string; replacement: string };
    };
    const { regex, replacement } = redirectRegex;
    expect(url.replace(new RegExp(regex), replacement.replace(/\$\{(\d)\}/g, '$$$1'))).toBe(location);
  });
});

test.each([
  ['traefik', 'Ingress/second-https', 'traefik.ingress.kubernetes.io/router.middlewares', /second-https@/],
  ['haproxy', 'Ingress/second', 'haproxy.org/ssl-redirect', /true/],
  ['nginx', 'Ingress/second', 'nginx.ingress.kubernetes.io/ssl-redirect', /true/],
])('%s: a route with the certificate of another one redirects as that does', (dialect, id, annotation, value) => {
  const all = (httpsRedirect?: boolean) =>
    emitted((chart) => {
      const first = new IngressRoute(chart, 'first', props([{ to: web }], { tls: true, httpsRedirect }));
      return new IngressRoute(chart, 'second', props([{ path: '/api', to: web }], { tls: Tls.sharedWith(first) }));
    }, on(dialect));
  expect(all()[id]?.metadata?.annotations?.[annotation]).toMatch(value);
  expect(all(false)[id]?.metadata?.annotations?.[annotation] ?? 'false').not.toMatch(value);
});

test('Traefik: the redirect to HTTPS takes the requests that the route takes', () => {
  const all = objects('traefik', [{ path: '/v[12]', pathType: 'RegularExpression', to: web }], {
    tls: Tls.secret('a-tls'),
  });
  expect(all['Ingress/public-v-12-https']?.metadata?.annotations).toMatchObject({
    'traefik.ingress.kubernetes.io/router.pathmatcher': 'PathRegexp',
  });
});

describe('HAProxy', () => {
  const annotations = (route: RouteProps, more?: Partial<IngressRouteProps>) =>
    Object.values(objects('haproxy', [{ to: web, ...route }], more))[0]?.metadata?.annotations;

  test.each<readonly [string, RouteProps['redirect'], Partial<IngressRouteProps>, string]>([
    ['a host, of HTTP', { host: 'b.com' }, {}, 'b.com'],
    ['a host, of HTTPS where the route has TLS', { host: 'b.com' }, { tls: Tls.secret('a-tls') }, 'https://b.com'],
    ['a scheme, of the same host', { scheme: 'https' }, {}, 'https://a.example.com'],
    ['a port', { port: 8443, scheme: 'https' }, {}, 'https://a.example.com:8443'],
  ])('a redirect to %s', (_, redirect, more, target) => {
    expect(annotations({ redirect }, more)).toMatchObject({ 'haproxy.org/request-redirect': target });
  });

  test.each([{ hosts: ['b.example.com'] }, { host: '*.example.com' }])(
    'a redirect keeps no host of several',
    (more) => {
      expect(refused('haproxy', [{ to: web, redirect: { scheme: 'https' } }], more)).toMatchObject([
        { rule: 'not-in-dialect', what: expect.stringContaining('redirect.host') },
      ]);
    },
  );

  test.each([
    ['plain', 'DENY', 'DENY'],
    ['with spaces', 'a b', '"a b"'],
    ['with a variable of log formats', '100%', '100%%'],
    ['with a variable of the environment', '$HOME', '"\\$HOME"'],
    ['with quotes', 'say "a"', '"say \\"a\\""'],
    ['with a comment', 'a #b', '"a #b"'],
    ['with a backslash', 'a\\b', '"a\\\\b"'],
  ])('a header is sent as it stands: %s', (_, value, format) => {
    expect(annotations({ responseHeaders: { set: { 'X-A': value } } })).toMatchObject({
      'haproxy.org/response-set-header': `X-A ${format}`,
    });
  });

  test.each([
    ['https://a.com', 'https://a.com.evil.net'],
    ['https://*.a.com', 'https://b.a.com.evil.net'],
    ['https://a.com', 'https://aXcom'],
  ])('CORS for %s is not for %s', (origin, other) => {
    const all = annotations({ cors: { allowOrigins: [origin] } });
    const pattern = new RegExp(String(all?.['haproxy.org/cors-allow-origin']));
    expect(pattern.test(origin.replace('*', 'b'))).toBe(true);
    expect(pattern.test(other)).toBe(false);
  });

  test('a setting of a backend is not for other routes to the same service', () => {
    expect(annotations({ timeouts: { backend: 5 } })).toMatchObject({ 'haproxy.org/standalone-backend': 'true' });
  });
});

describe('nginx', () => {
  test('the root of a host with patterns stays of type Prefix: the controller has one of that type, which comes first', () => {
    const patterns: readonly RouteProps[] = [
      { path: '/v[12]', pathType: 'RegularExpression', to: next },
      { path: '/api', to: next, rewrite: { prefix: '/' } },
    ];
    for (const pattern of patterns) {
      const all = objects('nginx', [{ to: web, canary: { to: next, weight: 5 } }, pattern]);
      for (const name of ['public', 'public-canary']) {
        expect(JSON.stringify(specOf(all[`Ingress/${name}`]))).toContain('"path":"/","pathType":"Prefix"');
      }
    }
  });

  test('the service for all the rest has an Ingress without rules: that of hosts is for these only', () => {
    const all = objects('nginx', [{ path: '/a', to: web }], { defaultBackend: { to: next } });
    expect(specOf(all['Ingress/public'])).toHaveProperty('defaultBackend');
    expect(specOf(all['Ingress/public-default'])).toEqual({
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'web-next', port: { name: 'http' } } },
    });
    expect(Object.keys(objects('nginx', [], { host: undefined, defaultBackend: { to: next } }))).toEqual([
      'Ingress/public',
    ]);
  });

  const NGINX = 'nginx.ingress.kubernetes.io';

  test('a redirect is a URL without variables, which controllers refuse', () => {
    const all = objects('nginx', [{ to: web }, { path: '/old', redirect: { path: '/new', port: 8080 } }]);
    expect(all['Ingress/public-old']?.metadata?.annotations).toMatchObject({
      [`${NGINX}/temporal-redirect`]: 'http://a.example.com:8080/new',
    });
  });

  test.each<readonly [string, RouteProps, Partial<IngressRouteProps>, string]>([
    ["keeps no request's path", { redirect: { host: 'b.example.com' } }, {}, 'path'],
    ['keeps no host of several', { redirect: { path: '/new' } }, { hosts: ['b.example.com'] }, 'host'],
    ['keeps no host of a wildcard', { redirect: { path: '/new' } }, { host: '*.example.com' }, 'host'],
    ['takes no other characters in a redirect', { redirect: { path: '/a,b' } }, {}, 'path'],
    ['takes no other characters in a rewrite', { rewrite: { path: '/a%20b' }, to: web }, {}, 'path'],
    ['takes no other characters in a path', { path: '/a~b', to: web }, {}, 'path'],
    [
      "takes no other characters in a canary's header",
      { to: web, canary: { to: next, header: { name: 'X-A', value: 'a b' } } },
      {},
      'header.value',
    ],
    ["takes no other characters in a canary's cookie", { to: web, canary: { to: next, cookie: 'a+b' } }, {}, 'cookie'],
    ['takes no other characters in an affinity', { to: web, sessionAffinity: { cookie: 'a!b' } }, {}, 'cookie'],
    [
      'takes no other characters in headers of CORS',
      { to: web, cors: { allowOrigins: ['https://a.com'], allowHeaders: ['X.A'] } },
      {},
      'allowHeaders',
    ],
  ])('%s', (_, route, more, prop) => {
    const found = refused(
      'nginx',
      [
        { path: '/old', ...route },
        { path: '/other', to: web },
      ],
      more,
    );
    expect(found).toMatchObject([{ what: expect.stringContaining(prop) }]);
  });
});

describe('AWS ALB', () => {
  const paths = (routes: readonly RouteProps[]) =>
    (
      specOf(objects('aws-alb', routes)['Ingress/public']).rules as never as {
        http: { paths: { path: string; backend: { service: { name: string } } }[] };
      }[]
    )[0]!.http.paths.map(({ path, backend }) => `${path} ${backend.service.name}`);

  test('rules with more conditions stand before those with fewer', () => {
    const routes: readonly RouteProps[] = [
      { to: web },
      { headers: { 'X-A': '1' }, to: next, name: 'a' },
      { methods: ['POST'], to: next, name: 'post' },
    ];
    expect(paths(routes)).toEqual(['/ public-post-route', '/ public-a-route', '/ web']);
  });

  test('a cookie keeps from a canary by weight', () => {
    expect(paths([{ to: web, canary: { to: next, weight: 10, cookie: 'canary' } }])).toEqual([
      '/ public-canary-cookie',
      '/ public-stable-cookie',
      '/ public-route',
    ]);
  });

  const conditions = (route: RouteProps, suffix: string) =>
    JSON.parse(
      String(
        objects('aws-alb', [{ to: web, ...route }])['Ingress/public']?.metadata?.annotations?.[
          `alb.ingress.kubernetes.io/conditions.public-${suffix}`
        ],
      ),
    ) as { httpHeaderConfig: { httpHeaderName: string; values?: string[]; regexValues?: string[] } }[];

  test('the cookie of a canary is a whole one', () => {
    const [cookie] = conditions({ canary: { to: next, cookie: 'beta' } }, 'canary-cookie');
    const pattern = new RegExp(cookie!.httpHeaderConfig.regexValues![0]!);
    const taken = ['beta=always', 'x=1; beta=always; y=2', 'xbeta=always', 'beta=alwaysx', 'beta=never'];
    expect(taken.map((value) => pattern.test(value))).toEqual([true, true, false, false, false]);
  });

  test('a rule has patterns for all headers or for none', () => {
    const headers = { 'X-A': ValueMatch.regex('^[12]$'), 'X-B': 'a.b*', 'X-C': 'v?' };
    expect(conditions({ headers }, 'route').map(({ httpHeaderConfig }) => httpHeaderConfig)).toEqual([
      { httpHeaderName: 'X-A', regexValues: ['^[12]$'] },
      { httpHeaderName: 'X-B', regexValues: ['^a\\.b.*$'] },
      { httpHeaderName: 'X-C', regexValues: ['^v.$'] },
    ]);
  });

  test('session affinity keeps a client with one of two versions, too', () => {
    const sessionAffinity = { cookie: 'sid', maxAge: 600 };
    const canary = { to: next, weight: 10 };
    const all = objects('aws-alb', [{ to: web, canary }], { sessionAffinity });
    const action = all['Ingress/public']?.metadata?.annotations?.['alb.ingress.kubernetes.io/actions.public-route'];
    expect(JSON.parse(String(action)).forwardConfig.targetGroupStickinessConfig).toEqual({
      enabled: true,
      durationSeconds: 600,
    });
    expect(refused('aws-alb', [{ to: web }], { sessionAffinity: { cookie: 'sid', maxAge: 604_801 } })).toMatchObject([
      { rule: 'not-in-dialect', prop: 'sessionAffinity.maxAge', fix: 'write 604800' },
    ]);
  });

  test('a rule compares at most five values', () => {
    const route: RouteProps = { path: '/api', methods: ['GET', 'PUT', 'POST'], to: web };
    expect(refused('aws-alb', [route])).toMatchObject([{ rule: 'too-many', allowed: 'at most 5' }]);
    expect(refused('aws-alb', [{ ...route, methods: ['GET', 'PUT'] }])).toEqual([]);
  });
});

describe('Gateway API', () => {
  test('hosts that look alike have listeners of their own', () => {
    const hosts = ['a-b.example.com', 'a.b.example.com', '*.example.com', 'wildcard.example.com'];
    const all = objects('gateway', [{ to: web }], { host: undefined, hosts, tls: Tls.secret('a-tls') });
    const { listeners } = specOf(all['ListenerSet/public']) as never as { listeners: { name: string }[] };
    expect(listeners.map(({ name }) => name)).toEqual([
      'a--b-example-com',
      'a-b-example-com',
      'wildcard--example-com',
      'wildcard-example-com',
    ]);
  });

  test('a gRPC canary is asked for by header and cookie, too', () => {
    const canary = { to: next, weight: 10, header: { name: 'x-canary' }, cookie: 'canary' };
    const all = objects('gateway', [{ to: web, grpc: { service: 'shop.v1.Orders' }, canary }]);
    const rules = specOf(all['GRPCRoute/public']).rules as never as readonly {
      matches: { headers?: { name: string }[] }[];
      backendRefs: { name: string }[];
    }[];
    expect(rules.map(({ matches, backendRefs }) => [matches[0]!.headers?.[0]?.name, backendRefs[0]!.name])).toEqual([
      ['x-canary', 'web-next'],
      ['Cookie', 'web-next'],
      ['Cookie', 'web'],
      [undefined, 'web'],
    ]);
  });

  test.each(['timeouts', 'retries', 'cors'])('a GRPCRoute has no %s: an error, nothing is dropped', (key) => {
    const settings = { timeouts: { request: 5 }, retries: { attempts: 1 }, cors: { allowOrigins: ['*'] } };
    const grpc = { service: 'shop.v1.Orders' };
    const found = refused('gateway', [{ to: web, grpc, [key]: settings[key as never] }]);
    expect(found).toMatchObject([{ rule: 'not-in-dialect', what: expect.stringContaining(`routes[0].${key}`) }]);
    expect(refused('gateway', [{ to: web, grpc }], { [key]: settings[key as never] })).toMatchObject([
      { rule: 'not-in-dialect', what: expect.stringMatching(new RegExp(`^${key}`)) },
    ]);
  });

  test('calls of gRPC are POST, and have no query', () => {
    const found = refused('gateway', [{ to: web, grpc: {}, methods: ['GET'], query: { a: 'b' } }]);
    expect(found.map(({ rule }) => rule)).toEqual(['contradicting-props', 'contradicting-props']);
  });

  test('rules for canaries count', () => {
    const routes = Array.from({ length: 5 }, (_, index) => ({
      path: `/${index}`,
      to: web,
      canary: { to: next, weight: 1, header: { name: 'X' }, cookie: 'c' },
    }));
    expect(refused('gateway', routes)).toMatchObject([{ rule: 'too-many', got: '20' }]);
  });

  test('the service for all the rest gets the rest of hosts with listeners of their own, too', () => {
    const all = objects('gateway', [{ path: '/x', to: web }], {
      tls: Tls.secret('a-tls'),
      defaultBackend: { to: next },
    });
    expect(specOf(all['HTTPRoute/public-default']).parentRefs).toMatchObject([
      { kind: 'ListenerSet', name: 'public' },
      { sectionName: 'http' },
      { sectionName: 'https' },
    ]);
  });

  test('a grant names every kind of route that asks for the service', () => {
    const all = objects('gateway', [{ to: far }], { tls: Tls.passthrough(), defaultBackend: { to: far } });
    expect(specOf(all['ReferenceGrant/shop-public-far']).from).toMatchObject([
      { kind: 'TLSRoute', namespace: 'shop' },
      { kind: 'HTTPRoute', namespace: 'shop' },
    ]);
  });
});

test.each(['nginx', 'haproxy'])(
  'gRPC calls of several methods are several Ingresses with names of their own: %s',
  (id) => {
    const call = (method: string) => ({ to: web, grpc: { service: 'shop.v1.Orders', method } });
    const names = Object.keys(objects(id, [call('Place'), call('Cancel')], { tls: Tls.platform() }));
    expect(names).toEqual(['Ingress/public-shop-v1-orders-place', 'Ingress/public-shop-v1-orders-cancel']);
  },
);

test.each(Object.keys(ROUTINGS))(
  'a / at the end of a beginning is not emitted, of a whole path it is: %s',
  (dialect) => {
    const text = (path: string, pathType?: 'Exact') => JSON.stringify(objects(dialect, [{ path, pathType, to: web }]));
    expect(text('/shop/')).toContain('"/shop"');
    expect(text('/shop/')).not.toContain('"/shop/"');
    expect(text('/shop/', 'Exact')).toContain('"/shop/"');
    expect(text('/')).toContain('"/"');
  },
);
