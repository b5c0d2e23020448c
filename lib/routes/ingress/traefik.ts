import { featuresOfRule } from '../features';
import type { RouteModel, RouteRule } from '../model';
import { escaped, joined, NOT_IN_THE_API, OF_THE_API } from './common';
import type { Annotations, FinishedPart, IngressCan, IngressDialect, IngressPart } from './ingress-dialect';

const TRAEFIK = 'traefik.ingress.kubernetes.io';
const WEIGHTED = {
  instead:
    'route by the Gateway API (Routing.gateway), which Traefik speaks too, or by nginx: its Ingress knows no shares',
};

/** The names that Traefik's entry points have in its configuration. */
export interface EntryPoints {
  readonly http: string;
  readonly https: string;
}

/** A cell that is a Middleware: its name's end and its spec. */
interface MiddlewareCell extends IngressCan {
  readonly middleware: readonly [suffix: string, spec: (rule: RouteRule, route: RouteModel) => object];
}

/** The middlewares of a rule in the order in which requests pass them: what ends a request first, its path last. */
const ORDER = ['redirect', 'body', 'cors', 'headers', 'retry', 'host', 'path'];

const REQUEST_HEADERS = middleware('headers', ['customRequestHeaders:'], headersSpec);
const RESPONSE_HEADERS = middleware('headers', ['customResponseHeaders:'], headersSpec);

/** Traefik Proxy 3 and its provider `kubernetesIngress`, with the Middleware resources of `kubernetesCRD`. */
export function traefikDialect(entryPoints: EntryPoints): IngressDialect {
  const { http, https } = entryPoints;
  return {
    id: 'traefik',
    title: 'Ingress with Traefik',
    source: 'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/',
    finish: (part, route) => finish(part, route, entryPoints),
    cells: {
      ...OF_THE_API,
      ...NOT_IN_THE_API,
      pathExact: {
        emits: ['pathType: Exact', `${TRAEFIK}/router.priority`],
        // By default the longer rule wins, and PathPrefix(`/`) is longer than Path(`/api`).
        annotate: ({ path }) => ({ [`${TRAEFIK}/router.priority`]: String(10_000 + path.length) }),
      },
      pathRegex: {
        emits: [`${TRAEFIK}/router.pathmatcher: PathRegexp`],
        note: 'found anywhere in the path',
        annotate: () => ({ [`${TRAEFIK}/router.pathmatcher`]: 'PathRegexp' }),
      },
      grpc: {
        instead:
          "annotate the Service: serviceType: ServiceType.clusterIp({ annotations: { 'traefik.ingress.kubernetes.io/service.serversscheme': 'h2c' } }), and route its paths; or route by the Gateway API",
      },
      split: WEIGHTED,
      canaryWeight: WEIGHTED,
      canaryHeader: WEIGHTED,
      canaryCookie: WEIGHTED,
      redirectScheme: REDIRECT,
      redirectHost: REDIRECT,
      redirectPort: REDIRECT,
      redirectPath: REDIRECT,
      redirectPrefix: REDIRECT,
      redirectStatus: { instead: 'write 301 or 302, or route by the Gateway API: Routing.gateway' },
      rewriteHost: middleware('host', ['customRequestHeaders:', 'Host:'], ({ rewrite }) => ({
        headers: { customRequestHeaders: { Host: rewrite!.host! } },
      })),
      rewritePath: middleware('path', ['replacePath:'], ({ rewrite }) => ({ replacePath: { path: rewrite!.path! } })),
      rewritePrefix: middleware('path', ['replacePathRegex:'], ({ path, rewrite }) => ({
        replacePathRegex: prefixRegex(path, rewrite!.prefix!),
      })),
      setRequestHeaders: REQUEST_HEADERS,
      addRequestHeaders: {
        instead: 'set them instead (requestHeaders.set), or route by the Gateway API: Routing.gateway',
      },
      removeRequestHeaders: REQUEST_HEADERS,
      setResponseHeaders: RESPONSE_HEADERS,
      addResponseHeaders: {
        instead: 'set them instead (responseHeaders.set), or route by the Gateway API: Routing.gateway',
      },
      removeResponseHeaders: RESPONSE_HEADERS,
      timeoutRequest: { instead: "say it in Traefik's entry point (respondingTimeouts), or route by the Gateway API" },
      timeoutBackend: {
        instead:
          "annotate the Service with a ServersTransport ('traefik.ingress.kubernetes.io/service.serverstransport'), or route by the Gateway API",
      },
      retries: middleware('retry', ['retry:', 'attempts:'], ({ settings: { retries } }) => ({
        // Attempts count the first one too.
        retry: {
          attempts: retries!.attempts + 1,
          ...(retries!.backoff === undefined ? {} : { initialInterval: `${retries!.backoff}s` }),
        },
      })),
      retryStatus: {
        instead: 'leave statusCodes out: Traefik asks again where a connection failed; nginx and the Gateway API can',
      },
      retryBackoff: { emits: ['initialInterval:'] },
      maxRequestBody: middleware('body', ['maxRequestBodyBytes:'], ({ settings }) => ({
        buffering: { maxRequestBodyBytes: settings.maxRequestBody! },
      })),
      cors: middleware('cors', ['accessControlAllowOriginList:'], corsSpec),
      corsExpose: { emits: ['accessControlExposeHeaders:'] },
      sessionAffinity: {
        instead:
          "annotate the Service: serviceType: ServiceType.clusterIp({ annotations: { 'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true' } })",
      },
      tlsPlatform: { emits: ['tls:'], note: "the store's default certificate" },
      tlsPassthrough: { instead: 'route by the Gateway API (Routing.gateway), which Traefik speaks too' },
      httpsRedirect: { emits: [`${TRAEFIK}/router.entrypoints: ${http}`, 'redirectScheme:'] },
      plainHttp: { emits: [`${TRAEFIK}/router.entrypoints: ${http}`, `${TRAEFIK}/router.entrypoints: ${https}`] },
    },
  };
}

