import type { RouteModel, RouteRule } from './model';

/** Something that a route can say, and how to see that it does. */
export interface Feature {
  /** For the documentation. */
  readonly title: string;
  /** Where it is said: the prop of a rule, or of the route. */
  readonly prop: string;
  readonly inRule?: (rule: RouteRule, route: RouteModel) => boolean;
  readonly inRoute?: (route: RouteModel) => boolean;
}

/** Why a name of a settings' group can be asked of the rule: its own settings or the route's. */
const setting =
  (has: (settings: RouteRule['settings']) => unknown) =>
  ({ settings }: RouteRule): boolean =>
    has(settings) !== undefined;
const matches = (values: RouteRule['headers'], type: 'Exact' | 'RegularExpression') =>
  Object.values(values).some((value) => value.type === type);
const pathIs =
  (type: RouteRule['pathType']) =>
  ({ pathType, grpc }: RouteRule): boolean =>
    grpc === undefined && pathType === type;

/**
 * Everything that a route can say beyond «a host leads to a service». Each dialect says of each whether it can
 * (`Dialect.cells`); the documentation's table, the errors and the test of every cell come from the two.
 */
export const FEATURES = {
  pathPrefix: { title: 'a path by its parts', prop: 'pathType', inRule: pathIs('Prefix') },
  pathExact: { title: 'a path as a whole', prop: 'pathType', inRule: pathIs('Exact') },
  pathRegex: { title: 'a path by a regular expression', prop: 'pathType', inRule: pathIs('RegularExpression') },
  pathImplementation: {
    title: "a path in the controller's own words",
    prop: 'pathType',
    inRule: pathIs('ImplementationSpecific'),
  },
  methods: { title: 'methods', prop: 'methods', inRule: ({ methods }) => methods.length > 0 },
  headers: { title: 'headers by their value', prop: 'headers', inRule: ({ headers }) => matches(headers, 'Exact') },
  headersRegex: {
    title: 'headers by a regular expression',
    prop: 'headers',
    inRule: ({ headers }) => matches(headers, 'RegularExpression'),
  },
  query: { title: 'query parameters by their value', prop: 'query', inRule: ({ query }) => matches(query, 'Exact') },
  queryRegex: {
    title: 'query parameters by a regular expression',
    prop: 'query',
    inRule: ({ query }) => matches(query, 'RegularExpression'),
  },
  grpc: { title: 'gRPC calls', prop: 'grpc', inRule: ({ grpc }) => grpc !== undefined },
  wildcardHost: {
    title: 'a wildcard host',
    prop: 'host',
    inRoute: ({ hosts }) => hosts.some((host) => host.startsWith('*.')),
  },
  defaultBackend: {
    title: 'a service for all that no route takes',
    prop: 'defaultBackend',
    inRoute: ({ defaultBackend }) => defaultBackend !== undefined,
  },
  otherNamespace: {
    title: 'a service in another namespace',
    prop: 'to',
    inRule: (rule, route) => leaves(rule, route),
  },
  split: {
    title: 'two services with shares',
    prop: 'split',
    inRule: ({ backends }) => backends.length === 2,
  },
  splitMany: {
    title: 'three services or more with shares',
    prop: 'split',
    inRule: ({ backends }) => backends.length > 2,
  },
  canaryWeight: {
    title: 'a canary by weight',
    prop: 'canary.weight',
    inRule: ({ canary }) => canary?.weight !== undefined,
  },
  canaryHeader: {
    title: 'a canary by header',
    prop: 'canary.header',
    inRule: ({ canary }) => canary?.header !== undefined,
  },
  canaryCookie: {
    title: 'a canary by cookie',
    prop: 'canary.cookie',
    inRule: ({ canary }) => canary?.cookie !== undefined,
  },
  redirectScheme: {
    title: 'a redirect to another scheme',
    prop: 'redirect.scheme',
    inRule: ({ redirect }) => redirect?.scheme !== undefined,
  },
  redirectHost: {
    title: 'a redirect to another host',
    prop: 'redirect.host',
    inRule: ({ redirect }) => redirect?.host !== undefined,
  },
  redirectPort: {
    title: 'a redirect to another port',
    prop: 'redirect.port',
    inRule: ({ redirect }) => redirect?.port !== undefined,
  },
  redirectPath: {
    title: 'a redirect to another path',
    prop: 'redirect.path',
    inRule: ({ redirect }) => redirect?.path !== undefined,
  },
  redirectPrefix: {
    title: "a redirect that replaces the path's beginning",
    prop: 'redirect.prefix',
    inRule: ({ redirect }) => redirect?.prefix !== undefined,
  },
  redirectStatus: {
    title: 'a redirect with status 303, 307 or 308',
    prop: 'redirect.statusCode',
    inRule: ({ redirect }) => redirect?.statusCode !== undefined && redirect.statusCode > 302,
  },
  rewriteHost: {
    title: 'another host for the service',
    prop: 'rewrite.host',
    inRule: ({ rewrite }) => rewrite?.host !== undefined,
  },
  rewritePath: {
    title: 'another path for the service',
    prop: 'rewrite.path',
    inRule: ({ rewrite }) => rewrite?.path !== undefined,
  },
  rewritePrefix: {
    title: "another beginning of the service's path",
    prop: 'rewrite.prefix',
    inRule: ({ rewrite }) => rewrite?.prefix !== undefined,
  },
  setRequestHeaders: {
    title: 'request headers set',
    prop: 'requestHeaders.set',
    inRule: setting(({ requestHeaders }) => requestHeaders?.set),
  },
  addRequestHeaders: {
    title: 'request headers added',
    prop: 'requestHeaders.add',
    inRule: setting(({ requestHeaders }) => requestHeaders?.add),
  },
  removeRequestHeaders: {
    title: 'request headers removed',
    prop: 'requestHeaders.remove',
    inRule: setting(({ requestHeaders }) => requestHeaders?.remove),
  },
  setResponseHeaders: {
    title: 'response headers set',
    prop: 'responseHeaders.set',
    inRule: setting(({ responseHeaders }) => responseHeaders?.set),
  },
  addResponseHeaders: {
    title: 'response headers added',
    prop: 'responseHeaders.add',
    inRule: setting(({ responseHeaders }) => responseHeaders?.add),
  },
  removeResponseHeaders: {
    title: 'response headers removed',
    prop: 'responseHeaders.remove',
    inRule: setting(({ responseHeaders }) => responseHeaders?.remove),
  },
  timeoutRequest: {
    title: 'a time limit for the whole request',
    prop: 'timeouts.request',
    inRule: setting(({ timeouts }) => timeouts?.request),
  },
  timeoutBackend: {
    title: 'a time limit for the service',
    prop: 'timeouts.backend',
    inRule: setting(({ timeouts }) => timeouts?.backend),
  },
  retries: { title: 'retries', prop: 'retries', inRule: setting(({ retries }) => retries) },
  retryStatus: {
    title: 'retries after status codes',
    prop: 'retries.statusCodes',
    inRule: setting(({ retries }) => retries?.statusCodes),
  },
  retryBackoff: {
    title: 'a wait between retries',
    prop: 'retries.backoff',
    inRule: setting(({ retries }) => retries?.backoff),
  },
  maxRequestBody: {
    title: 'a limit for the request body',
    prop: 'maxRequestBody',
    inRule: setting(({ maxRequestBody }) => maxRequestBody),
  },
  cors: { title: 'CORS', prop: 'cors', inRule: setting(({ cors }) => cors) },
  corsExpose: {
    title: 'CORS: headers that pages may read',
    prop: 'cors.exposeHeaders',
    inRule: setting(({ cors }) => cors?.exposeHeaders),
  },
  sessionAffinity: {
    title: 'session affinity by cookie',
    prop: 'sessionAffinity',
    inRule: setting(({ sessionAffinity }) => sessionAffinity),
  },
  tlsSecret: {
    title: 'TLS with a Secret',
    prop: 'tls',
    inRoute: ({ tls }) => tls?.kind === 'secrets' && tls.secrets.length === 1,
  },
  tlsSecrets: {
    title: 'TLS with a Secret for each host (SNI)',
    prop: 'tls',
    inRoute: ({ tls }) => tls?.kind === 'secrets' && tls.secrets.length > 1,
  },
  tlsIssued: { title: 'TLS by cert-manager', prop: 'tls', inRoute: ({ tls }) => tls?.kind === 'issued' },
  tlsShared: {
    title: "TLS with another route's certificate",
    prop: 'tls',
    inRoute: ({ tls }) => tls?.kind === 'shared',
  },
  tlsPlatform: {
    title: "TLS with the platform's certificate",
    prop: 'tls',
    inRoute: ({ tls }) => tls?.kind === 'platform',
  },
  tlsPassthrough: {
    title: 'TLS ended by the service',
    prop: 'tls',
    inRoute: ({ tls }) => tls?.kind === 'passthrough',
  },
  httpsRedirect: {
    title: 'from HTTP to HTTPS (the default with TLS)',
    prop: 'httpsRedirect',
    inRoute: ({ httpsRedirect }) => httpsRedirect === true,
  },
  plainHttp: {
    title: 'plain HTTP beside HTTPS',
    prop: 'httpsRedirect',
    inRoute: ({ httpsRedirect }) => httpsRedirect === false,
  },
  className: {
    title: "an Ingress class other than the platform's",
    prop: 'className',
    inRoute: ({ className }) => className !== undefined,
  },
  annotations: {
    title: 'annotations',
    prop: 'annotations',
    inRoute: ({ annotations }) => Object.keys(annotations).length > 0,
  },
} as const satisfies Record<string, Feature>;

