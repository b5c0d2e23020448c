import { IngressController, Routing } from '../../lib';
import type { Setting } from '../support/build';
import { type OptionCase, option, REMOVED } from '../support/options';

const service = (name: string) => ({
  name,
  ports: [
    { name: 'http', port: 80 },
    { name: 'admin', port: 81 },
  ],
});
const to = service('web');
const next = service('web-next');

/** The Gateway API with all that it has. */
export const GATEWAY: Setting = {
  namespace: 'shop',
  platform: {
    routing: Routing.gateway({ name: 'public', namespace: 'infra', version: '1.6', channel: 'experimental' }),
  },
};
export const NGINX: Setting = {
  namespace: 'shop',
  platform: { routing: Routing.ingress({ className: 'nginx', controller: IngressController.nginx() }) },
};

const spec = 'HTTPRoute/public spec';
const rule = `${spec}.rules[0]`;
const matches = `${rule}.matches[0]`;
const filter = (value: object) => ({ [`${rule}.filters`]: [value] });
const redirected = (requestRedirect: object) => ({
  [`${rule}.filters`]: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 302, ...requestRedirect } }],
  [`${rule}.backendRefs`]: REMOVED,
});
const rewritten = (urlRewrite: object) => filter({ type: 'URLRewrite', urlRewrite });
const asked = (header: object) => ({
  [`${matches}.headers`]: [header],
  [`${rule}.backendRefs[0].name`]: 'web-next',
});

/** A row of the route's only rule. */
const one = (name: string, sentence: string, props: object, changes: object, beside: object = {}) =>
  option(`routes[].${name}`, sentence, { routes: [{ to, ...beside, ...props }] }, changes, {
    routes: [{ to, ...beside }],
  });

const SETTINGS: readonly (readonly [name: string, sentence: string, props: object, changes: object])[] = [
  [
    'requestHeaders.set',
    'a header for the service',
    { requestHeaders: { set: { 'X-A': 'b' } } },
    filter({ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-A', value: 'b' }] } }),
  ],
  [
    'requestHeaders.add',
    'one more',
    { requestHeaders: { add: { 'X-A': 'b' } } },
    filter({ type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'X-A', value: 'b' }] } }),
  ],
  [
    'requestHeaders.remove',
    'one less',
    { requestHeaders: { remove: ['X-A'] } },
    filter({ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['X-A'] } }),
  ],
  [
    'responseHeaders.set',
    'a header for the client',
    { responseHeaders: { set: { 'X-A': 'b' } } },
    filter({ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'X-A', value: 'b' }] } }),
  ],
  [
    'responseHeaders.add',
    'one more',
    { responseHeaders: { add: { 'X-A': 'b' } } },
    filter({ type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'X-A', value: 'b' }] } }),
  ],
  [
    'responseHeaders.remove',
    'one less',
    { responseHeaders: { remove: ['X-A'] } },
    filter({ type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['X-A'] } }),
  ],
  ['timeouts.request', 'a minute for all', { timeouts: { request: 60 } }, { [`${rule}.timeouts`]: { request: '60s' } }],
  [
    'timeouts.backend',
    'half a minute for a call',
    { timeouts: { backend: 30 } },
    { [`${rule}.timeouts`]: { backendRequest: '30s' } },
  ],
  ['retries.attempts', 'twice more', { retries: { attempts: 2 } }, { [`${rule}.retry`]: { attempts: 2 } }],
  [
    'retries.statusCodes',
    'after an answer too',
    { retries: { attempts: 2, statusCodes: [503] } },
    { [`${rule}.retry`]: { attempts: 2, codes: [503] } },
  ],
  [
    'retries.backoff',
    'not at once',
    { retries: { attempts: 2, backoff: 1 } },
    { [`${rule}.retry`]: { attempts: 2, backoff: '1s' } },
  ],
  ...Object.entries({
    allowMethods: ['GET'],
    allowHeaders: ['X-A'],
    exposeHeaders: ['X-B'],
    allowCredentials: true,
    maxAge: 60,
  }).map(([name, value]) => corsRow(`cors.${name}`, { allowOrigins: ['https://a.example.com'], [name]: value })),
  corsRow('cors.allowOrigins', { allowOrigins: ['https://a.example.com', 'https://*.example.org'] }),
  [
    'sessionAffinity.cookie',
    'a cookie for the Pod',
    { sessionAffinity: { cookie: 'pod' } },
    { [`${rule}.sessionPersistence`]: { type: 'Cookie', sessionName: 'pod' } },
  ],
  [
    'sessionAffinity.maxAge',
    'that outlives the browser',
    { sessionAffinity: { cookie: 'pod', maxAge: 60 } },
    {
      [`${rule}.sessionPersistence`]: {
        type: 'Cookie',
        sessionName: 'pod',
        absoluteTimeout: '60s',
        cookieConfig: { lifetimeType: 'Permanent' },
      },
    },
  ],
];