function middleware(
  suffix: string,
  emits: readonly string[],
  spec: (rule: RouteRule, route: RouteModel) => object,
): MiddlewareCell {
  return {
    emits: ['kind: Middleware', ...emits],
    middleware: [suffix, spec],
    // The names stand in one annotation, which `finish` writes; here is said that the rule has some.
    annotate: () => ({}),
  };
}

const REDIRECT = middleware('redirect', ['redirectRegex:'], ({ path, redirect }, { tls }) => {
  const { scheme, host, port, path: whole, prefix, statusCode } = redirect!;
  // What is compared is the whole URL. Groups: 1 the host, 2 its port, and from 3 on what stays of path and query.
  const [tail, target] = redirectTail(path, whole, prefix);
  const kept = scheme === undefined && host === undefined ? '${2}' : '';
  return {
    redirectRegex: {
      regex: `^https?://([^/:]+)(:[0-9]+)?${tail}$`,
      replacement: `${scheme ?? (tls ? 'https' : 'http')}://${host ?? '${1}'}${port === undefined ? kept : `:${port}`}${target}`,
      permanent: statusCode === 301,
    },
  };
});

function redirectTail(path: string, whole: string | undefined, prefix: string | undefined): readonly [string, string] {
  const query = '(\\?.*)?';
  if (whole !== undefined) return [`/[^?]*${query}`, `${whole}\${3}`];
  if (prefix === undefined) return ['(/.*)?', '${3}'];
  const start = escaped(joined(path));
  const to = joined(prefix);
  // Parts of a path: the router, which compares letters, takes /older for /old.
  if (to === '') return [`${start}(?:/([^?]*))?${query}`, '/${3}${4}'];
  return [`${start}(/[^?]*)?${query}`, `${to}\${3}\${4}`];
}

/** A path's beginning replaced, the rest kept: in Go's words, where `$1x` would be a group called `1x`. */
function prefixRegex(path: string, prefix: string): { readonly regex: string; readonly replacement: string } {
  const start = escaped(joined(path));
  const to = joined(prefix);
  if (to === '') return { regex: `^${start}(?:/(.*)|$)`, replacement: '/${1}' };
  return { regex: `^${start}(/.*|$)`, replacement: `${to}\${1}` };
}

