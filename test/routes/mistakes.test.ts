import { IngressRoute, type IngressRouteProps, type RouteProps, Routing, TcpRoute, Tls, ValueMatch } from '../../lib';
import { emitted, problems, type Setting } from '../support/build';
import { BESIDE, ROUTINGS } from './platforms';

/** What the API server refuses, a controller leaves out, or sends clients in a circle: said before anything is written. */

const service = (name: string) => ({ name, ports: [{ name: 'http', port: 80 }] });
const [web, next] = [service('web'), service('next')];
const on = (dialect: string): Setting => ({ namespace: 'shop', platform: { ...BESIDE, routing: ROUTINGS[dialect]! } });
const said = (dialect: string, routes: readonly RouteProps[], more: Partial<IngressRouteProps> = {}) =>
  problems((chart) => new IngressRoute(chart, 'public', { host: 'a.example.com', routes, ...more }), on(dialect)).map(
    ({ rule, prop, severity }) => `${severity} ${rule} ${prop}`,
  );

describe.each(['gateway', 'aws-alb'])('headers by %s', (dialect) => {
  test('one that is matched twice, in another case', () => {
    expect(said(dialect, [{ to: web, headers: { 'X-A': '1', 'x-a': '2' } }])).toContain(
      'unsafe duplicate-header routes[0].headers["x-a"]',
    );
  });
  test('one that asks for the canary and for the route', () => {
    const canary = { to: next, header: { name: 'x-canary' } };
    expect(said(dialect, [{ to: web, headers: { 'X-Canary': 'beta' }, canary }])).toEqual([
      'invalid contradicting-props routes[0].canary.header.name',
    ]);
  });
});

test('headers that are changed in two ways', () => {
  const requestHeaders = { set: { 'X-A': '1' }, add: { 'x-a': '2', 'X-B': '1' }, remove: ['X-b'] };
  expect(said('gateway', [{ to: web }, { to: web, path: '/b' }], { requestHeaders })).toEqual([
    'unsafe duplicate-header requestHeaders.add["x-a"]',
    'unsafe duplicate-header requestHeaders.remove[0]',
  ]);
});

test.each<[string, Partial<RouteProps>, string]>([
  [
    'status codes',
    { retries: { attempts: 1, statusCodes: [503, 503] } },
    'duplicate-value routes[0].retries.statusCodes[1]',
  ],
  ['no status codes', { retries: { attempts: 1, statusCodes: [] } }, 'missing-value routes[0].retries.statusCodes'],
  ['no origins', { cors: { allowOrigins: [] } }, 'missing-value routes[0].cors.allowOrigins'],
  [
    'origins',
    { cors: { allowOrigins: ['https://a.com', 'https://a.com'] } },
    'duplicate-value routes[0].cors.allowOrigins[1]',
  ],
  ['methods', { methods: ['GET', 'GET'] }, 'duplicate-value routes[0].methods[1]'],
])('lists of nothing, or with something twice: %s', (_, route, found) => {
  expect(said('gateway', [{ to: web, ...route }])).toEqual([`invalid ${found}`]);
});

test('status codes that nginx does not ask again for', () => {
  const retries = { attempts: 1, statusCodes: [500, 501, 503] };
  expect(said('nginx', [{ to: web, retries }])).toEqual(['invalid not-in-dialect routes[0].retries.statusCodes']);
  expect(said('nginx', [{ to: web }], { retries: { attempts: 1, statusCodes: [500, 503] } })).toEqual([]);
});

describe('a redirect in a circle', () => {
  const looping: readonly [string, readonly RouteProps[], Partial<IngressRouteProps>?][] = [
    ['the path itself', [{ path: '/a', redirect: { path: '/a' } }]],
    ['a path below', [{ redirect: { path: '/home' } }]],
    ['a beginning below', [{ path: '/a', redirect: { prefix: '/a/b' } }]],
    ['one of its own hosts', [{ redirect: { host: 'a.example.com' } }], { hosts: ['www.example.com'] }],
    ['HTTPS to HTTPS', [{ redirect: { scheme: 'https' } }], { tls: true }],
  ];
  test.each(looping)('%s', (_, routes, more = {}) => {
    expect(said('gateway', routes, more)).toEqual(['unsafe redirect-loop routes[0].redirect']);
  });
  const fine: readonly [string, readonly RouteProps[], Partial<IngressRouteProps>?][] = [
    ['a path of another route', [{ redirect: { path: '/home' } }, { path: '/home', to: web }]],
    ['the root alone', [{ pathType: 'Exact', redirect: { path: '/home' } }]],
    ['letters, not parts', [{ path: '/a', redirect: { path: '/ab' } }]],
    ['another host', [{ redirect: { host: 'b.example.com' } }]],
    ['HTTP to HTTPS', [{ redirect: { scheme: 'https' } }]],
    ['another port', [{ redirect: { port: 8443 } }]],
    ['one method', [{ methods: ['POST'], redirect: { path: '/done', statusCode: 303 } }]],
  ];
  test.each(fine)('not %s', (_, routes, more = {}) => {
    expect(said('gateway', routes, more)).toEqual([]);
  });
});