function corsRow(name: string, cors: object) {
  return [name, 'what the browser is told', { cors }, filter({ type: 'CORS', cors })] as const;
}

/** What a route says on a platform with a Gateway. */
export const GATEWAY_OPTIONS: readonly OptionCase[] = [
  ...SETTINGS.map(([name, sentence, props, changes]) => option(name, `${sentence}, for all routes`, props, changes)),
  ...SETTINGS.map(([name, sentence, props, changes]) => one(name, sentence, props, changes)),
  one('name', 'a name of the rule', { name: 'site' }, { [`${rule}.name`]: 'site' }),
  one(
    'methods',
    'a match for each method',
    { methods: ['GET', 'PUT'] },
    {
      [`${matches}.method`]: 'GET',
      [`${rule}.matches[1]`]: { path: { type: 'PathPrefix', value: '/' }, method: 'PUT' },
    },
  ),
  one(
    'headers',
    'a header',
    { headers: { 'X-A': 'b' } },
    {
      [`${matches}.headers`]: [{ type: 'Exact', name: 'X-A', value: 'b' }],
    },
  ),
  one(
    'query',
    'a parameter',
    { query: { a: 'b' } },
    {
      [`${matches}.queryParams`]: [{ type: 'Exact', name: 'a', value: 'b' }],
    },
  ),
  one(
    'grpc.service',
    'another kind of route',
    { grpc: { service: 'a.B' } },
    {
      'HTTPRoute/public': REMOVED,
      'GRPCRoute/public': expect.objectContaining({
        spec: expect.objectContaining({
          rules: [
            { matches: [{ method: { type: 'Exact', service: 'a.B' } }], backendRefs: [{ name: 'web', port: 80 }] },
          ],
        }),
      }),
    },
  ),
  option(
    'routes[].grpc.method',
    'one of its methods',
    { routes: [{ to, grpc: { service: 'a.B', method: 'C' } }] },
    { 'GRPCRoute/public spec.rules[0].matches[0].method.method': 'C' },
    { routes: [{ to, grpc: { service: 'a.B' } }] },
  ),
  one(
    'canary.weight',
    'a share',
    { canary: { to: next, weight: 10 } },
    {
      [`${rule}.backendRefs[0].weight`]: 90,
      [`${rule}.backendRefs[1]`]: { name: 'web-next', port: 80, weight: 10 },
    },
  ),
  one(
    'canary.header.name',
    'a rule before',
    { canary: { to: next, header: { name: 'X-A' } } },
    {
      ...asked({ type: 'Exact', name: 'X-A', value: 'always' }),
      [`${spec}.rules[1]`]: {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ name: 'web', port: 80 }],
      },
    },
  ),
  option(
    'routes[].canary.header.value',
    'another value',
    { routes: [{ to, canary: { to: next, header: { name: 'X-A', value: 'b' } } }] },
    { [`${matches}.headers[0].value`]: 'b' },
    { routes: [{ to, canary: { to: next, header: { name: 'X-A' } } }] },
  ),
  one(
    'canary.cookie',
    'a rule before',
    { canary: { to: next, cookie: 'a' } },
    {
      ...asked({ type: 'RegularExpression', name: 'Cookie', value: '^(.*;)?\\s*a=always\\s*(;.*)?$' }),
      [`${spec}.rules[1]`]: {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ name: 'web', port: 80 }],
      },
    },
  ),
  option(
    'routes[].canary.to',
    'another service',
    { routes: [{ to, canary: { to: service('other'), weight: 10 } }] },
    { [`${rule}.backendRefs[1].name`]: 'other' },
    { routes: [{ to, canary: { to: next, weight: 10 } }] },
  ),
  option(
    'routes[].canary.port',
    'another port',
    { routes: [{ to, canary: { to: next, weight: 10, port: 'admin' } }] },
    { [`${rule}.backendRefs[1].port`]: 81 },
    { routes: [{ to, canary: { to: next, weight: 10 } }] },
  ),
  ...splits(),
  one('redirect.scheme', 'to HTTPS', { redirect: { scheme: 'https' } }, redirected({ scheme: 'https' })),
  one('redirect.port', 'to a port', { redirect: { port: 8443 } }, redirected({ port: 8443 })),
  one('redirect.host', 'to a host', { redirect: { host: 'b.example.com' } }, redirected({ hostname: 'b.example.com' })),
  one(
    'redirect.path',
    'to a path',
    { redirect: { host: 'b.example.com', path: '/b' } },
    redirected({ hostname: 'b.example.com', path: { type: 'ReplaceFullPath', replaceFullPath: '/b' } }),
  ),
  one(
    'redirect.prefix',
    'to a folder',
    { redirect: { host: 'b.example.com', prefix: '/b' } },
    redirected({ hostname: 'b.example.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } }),
  ),
  one(
    'redirect.statusCode',
    'for ever',
    { redirect: { scheme: 'https', statusCode: 308 } },
    redirected({ scheme: 'https', statusCode: 308 }),
  ),
  one('rewrite.host', 'another host', { rewrite: { host: 'b' } }, rewritten({ hostname: 'b' })),
  one(
    'rewrite.path',
    'another path',
    { rewrite: { path: '/b' } },
    rewritten({ path: { type: 'ReplaceFullPath', replaceFullPath: '/b' } }),
  ),
  one(
    'rewrite.prefix',
    'another folder',
    { rewrite: { prefix: '/b' } },
    rewritten({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } }),
  ),
  option(
    'defaultBackend.to',
    'a route of no host',
    { defaultBackend: { to } },
    {
      'HTTPRoute/public-default': expect.objectContaining({
        spec: {
          parentRefs: [{ name: 'public', namespace: 'infra', sectionName: 'http' }],
          rules: [
            { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'web', port: 80 }] },
          ],
        },
      }),
    },
  ),
  option(
    'defaultBackend.port',
    'another port',
    { defaultBackend: { to, port: 'admin' } },
    { 'HTTPRoute/public-default spec.rules[0].backendRefs[0].port': 81 },
    { defaultBackend: { to } },
  ),
  option(
    'httpsRedirect',
    'plain HTTP too',
    { httpsRedirect: false },
    {
      'HTTPRoute/public-https-redirect': REMOVED,
      [`${spec}.parentRefs[1]`]: { name: 'public', namespace: 'infra', sectionName: 'http' },
    },
    { tls: true },
  ),
];