/** Traefik sets a header, and drops it where the value is empty. */
function headersSpec({ settings: { requestHeaders, responseHeaders } }: RouteRule): object {
  const changes = (of: typeof requestHeaders) => {
    if (of?.set === undefined && of?.remove === undefined) return undefined;
    return { ...of.set, ...Object.fromEntries((of.remove ?? []).map((name) => [name, ''])) };
  };
  const [request, response] = [changes(requestHeaders), changes(responseHeaders)];
  return {
    headers: {
      ...(request ? { customRequestHeaders: request } : {}),
      ...(response ? { customResponseHeaders: response } : {}),
    },
  };
}

function corsSpec({ settings }: RouteRule): object {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = settings.cors!;
  const patterns = allowOrigins.filter((origin) => origin.includes('//*.'));
  return {
    headers: {
      accessControlAllowOriginList: allowOrigins.filter((origin) => !patterns.includes(origin)),
      ...(patterns.length > 0
        ? {
            accessControlAllowOriginListRegex: patterns.map(
              (origin) => `^${escaped(origin).replace('\\*\\.', '[^/]+\\.')}$`,
            ),
          }
        : {}),
      ...(allowMethods ? { accessControlAllowMethods: allowMethods } : {}),
      ...(allowHeaders ? { accessControlAllowHeaders: allowHeaders } : {}),
      ...(exposeHeaders ? { accessControlExposeHeaders: exposeHeaders } : {}),
      ...(allowCredentials === undefined ? {} : { accessControlAllowCredentials: allowCredentials }),
      ...(maxAge === undefined ? {} : { accessControlMaxAge: maxAge }),
      addVaryHeader: true,
    },
  };
}

function finish(part: IngressPart, route: RouteModel, entryPoints: EntryPoints): FinishedPart {
  const rule = part.rules[0];
  const own = rule === undefined ? [] : middlewaresOf(part, rule, route);
  const chain = own.map(({ name }) => reference(name, route));
  const listed: Annotations = chain.length > 0 ? { [`${TRAEFIK}/router.middlewares`]: chain.join(',') } : {};
  const annotations: Annotations = { ...entry(route, entryPoints), ...part.annotations, ...listed };
  if (route.tls === undefined) return { annotations, objects: own };
  const redirect = { ...head(`${part.name}-https`), spec: { redirectScheme: { scheme: 'https', permanent: true } } };
  // What says which requests the router takes: those of HTTP have to be the same.
  const taken = Object.entries(part.annotations).filter(([name]) => /\/router\.(pathmatcher|priority)$/.test(name));
  const plain: Annotations = {
    ...Object.fromEntries(taken),
    [`${TRAEFIK}/router.entrypoints`]: entryPoints.http,
  };
  const twin = route.httpsRedirect
    ? {
        name: `${part.name}-https`,
        annotations: { ...plain, [`${TRAEFIK}/router.middlewares`]: reference(redirect.name, route) },
      }
    : { name: `${part.name}-http`, annotations: { ...part.annotations, ...plain, ...listed } };
  return { annotations, objects: [...own, ...(route.httpsRedirect ? [redirect] : [])], twins: [twin] };
}

function entry({ tls }: RouteModel, { http, https }: EntryPoints): Annotations {
  if (tls === undefined) return { [`${TRAEFIK}/router.entrypoints`]: http };
  return { [`${TRAEFIK}/router.entrypoints`]: https, [`${TRAEFIK}/router.tls`]: 'true' };
}

function middlewaresOf(part: IngressPart, rule: RouteRule, route: RouteModel) {
  const { cells } = traefikDialect({ http: '', https: '' });
  const found = new Map<string, object>();
  for (const feature of featuresOfRule(rule, route)) {
    const cell = cells[feature] as Partial<MiddlewareCell>;
    if (cell.middleware) found.set(cell.middleware[0], cell.middleware[1](rule, route));
  }
  return [...found]
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([suffix, spec]) => ({ ...head(`${part.name}-${suffix}`), spec }));
}

function head(name: string) {
  return { apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware', name };
}

/** How an annotation names a Middleware of `kubernetesCRD`: always with its namespace. */
function reference(name: string, { namespace = 'default' }: RouteModel): string {
  return `${namespace}-${name}@kubernetescrd`;
}
