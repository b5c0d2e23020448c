import { type IngressRouteProps, type RouteProps, Tls, ValueMatch } from '../../lib';
import type { FeatureKey } from '../../lib/routes/features';

const service = (name: string, namespace?: string) => ({
  name,
  ports: [{ name: 'http', port: 80 }],
  ...(namespace ? { metadata: { namespace } } : {}),
});
export const WEB = service('web');
const NEXT = service('web-next');

/** A route with nothing but a service. */
export const BASE: IngressRouteProps = { host: 'a.example.com', routes: [{ to: WEB }] };

const rule = (props: Partial<RouteProps>): IngressRouteProps => ({ ...BASE, routes: [{ to: WEB, ...props }] });
const all = (props: Partial<IngressRouteProps>): IngressRouteProps => ({ ...BASE, ...props });
/** Stands for the plainest TLS of a dialect. */
const PLAIN_TLS = Tls.platform();
/** A redirect, and a rule whose Service the redirect's Ingress can name. */
const redirect = (props: RouteProps['redirect']): IngressRouteProps => ({
  ...BASE,
  routes: [{ to: WEB }, { path: '/old', redirect: props }],
});

/**
 * For each feature a route that uses it, and where it differs the same route without. What a test or a page says of «every
 * feature» it says of these.
 */
export const FEATURE_SAMPLES: Readonly<
  Record<FeatureKey, readonly [with_: IngressRouteProps, without?: IngressRouteProps]>