test('methods of a rule whose beginning is replaced are rules of their own: CEL of HTTPRouteRule wants one match', () => {
  const routes: readonly RouteProps[] = [
    { path: '/api', name: 'api', methods: ['GET', 'POST'], to: web, rewrite: { prefix: '/' } },
    { path: '/old', methods: ['GET', 'HEAD'], redirect: { prefix: '/new' } },
  ];
  const all = emitted((chart) => new IngressRoute(chart, 'public', { host: 'a.example.com', routes }), on('gateway'));
  const spec = all['HTTPRoute/public']!.spec as { rules: { name?: string; matches: { method: string }[] }[] };
  expect(spec.rules.map(({ name, matches }) => [name, ...matches.map(({ method }) => method)])).toEqual([
    ['api-get', 'GET'],
    ['api-post', 'POST'],
    [undefined, 'GET'],
    [undefined, 'HEAD'],
  ]);
});

test('two routes of one TCP port: the older one would have it', () => {
  const found = problems((chart) => {
    new TcpRoute(chart, 'first', { listener: 'redis', to: web });
    new TcpRoute(chart, 'second', { listener: 'redis', to: next });
    new TcpRoute(chart, 'third', { listener: 'other', to: next });
  }, on('gateway'));
  expect(found).toMatchObject([{ rule: 'duplicate-route', path: expect.stringContaining('second') }]);
  expect(found[0]!.what).toContain('Gateway infra/public redis');
});

test('what a release does not have is said once, of the prop', () => {
  const routing = Routing.gateway({ name: 'public', namespace: 'infra' });
  const retries = { attempts: 1 };
  const found = problems(
    (chart) =>
      new IngressRoute(chart, 'public', {
        host: 'a.example.com',
        retries,
        routes: [{ to: web }, { path: '/b', to: web }],
      }),
    { namespace: 'shop', platform: { ...BESIDE, routing } },
  );
  expect(found).toMatchObject([{ rule: 'not-in-dialect', prop: 'retries', allowed: 'the experimental channel' }]);
});

describe('regular expressions', () => {
  const path = (pattern: string) => said('gateway', [{ to: web, path: pattern, pathType: 'RegularExpression' }]);
  test.each(['/[', '/(a', '/a)', '/a**', '/a{2,1}'])('%s is none', (pattern) => {
    expect(path(pattern)).toEqual(['unsafe wrong-pattern routes[0].path']);
  });
  test.each([
    '/v[0-9]+/.*',
    '/(?i)a',
    '/(?i:a)b',
    '/(?P<a>b)',
    '/a++b',
    '/(?>a)',
    '/[[:alpha:]]+',
    '/\\Aa\\z',
    '/(?:a|b)$',
  ])('%s is one', (pattern) => {
    expect(path(pattern)).toEqual([]);
  });
  test('of headers and query parameters too', () => {
    const headers = { 'X-A': ValueMatch.regex('(') };
    const query = { b: ValueMatch.regex('[') };
    expect(said('gateway', [{ to: web, headers, query }])).toEqual([
      'unsafe wrong-pattern routes[0].headers["X-A"]',
      'unsafe wrong-pattern routes[0].query.b',
    ]);
  });
});

describe.each(Object.keys(ROUTINGS))('paths that no request has, by %s', (dialect) => {
  const path = (path: string, pathType?: 'Exact') => said(dialect, [{ to: web, path, pathType }]);
  test.each(['/api/*', '/v[0-9]+', '/users/{id}', '/users/:id', '/api?v=1', '/page#top', '/a|b', '/a^b'])(
    '%s',
    (text) => {
      expect(path(text)).toEqual(['unsafe literal-path routes[0].path']);
      expect(path(text, 'Exact')).toEqual(['unsafe literal-path routes[0].path']);
    },
  );
  test.each(['/', '/api', '/v1.2/a_b-c/'])('not %s', (text) => {
    expect(path(text)).toEqual([]);
  });
});

test('the fix of a path with a * is its beginning', () => {
  const fix = (path: string, pathType?: 'Exact') =>
    problems(
      (chart) => new IngressRoute(chart, 'public', { host: 'a.example.com', routes: [{ to: web, path, pathType }] }),
      on('gateway'),
    )[0]?.fix;
  expect(fix('/api/*')).toBe("write '/api', which also takes all below it");
  expect(fix('/*', 'Exact')).toBe("write '/' with pathType: 'Prefix', which also takes all below it");
  expect(fix('/api?v=1')).toBe("write '/api', and match the query by query: { … }");
});

test('one service twice is no other version', () => {
  const one = (name: string, port: number) => ({ name, ports: [{ name: 'http', port }] });
  const split = (...services: readonly ReturnType<typeof one>[]) =>
    said('gateway', [{ split: services.map((to) => ({ to, weight: 100 / services.length })) }]);
  expect(said('gateway', [{ to: web, canary: { to: web, weight: 10 } }])).toEqual([
    'unsafe duplicate-backend routes[0].canary.to',
  ]);
  expect(split(one('web', 80), one('web', 80))).toEqual(['unsafe duplicate-backend routes[0].split[1].to']);
  expect(split(one('web', 80), one('web', 81))).toEqual([]);
});

