import type { Cannot, Cell, Dialect } from '../dialect';
import type { FeatureKey } from '../features';

const IMPLEMENTATION = 'its syntax and order are the implementation’s';
const REDIRECT = (field: string): Cell => ({ emits: ['type: RequestRedirect', field] });
const REWRITE = (field: string): Cell => ({ emits: ['type: URLRewrite', field] });
const HEADERS = (type: string, field: string): Cell => ({ emits: [`type: ${type}HeaderModifier`, field] });
const EXPERIMENTAL = { standardSince: '', experimentalSince: '1.4' };
/** ListenerSet came with 1.5: until then certificates are the Gateway's alone. */
const LISTENER_SET = { standardSince: '1.5', experimentalSince: '1.5' };

const CELLS: Readonly<Record<FeatureKey, Cell>> = {
  pathPrefix: { emits: ['type: PathPrefix'] },
  pathExact: { emits: ['type: Exact'] },
  pathRegex: { emits: ['type: RegularExpression'], note: IMPLEMENTATION },
  pathImplementation: { instead: "write pathType: 'Prefix', 'Exact' or 'RegularExpression'" },
  methods: { emits: ['method: '] },
  headers: { emits: ['headers:', 'type: Exact'] },
  headersRegex: { emits: ['headers:', 'type: RegularExpression'], note: IMPLEMENTATION },
  query: { emits: ['queryParams:', 'type: Exact'] },
  queryRegex: { emits: ['queryParams:', 'type: RegularExpression'], note: IMPLEMENTATION },
  grpc: { emits: ['kind: GRPCRoute'] },
  wildcardHost: { emits: ["'*."], note: 'one label or more' },
  defaultBackend: { emits: ['-default'] },
  otherNamespace: { emits: ['kind: ReferenceGrant', 'namespace:'] },
  split: { emits: ['weight:'] },
  splitMany: { emits: ['weight:'] },
  canaryWeight: { emits: ['weight:'] },
  canaryHeader: { emits: ['headers:', 'type: Exact'] },
  canaryCookie: { emits: ['name: Cookie', 'type: RegularExpression'], note: IMPLEMENTATION },
  redirectScheme: REDIRECT('scheme:'),
  redirectHost: REDIRECT('hostname:'),
  redirectPort: REDIRECT('port:'),
  redirectPath: REDIRECT('replaceFullPath:'),
  redirectPrefix: REDIRECT('replacePrefixMatch:'),
  redirectStatus: { emits: ['statusCode: 30'], standardSince: '1.5', experimentalSince: '1.5' },
  rewriteHost: REWRITE('hostname:'),
  rewritePath: REWRITE('replaceFullPath:'),
  rewritePrefix: REWRITE('replacePrefixMatch:'),
  setRequestHeaders: HEADERS('Request', 'set:'),
  addRequestHeaders: HEADERS('Request', 'add:'),
  removeRequestHeaders: HEADERS('Request', 'remove:'),
  setResponseHeaders: HEADERS('Response', 'set:'),
  addResponseHeaders: HEADERS('Response', 'add:'),
  removeResponseHeaders: HEADERS('Response', 'remove:'),
  timeoutRequest: { emits: ['timeouts:', 'request:'] },
  timeoutBackend: { emits: ['timeouts:', 'backendRequest:'] },
  retries: { emits: ['retry:', 'attempts:'], ...EXPERIMENTAL },
  retryStatus: { emits: ['retry:', 'codes:'], ...EXPERIMENTAL },
  retryBackoff: { emits: ['retry:', 'backoff:'], ...EXPERIMENTAL },
  maxRequestBody: {
    instead:
      "let the service refuse it, or use the implementation's own policy (Envoy Gateway's ClientTrafficPolicy, NGINX Gateway Fabric's ClientSettingsPolicy) as a KubernetesObject",
  },
  cors: { emits: ['type: CORS', 'allowOrigins:'], standardSince: '1.5' },
  corsExpose: { emits: ['exposeHeaders:'], standardSince: '1.5' },
  sessionAffinity: { emits: ['sessionPersistence:', 'sessionName:'], ...EXPERIMENTAL },
  tlsSecret: { emits: ['kind: ListenerSet', 'certificateRefs:'], ...LISTENER_SET },
  tlsSecrets: { emits: ['kind: ListenerSet', 'certificateRefs:'], ...LISTENER_SET },
  tlsIssued: { emits: ['kind: Certificate', 'kind: ListenerSet', 'certificateRefs:'], ...LISTENER_SET },
  tlsShared: { emits: ['kind: ListenerSet'], ...LISTENER_SET },
  tlsPlatform: { emits: ['sectionName: https'] },
  tlsPassthrough: { emits: ['kind: TLSRoute'], standardSince: '1.5' },
  httpsRedirect: { emits: ['-https-redirect', 'scheme: https'] },
  plainHttp: { emits: ['sectionName: http'] },
  className: {
    instead: "leave className out: the platform's Gateway serves the route; another one is another platform's",
  } satisfies Cannot,
  annotations: { emits: ['annotations:'] },
};

/** The Gateway API: HTTPRoute and its family, attached to a Gateway. */
export const GATEWAY_DIALECT: Dialect = {
  id: 'gateway',
  title: 'Gateway API',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/',
  cells: CELLS,
};
