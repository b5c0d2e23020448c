import type {
  GRPCRouteSpecRules,
  HTTPRouteSpecRules,
  HTTPRouteSpecRulesFilters,
  HTTPRouteSpecRulesMatches,
} from '../../kubernetes/generated';
import { isElsewhere } from '../features';
import type { Backend, RouteModel, RouteRule, WeightedBackend } from '../model';
import type { ReadCors } from '../settings';

type Match = HTTPRouteSpecRulesMatches;
type GrpcFilters = GRPCRouteSpecRules['filters'];

/** A backend as a route names it; its namespace only where that is another. */
export function backendRef({ serviceName, namespace, port }: Backend, route: { readonly namespace?: string }) {
  const elsewhere = isElsewhere(namespace, route.namespace);
  return { name: serviceName, namespace: elsewhere ? namespace : undefined, port: port.number };
}

/** The backends of a rule with their shares; one alone has them all, which needs no word. */
function backendRefs(backends: readonly WeightedBackend[], route: RouteModel) {
  const [only, ...others] = backends;
  if (only && others.length === 0) return [backendRef(only.backend, route)];
  return backends.map(({ backend, weight }) => ({ ...backendRef(backend, route), weight }));
}

/** Where a rule's requests go: with a canary by weight, to both. */
function sharesOf({ backends, canary }: RouteRule): readonly WeightedBackend[] {
  const [stable] = backends;
  if (canary?.weight === undefined || stable === undefined) return backends;
  return [
    { backend: stable.backend, weight: 100 - canary.weight },
    { backend: canary.backend, weight: canary.weight },
  ];
}

type Header = NonNullable<Match['headers']>[number];

/**
 * With which headers a request asks for one of the two versions. A cookie of the value `never` keeps a request from a
 * canary by weight, as it does on nginx.
 */
function chosenBy({ canary, backends }: RouteRule) {
  if (canary === undefined) return [];
  const { header, cookie, weight, backend: to } = canary;
  const stable = backends[0]?.backend;
  return [
    ...(header ? [{ header: { type: 'Exact' as const, ...header }, suffix: 'canary-header', to }] : []),
    ...(cookie ? [{ header: cookieMatch(cookie, 'always'), suffix: 'canary-cookie', to }] : []),
    ...(cookie && weight !== undefined && stable
      ? [{ header: cookieMatch(cookie, 'never'), suffix: 'stable-cookie', to: stable }]
      : []),
  ];
}

function suffixed({ name }: RouteRule, suffix: string): string | undefined {
  return name === undefined ? undefined : `${name}-${suffix}`;
}

/** Where a path's beginning is replaced, a rule has exactly one match: CEL of HTTPRouteRule. */
export function isOneMatchOnly({ redirect, rewrite }: RouteRule): boolean {
  return redirect?.prefix !== undefined || rewrite?.prefix !== undefined;
}

/**
 * The rules of an HTTPRoute for one of ours: first those with which a request asks for the canary (a match more goes
 * before one less), then its own.
 */
export function httpRules(rule: RouteRule, route: RouteModel): readonly HTTPRouteSpecRules[] {
  if (isOneMatchOnly(rule) && rule.methods.length > 1) {
    return rule.methods.flatMap((method) =>
      httpRules({ ...rule, name: suffixed(rule, method.toLowerCase()), methods: [method] }, route),
    );
  }
  const matches = httpMatches(rule);
  return [
    ...chosenBy(rule).map(({ header, suffix, to }) =>
      httpRule(
        { ...rule, name: suffixed(rule, suffix) },
        matches.map((match) => ({ ...match, headers: [...(match.headers ?? []), header] })),
        [{ backend: to, weight: 100 }],
        route,
      ),
    ),
    httpRule(rule, matches, sharesOf(rule), route),
  ];
}

/** One cookie among others in the one header. */
function cookieMatch(name: string, value: string) {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { type: 'RegularExpression' as const, name: 'Cookie', value: `^(.*;)?\\s*${literal}=${value}\\s*(;.*)?$` };
}

function httpRule(
  rule: RouteRule,
  matches: readonly Match[],
  backends: readonly WeightedBackend[],
  route: RouteModel,
): HTTPRouteSpecRules {
  const { settings, name } = rule;
  const { timeouts, retries, sessionAffinity } = settings;
  const filters = filtersOf(rule);
  return {
    name,
    matches,
    filters: filters.length > 0 ? filters : undefined,
    // A redirect goes to no Service, and the API refuses one beside it.
    backendRefs: rule.redirect ? undefined : backendRefs(backends, route),
    timeouts: timeouts && {
      request: duration(timeouts.request),
      backendRequest: duration(timeouts.backend),
    },
    retry: retries && {
      attempts: retries.attempts,
      codes: retries.statusCodes,
      backoff: duration(retries.backoff),
    },
    sessionPersistence: sessionAffinity && sessionPersistence(sessionAffinity),
  };
}