describe.each(['gateway', 'nginx'])('a natural mistake is said once, with what was meant, by %s', (dialect) => {
  const host = 'a.example.com';
  const fixes = (props: unknown) =>
    problems((chart) => new IngressRoute(chart, 'public', props as IngressRouteProps), on(dialect)).map(
      ({ prop, fix }) => `${prop}: ${fix}`,
    );
  const canary = (weight: unknown) => ({ host, routes: [{ to: web, canary: { to: next, weight } }] });
  const split = (...weights: readonly unknown[]) => ({
    host,
    routes: [{ split: weights.map((weight, index) => ({ to: [web, next][index], weight })) }],
  });
  const redirect = (redirect: object, more: object = {}) => ({ host, routes: [{ to: web, redirect }], ...more });
  test.each<[string, unknown, readonly string[]]>([
    ['a URL as host', { host: 'https://A.example.com/', routes: [{ to: web }] }, ['host: write a.example.com']],
    ['a host with a port', { host: 'a.example.com:80', routes: [{ to: web }] }, ['host: write a.example.com']],
    ['a URL to redirect to', redirect({ host: 'https://b.com/', path: '/' }), ['routes[0].redirect.host: write b.com']],
    ['a path without /', { host, routes: [{ path: 'api', to: web }] }, ["routes[0].path: write '/api'"]],
    ['a weight in a text', canary('10%'), ['routes[0].canary.weight: write 10']],
    ['a weight as a part of 1', canary(0.05), ['routes[0].canary.weight: write 5']],
    [
      'shares as parts of 1',
      split(0.9, 0.1),
      ['routes[0].split[0].weight: write 90', 'routes[0].split[1].weight: write 10'],
    ],
    ['one share in a text', split('90', 10), ['routes[0].split[0].weight: write 90']],
    ['shares beyond 100', split(90, 20), ['routes[0].split: change the last to 10']],
    ['the name of a Secret', { host, tls: 'a-tls', routes: [{ to: web }] }, ["tls: write Tls.secret('a-tls')"]],
    [
      'seconds in a text',
      { host, timeouts: { backend: '1m30s' }, routes: [{ to: web }] },
      ['timeouts.backend: write 90'],
    ],
    [
      'an origin with a /',
      { host, cors: { allowOrigins: ['https://b.com/'] }, routes: [{ to: web }] },
      ["cors.allowOrigins[0]: write 'https://b.com'"],
    ],
    [
      'one path twice',
      {
        host,
        routes: [
          { path: '/a', to: web },
          { path: '/a/', to: next },
        ],
      },
      ['routes[1].path: keep one of the two'],
    ],
    ['a redirect to itself', redirect({ path: '/' }), ['routes[0].redirect: lead to another path or host']],
    [
      'a redirect to HTTPS beside TLS',
      redirect({ scheme: 'https', path: '/' }, { tls: true }),
      ['routes[0].redirect: remove it: with tls, plain HTTP goes to HTTPS anyway (httpsRedirect)'],
    ],
  ])('%s', (_, props, expected) => {
    expect(fixes(props)).toEqual(expected);
  });
});

test('names that come from paths and meet are an error, and nothing is thrown', () => {
  const cors = { allowOrigins: ['https://b.com'] };
  const routes = [{ to: web }, { path: '/https', to: web, cors }];
  // Traefik's second Ingress, for plain HTTP, has that name.
  expect(said('traefik', routes, { tls: true })).toContain('invalid duplicate-name routes');
});

test.each(['nginx', 'aws-alb'])('gRPC without TLS, where the controller speaks no HTTP/2: %s', (dialect) => {
  const routes = [{ to: web, grpc: { service: 'shop.v1.Orders' } }];
  expect(said(dialect, routes)).toEqual(['unsafe grpc-without-tls routes[0].grpc']);
  expect(said(dialect, routes, { tls: Tls.platform() })).toEqual([]);
  expect(said('gateway', routes)).toEqual([]);
});

test.each<[string, string, RouteProps, Partial<IngressRouteProps>, string]>([
  ['gRPC without TLS', 'nginx', { to: web, grpc: { service: 'shop.v1.Orders' } }, {}, 'no tls'],
  [
    'a redirect of several hosts',
    'haproxy',
    { redirect: { scheme: 'https' } },
    { hosts: ['b.example.com'] },
    'no host',
  ],
  ['a redirect of several hosts', 'nginx', { redirect: { path: '/' } }, { hosts: ['b.example.com'] }, 'no host'],
  ['a redirect of all paths', 'nginx', { redirect: { host: 'b.example.com' } }, {}, 'no path'],
])('what is refused for what it lacks says so: %s, by %s', (_, dialect, route, more, lacking) => {
  const props = { host: 'a.example.com', routes: [route], ...more };
  const found = problems((chart) => new IngressRoute(chart, 'public', props), on(dialect));
  expect(found.map(({ got }) => got)).toContain(`"${lacking}"`);
});