> = {
  pathPrefix: [rule({ path: '/api', pathType: 'Prefix' }), rule({ path: '/api', pathType: 'Exact' })],
  pathExact: [rule({ path: '/api', pathType: 'Exact' })],
  pathRegex: [rule({ path: '/api/v[12]', pathType: 'RegularExpression' })],
  pathImplementation: [rule({ path: '/api/*', pathType: 'ImplementationSpecific' })],
  methods: [rule({ methods: ['GET', 'HEAD'] })],
  headers: [rule({ headers: { 'X-Version': '2' } })],
  headersRegex: [rule({ headers: { 'X-Version': ValueMatch.regex('^[23]$') } })],
  query: [rule({ query: { beta: '1' } })],
  queryRegex: [rule({ query: { beta: ValueMatch.regex('^[12]$') } })],
  grpc: [
    all({ tls: PLAIN_TLS, routes: [{ to: WEB, grpc: { service: 'shop.v1.Orders', method: 'Place' } }] }),
    all({ tls: PLAIN_TLS }),
  ],
  wildcardHost: [all({ host: '*.example.com' })],
  defaultBackend: [all({ defaultBackend: { to: service('fallback') } })],
  otherNamespace: [rule({ to: service('web', 'infra') })],
  split: [
    rule({
      to: undefined,
      split: [
        { to: WEB, weight: 70 },
        { to: NEXT, weight: 30 },
      ],
    }),
  ],
  splitMany: [
    rule({
      to: undefined,
      split: [
        { to: WEB, weight: 70 },
        { to: NEXT, weight: 20 },
        { to: service('web-third'), weight: 10 },
      ],
    }),
  ],
  canaryWeight: [rule({ canary: { to: NEXT, weight: 10 } })],
  canaryHeader: [rule({ canary: { to: NEXT, header: { name: 'X-Canary', value: 'yes' } } })],
  canaryCookie: [rule({ canary: { to: NEXT, cookie: 'canary' } })],
  redirectScheme: [redirect({ scheme: 'https', host: 'b.example.com' }), redirect({ host: 'b.example.com' })],
  redirectHost: [redirect({ host: 'b.example.com' })],
  redirectPort: [redirect({ host: 'b.example.com', port: 8443 }), redirect({ host: 'b.example.com' })],
  redirectPath: [redirect({ path: '/new' })],
  redirectPrefix: [redirect({ prefix: '/new' })],
  redirectStatus: [
    redirect({ host: 'b.example.com', statusCode: 308 }),
    redirect({ host: 'b.example.com', statusCode: 301 }),
  ],
  rewriteHost: [rule({ rewrite: { host: 'b.example.com' } })],
  rewritePath: [rule({ rewrite: { path: '/new' } })],
  rewritePrefix: [rule({ path: '/api', rewrite: { prefix: '/' } })],
  setRequestHeaders: [all({ requestHeaders: { set: { 'X-Tenant': 'a' } } })],
  addRequestHeaders: [all({ requestHeaders: { add: { 'X-Tenant': 'a' } } })],
  removeRequestHeaders: [all({ requestHeaders: { remove: ['X-Tenant'] } })],
  setResponseHeaders: [rule({ responseHeaders: { set: { 'X-Frame-Options': 'DENY' } } })],
  addResponseHeaders: [rule({ responseHeaders: { add: { 'X-Frame-Options': 'DENY' } } })],
  removeResponseHeaders: [rule({ responseHeaders: { remove: ['Server'] } })],
  timeoutRequest: [all({ timeouts: { request: 60 } })],
  timeoutBackend: [rule({ path: '/reports', timeouts: { backend: 300 } })],
  retries: [all({ retries: { attempts: 2 } })],
  retryStatus: [all({ retries: { attempts: 2, statusCodes: [502, 503] } })],
  retryBackoff: [all({ retries: { attempts: 2, backoff: 1 } })],
  maxRequestBody: [rule({ path: '/upload', maxRequestBody: '8Mi' })],
  cors: [
    all({
      cors: {
        allowOrigins: ['https://www.example.com'],
        allowMethods: ['GET', 'PUT'],
        allowHeaders: ['X-A'],
        maxAge: 60,
      },
    }),
  ],
  corsExpose: [all({ cors: { allowOrigins: ['https://www.example.com'], exposeHeaders: ['X-Total'] } })],
  sessionAffinity: [all({ sessionAffinity: { cookie: 'pod', maxAge: 3600 } })],
  tlsSecret: [all({ tls: Tls.secret('a-tls') })],
  tlsSecrets: [
    all({ hosts: ['b.example.com'], tls: Tls.secrets({ 'a.example.com': 'a-tls', 'b.example.com': 'b-tls' }) }),
  ],
  tlsIssued: [all({ tls: Tls.issued() })],
  tlsShared: [
    all({ tls: Tls.sharedWith({ name: 'first', _certificate: { name: 'first', secretName: 'first-tls' } } as never) }),
  ],
  tlsPlatform: [all({ tls: Tls.platform() })],
  tlsPassthrough: [all({ tls: Tls.passthrough() })],
  httpsRedirect: [all({ tls: PLAIN_TLS, httpsRedirect: true }), all({ tls: PLAIN_TLS, httpsRedirect: false })],
  plainHttp: [all({ tls: PLAIN_TLS, httpsRedirect: false }), all({ tls: PLAIN_TLS, httpsRedirect: true })],
  className: [all({ className: 'other' })],
  annotations: [all({ annotations: { 'example.com/a': 'b' } })],
};

/** The samples for one dialect: TLS from where it takes certificates. */
export function sampleOf(
  key: FeatureKey,
  dialect: string,
): readonly [with_: IngressRouteProps, without: IngressRouteProps] {
  const [with_, without = BASE] = FEATURE_SAMPLES[key];
  const own = dialect === 'gce' ? Tls.secret('a-tls') : Tls.platform();
  // nginx keeps no path of the request.
  const stated = (one: RouteProps): RouteProps =>
    dialect === 'nginx' && one.redirect ? { ...one, redirect: { path: '/new', ...one.redirect } } : one;
  const adapted = (props: IngressRouteProps) => ({
    ...props,
    routes: props.routes.map((one) => (one.redirect?.prefix === undefined ? stated(one) : one)),
    ...(props.tls === PLAIN_TLS ? { tls: own } : {}),
  });
  return [adapted(with_), adapted(without)];
}