export type FeatureKey = keyof typeof FEATURES;

/** All keys, in the order of the documentation. */
export const FEATURE_KEYS = Object.keys(FEATURES) as readonly FeatureKey[];

const ALL = Object.entries(FEATURES) as readonly (readonly [FeatureKey, Feature])[];
const OF_ROUTES = ALL.filter(([, { inRoute }]) => inRoute !== undefined);
const OF_RULES = ALL.filter(([, { inRule }]) => inRule !== undefined);

/** One use of a feature: of the route as a whole, or of its rule with this index. */
export interface Use {
  readonly feature: FeatureKey;
  readonly rule?: number;
}

/** What a route and its rules use of all this. */
export function usesOf(route: RouteModel): readonly Use[] {
  const ofRules = route.rules.flatMap((one, rule) => featuresOfRule(one, route).map((feature) => ({ feature, rule })));
  return [...featuresOfRoute(route).map((feature) => ({ feature })), ...ofRules];
}

/** What a route says for all of its rules. */
export function featuresOfRoute(route: RouteModel): readonly FeatureKey[] {
  return OF_ROUTES.filter(([, { inRoute }]) => inRoute!(route)).map(([feature]) => feature);
}

/** What a rule says, with what the route says in its stead. */
export function featuresOfRule(rule: RouteRule, route: RouteModel): readonly FeatureKey[] {
  const found: FeatureKey[] = [];
  for (const [feature, { inRule }] of OF_RULES) if (inRule!(rule, route)) found.push(feature);
  return found;
}

/** Whether a rule sends to another namespace than the route's, as far as both are known. */
function leaves({ backends, canary }: RouteRule, { namespace }: RouteModel): boolean {
  if (canary && isElsewhere(canary.backend.namespace, namespace)) return true;
  return backends.some(({ backend }) => isElsewhere(backend.namespace, namespace));
}

/** Whether two namespaces are known and differ. */
export function isElsewhere(namespace: string | undefined, own: string | undefined): boolean {
  return namespace !== undefined && own !== undefined && namespace !== own;
}