function sessionPersistence({ cookie, maxAge }: NonNullable<RouteRule['settings']['sessionAffinity']>) {
  return {
    type: 'Cookie' as const,
    sessionName: cookie,
    ...(maxAge === undefined
      ? {}
      : { absoluteTimeout: duration(maxAge), cookieConfig: { lifetimeType: 'Permanent' as const } }),
  };
}

function duration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${seconds}s`;
}

const PATH_TYPES = {
  Prefix: 'PathPrefix',
  Exact: 'Exact',
  RegularExpression: 'RegularExpression',
  ImplementationSpecific: 'PathPrefix',
} as const;

/** One match for each method: a match has one, and a rule holds for any of its matches. */
function httpMatches({ path, pathType, methods, headers, query }: RouteRule): readonly Match[] {
  const match: Match = {
    path: { type: PATH_TYPES[pathType], value: path },
    headers: named(headers),
    queryParams: named(query),
  };
  return methods.length === 0 ? [match] : methods.map((method) => ({ ...match, method }));
}

function named(values: RouteRule['headers']) {
  const all = Object.entries(values).map(([name, { type, value }]) => ({ type, name, value }));
  return all.length > 0 ? all : undefined;
}

/** The rules of a GRPCRoute: first those with which a call asks for the canary, in its metadata, then the rule's own. */
export function grpcRules(rule: RouteRule, route: RouteModel): readonly GRPCRouteSpecRules[] {
  return [
    ...chosenBy(rule).map(({ header, suffix, to }) =>
      grpcRule({ ...rule, name: suffixed(rule, suffix) }, [header], [{ backend: to, weight: 100 }], route),
    ),
    grpcRule(rule, [], sharesOf(rule), route),
  ];
}

function grpcRule(
  rule: RouteRule,
  asked: readonly Header[],
  backends: readonly WeightedBackend[],
  route: RouteModel,
): GRPCRouteSpecRules {
  const { service, method } = rule.grpc!;
  const headers = [...(named(rule.headers) ?? []), ...asked];
  const called = service === undefined ? undefined : { type: 'Exact' as const, service, method };
  const match = { method: called, headers: headers.length > 0 ? headers : undefined };
  // A GRPCRoute has no CORS: `checkGrpc` has said so.
  const filters = filtersOf(rule).filter(({ type }) => type !== 'CORS');
  return {
    name: rule.name,
    matches: called || headers.length > 0 ? [match] : undefined,
    filters: filters.length > 0 ? (filters as GrpcFilters) : undefined,
    backendRefs: backendRefs(backends, route),
    sessionPersistence: rule.settings.sessionAffinity && sessionPersistence(rule.settings.sessionAffinity),
  };
}

function filtersOf({ settings, redirect, rewrite }: RouteRule): readonly HTTPRouteSpecRulesFilters[] {
  const { requestHeaders, responseHeaders, cors } = settings;
  return [
    ...(cors ? [{ type: 'CORS' as const, cors: corsFields(cors) }] : []),
    ...(requestHeaders
      ? [{ type: 'RequestHeaderModifier' as const, requestHeaderModifier: headerFields(requestHeaders) }]
      : []),
    ...(responseHeaders
      ? [{ type: 'ResponseHeaderModifier' as const, responseHeaderModifier: headerFields(responseHeaders) }]
      : []),
    ...(redirect
      ? [
          {
            type: 'RequestRedirect' as const,
            requestRedirect: {
              scheme: redirect.scheme,
              hostname: redirect.host,
              port: redirect.port,
              path: pathFields(redirect),
              statusCode: redirect.statusCode ?? 302,
            },
          },
        ]
      : []),
    ...(rewrite
      ? [{ type: 'URLRewrite' as const, urlRewrite: { hostname: rewrite.host, path: pathFields(rewrite) } }]
      : []),
  ];
}

function pathFields({ path, prefix }: { readonly path?: string; readonly prefix?: string }) {
  if (path !== undefined) return { type: 'ReplaceFullPath' as const, replaceFullPath: path };
  return prefix === undefined ? undefined : { type: 'ReplacePrefixMatch' as const, replacePrefixMatch: prefix };
}

function headerFields({ set, add, remove }: NonNullable<RouteRule['settings']['requestHeaders']>) {
  const list = (values: Readonly<Record<string, string>> | undefined) =>
    values && Object.entries(values).map(([name, value]) => ({ name, value }));
  return { set: list(set), add: list(add), remove };
}

function corsFields({ allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge }: ReadCors) {
  return { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge };
}