function splits(): readonly OptionCase[] {
  const shares = (...weights: readonly number[]) => ({
    routes: [{ split: [to, next].map((service, index) => ({ to: service, weight: weights[index] })) }],
  });
  const before = shares(70, 30);
  const ref = (index: number) => `${rule}.backendRefs[${index}]`;
  return [
    option(
      'routes[].split[].weight',
      'other shares',
      shares(50, 50),
      { [`${ref(0)}.weight`]: 50, [`${ref(1)}.weight`]: 50 },
      before,
    ),
    option(
      'routes[].split[].to',
      'another service',
      {
        routes: [
          {
            split: [
              { to, weight: 70 },
              { to: service('other'), weight: 30 },
            ],
          },
        ],
      },
      { [`${ref(1)}.name`]: 'other' },
      before,
    ),
    option(
      'routes[].split[].port',
      'another port',
      {
        routes: [
          {
            split: [
              { to, weight: 70, port: 'admin' },
              { to: next, weight: 30 },
            ],
          },
        ],
      },
      { [`${ref(0)}.port`]: 81 },
      before,
    ),
  ];
}

const SIZE = 'nginx.ingress.kubernetes.io/proxy-body-size';

/** What only Ingress can say. */
export const NGINX_OPTIONS: readonly OptionCase[] = [
  option(
    'maxRequestBody',
    'a limit for all routes',
    { maxRequestBody: '8Mi' },
    {
      'Ingress/public metadata.annotations': { [SIZE]: '8m' },
    },
  ),
  option(
    'routes[].maxRequestBody',
    'a limit for one, which gets an Ingress of its own',
    { routes: [{ to }, { to, path: '/up', maxRequestBody: '1000' }] },
    {
      'Ingress/public spec.rules[0].http.paths[1]': REMOVED,
      'Ingress/public-up': expect.objectContaining({
        metadata: expect.objectContaining({ annotations: { [SIZE]: '1000' } }),
      }),
    },
    { routes: [{ to }, { to, path: '/up' }] },
  ),
];
