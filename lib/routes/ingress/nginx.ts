import type { Place } from '../../input/place';
import { isMoreThanPath } from '../match';
import type { RouteModel, RouteRule } from '../model';
import { annotation, checkGrpcTls, escaped, joined, NOT_IN_THE_API, OF_THE_API } from './common';
import type { Annotations, IngressCan, IngressDialect, IngressPath } from './ingress-dialect';

const NGINX = 'nginx.ingress.kubernetes.io';
const REWRITTEN = { note: 'all paths of the host become regular expressions: letter case counts for nothing' };
const SNIPPETS = 'it takes a snippet, which controllers refuse by default';

/**
 * ingress-nginx, which ended in March 2026, and its maintained forks. Other controllers that read its annotations (Traefik's
 * and HAProxy's providers) know some of them only.
 */
export const NGINX_DIALECT: IngressDialect = {
  id: 'nginx',
  title: 'Ingress with nginx',
  source: 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/',
  // The Ingress's own is for its hosts only, unless it has no rules: createServers of the same file.
  defaultApart: true,
  paths: (rule, route, plain) => [isRegexHost(route) ? regexPath(rule, plain) : plain],
  finish: (part, route) => ({
    // Every Ingress of the host says it: its paths are taken as regular expressions anyway, see `regexPath`.
    annotations: isRegexHost(route) ? { ...part.annotations, [`${NGINX}/use-regex`]: 'true' } : part.annotations,
    objects: [],
  }),
  check: checkNginx,
  cells: {
    ...OF_THE_API,
    ...NOT_IN_THE_API,
    pathRegex: {
      emits: [`${NGINX}/use-regex`],
      note: 'from the beginning of the path on; letter case counts for nothing, the longest pattern comes first',
      annotate: () => ({ [`${NGINX}/use-regex`]: 'true' }),
    },
    grpc: annotation(`${NGINX}/backend-protocol`, () => 'GRPC', {
      note: 'clients need TLS: nginx speaks HTTP/2 there',
    }),
    split: canary((rule) => ({ [`${NGINX}/canary-weight`]: String(rule.backends[1]!.weight) }), 'canary-weight'),
    canaryWeight: canary((rule) => ({ [`${NGINX}/canary-weight`]: String(rule.canary!.weight) }), 'canary-weight'),
    canaryHeader: canary(
      ({ canary }) => ({
        [`${NGINX}/canary-by-header`]: canary!.header!.name,
        [`${NGINX}/canary-by-header-value`]: canary!.header!.value,
      }),
      'canary-by-header',
      'canary-by-header-value',
    ),
    canaryCookie: canary((rule) => ({ [`${NGINX}/canary-by-cookie`]: rule.canary!.cookie! }), 'canary-by-cookie'),
    redirectScheme: redirect(),
    redirectHost: redirect(),
    redirectPort: redirect(),
    redirectPath: redirect(),
    redirectPrefix: {
      instead: 'redirect to a path as a whole, or rewrite the path, or route by the Gateway API: Routing.gateway',
    },
    redirectStatus: redirect('permanent-redirect-code'),
    rewriteHost: annotation(`${NGINX}/upstream-vhost`, ({ rewrite }) => rewrite!.host!),
    rewritePath: annotation(`${NGINX}/rewrite-target`, ({ rewrite }) => rewrite!.path!, REWRITTEN),
    rewritePrefix: annotation(`${NGINX}/rewrite-target`, rewriteTarget, REWRITTEN),
    setRequestHeaders: { instead: `let the service set them: ${SNIPPETS}; HAProxy, Traefik and the Gateway API can` },
    addRequestHeaders: { instead: `let the service add them: ${SNIPPETS}; the Gateway API can` },
    removeRequestHeaders: { instead: `let the service drop them: ${SNIPPETS}; Traefik and the Gateway API can` },
    setResponseHeaders: { instead: `let the service set them: ${SNIPPETS}; HAProxy, Traefik and the Gateway API can` },
    addResponseHeaders: { instead: `let the service add them: ${SNIPPETS}; the Gateway API can` },
    removeResponseHeaders: { instead: `let the service drop them: ${SNIPPETS}; Traefik and the Gateway API can` },
    timeoutRequest: { instead: 'state timeouts.backend: nginx has no limit for a whole request' },
    timeoutBackend: {
      emits: [`${NGINX}/proxy-read-timeout`, `${NGINX}/proxy-send-timeout`],
      note: 'the longest silence, not the whole call',
      annotate: ({ settings }) => ({
        [`${NGINX}/proxy-read-timeout`]: String(settings.timeouts!.backend),
        [`${NGINX}/proxy-send-timeout`]: String(settings.timeouts!.backend),
      }),
    },
    // Tries count the first one too.
    retries: annotation(
      `${NGINX}/proxy-next-upstream-tries`,
      ({ settings }) => String(settings.retries!.attempts + 1),
      {
        note: 'at another Pod; POST and other calls that change something only where nothing was sent yet',
      },
    ),
    retryStatus: annotation(`${NGINX}/proxy-next-upstream`, ({ settings }) =>
      ['error', 'timeout', ...settings.retries!.statusCodes!.map((code) => `http_${code}`)].join(' '),
    ),
    retryBackoff: { instead: 'leave backoff out: nginx asks the next Pod at once' },
    maxRequestBody: annotation(`${NGINX}/proxy-body-size`, ({ settings }) => nginxSize(settings.maxRequestBody!)),
    cors: {
      emits: [`${NGINX}/enable-cors`, `${NGINX}/cors-allow-origin`],
      annotate: corsAnnotations,
    },
    corsExpose: { emits: [`${NGINX}/cors-expose-headers`] },
    sessionAffinity: {
      emits: [`${NGINX}/affinity`, `${NGINX}/session-cookie-name`],
      annotate: ({ settings: { sessionAffinity } }) => ({
        [`${NGINX}/affinity`]: 'cookie',
        [`${NGINX}/session-cookie-name`]: sessionAffinity!.cookie,
        // Needed where paths are regular expressions, and the same everywhere.
        [`${NGINX}/session-cookie-path`]: '/',
        ...(sessionAffinity!.maxAge === undefined
          ? {}
          : { [`${NGINX}/session-cookie-max-age`]: String(sessionAffinity!.maxAge) }),
      }),
    },
    tlsPlatform: { emits: ['tls:'], note: "the controller's --default-ssl-certificate" },
    tlsPassthrough: {
      emits: [`${NGINX}/ssl-passthrough`],
      note: 'the controller runs with --enable-ssl-passthrough',
      annotateRoute: () => ({ [`${NGINX}/ssl-passthrough`]: 'true' }),
    },
    httpsRedirect: {
      emits: [`${NGINX}/ssl-redirect: 'true'`],
      annotateRoute: () => ({ [`${NGINX}/ssl-redirect`]: 'true' }),
    },
    plainHttp: {
      emits: [`${NGINX}/ssl-redirect: 'false'`],
      annotateRoute: () => ({ [`${NGINX}/ssl-redirect`]: 'false' }),
    },
  },
};

function canary(annotations: (rule: RouteRule) => Annotations, ...names: readonly string[]): IngressCan {
  return {
    emits: [`${NGINX}/canary: 'true'`, ...names.map((name) => `${NGINX}/${name}`)],
    annotateCanary: (rule) => ({ [`${NGINX}/canary`]: 'true', ...annotations(rule) }),
  };
}

function redirect(...more: readonly string[]): IngressCan {
  return {
    emits: ['-redirect: http', ...more.map((name) => `${NGINX}/${name}`)],
    note: "to a path that is stated; the request's query is lost",
    annotate: redirectAnnotations,
  };
}

/**
 * `return CODE URL` of nginx. Variables of nginx would keep what the request has, but since v1.12 the controller refuses
 * them here (`URLIsValidRegex` of internal/ingress/annotations/parser/validators.go): `checkNginx` asks for what is missing.
 */
function redirectAnnotations({ redirect }: RouteRule, { tls, hosts }: RouteModel): Annotations {
  const { scheme, host = hosts[0], port, path = '/', statusCode = 302 } = redirect!;
  const url = `${scheme ?? (tls ? 'https' : 'http')}://${host}${port === undefined ? '' : `:${port}`}${path}`;
  if (statusCode === 302) return { [`${NGINX}/temporal-redirect`]: url };
  const code: Annotations = statusCode === 301 ? {} : { [`${NGINX}/permanent-redirect-code`]: String(statusCode) };
  return { [`${NGINX}/permanent-redirect`]: url, ...code };
}

function corsAnnotations({ settings }: RouteRule): Annotations {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = settings.cors!;
  const said: Record<string, string | undefined> = {
    'enable-cors': 'true',
    'cors-allow-origin': allowOrigins.join(', '),
    'cors-allow-methods': allowMethods?.join(', '),
    'cors-allow-headers': allowHeaders?.join(', '),
    'cors-expose-headers': exposeHeaders?.join(', '),
    // The controller's default is true, the Gateway API's is not.
    'cors-allow-credentials': String(allowCredentials ?? false),
    'cors-max-age': maxAge?.toString(),
  };
  const stated = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(stated.map(([name, value]) => [`${NGINX}/${name}`, value]));
}

const UNITS: readonly (readonly [suffix: string, bytes: number])[] = [
  ['g', 2 ** 30],
  ['m', 2 ** 20],
  ['k', 2 ** 10],
];

/** nginx's sizes: `8m` are 8 MiB. */
function nginxSize(bytes: number): string {
  const [suffix, unit] = UNITS.find(([, unit]) => bytes % unit === 0) ?? ['', 1];
  return `${bytes / unit}${suffix}`;
}

/** What the validators of the controller's annotations let through; the admission webhook refuses the Ingress otherwise. */
const URL_CHARACTERS = /^[-._~a-zA-Z0-9/:?&=]*$/;
const REWRITE_CHARACTERS = /^\/[-._~a-zA-Z0-9/:]*$/;
/** `strict-validate-path-type` of the controller's ConfigMap: on since v1.12. */
const PATH_CHARACTERS = /^\/[-._a-zA-Z0-9/]*$/;

/** Complains about what ingress-nginx refuses although the Ingress API takes it. */
export function checkNginx(route: RouteModel, at: Place): void {
  checkGrpcTls(route, at);
  route.rules.forEach((rule, index) => {
    const { redirect, rewrite, path, pathType } = rule;
    const here = at.key('routes').item(index);
    checkStatusCodes(rule, (Object.hasOwn(rule.own, 'retries') ? here : at).key('retries').key('statusCodes'));
    if (redirect) checkRedirect(redirect, route, here.key('redirect'));
    checkWords(rule, here, at);
    for (const key of ['path', 'prefix'] as const) {
      const given = rewrite?.[key];
      if (given === undefined || REWRITE_CHARACTERS.test(given)) continue;
      complainCharacters(given, 'letters, digits and - . _ ~ : /', here.key('rewrite').key(key));
    }
    if ((pathType !== 'Prefix' && pathType !== 'Exact') || rule.grpc) return;
    if (PATH_CHARACTERS.test(path) || isMoreThanPath(path) || !path.startsWith('/')) return;
    complainCharacters(path, "letters, digits and - . _ /, or pathType: 'ImplementationSpecific'", here.key('path'));
  });
}

/** `BasicCharsRegex` and `HeadersVariable` of internal/ingress/annotations/parser/validators.go. */
const BASIC = [/^[-._~a-zA-Z0-9/:]*$/, 'letters, digits and - . _ ~ / :'] as const;
const HEADERS = [/^[-_a-zA-Z0-9]*$/, 'letters, digits and - _'] as const;

/** Names and values that the API takes everywhere else. */
function checkWords({ canary, settings: { sessionAffinity, cors }, own }: RouteRule, here: Place, at: Place): void {
  const affinity = (Object.hasOwn(own, 'sessionAffinity') ? here : at).key('sessionAffinity');
  const shared = (Object.hasOwn(own, 'cors') ? here : at).key('cors');
  const words: readonly (readonly [string | undefined, typeof BASIC | typeof HEADERS, Place])[] = [
    [canary?.header?.name, BASIC, here.key('canary').key('header').key('name')],
    [canary?.header?.value, BASIC, here.key('canary').key('header').key('value')],
    [canary?.cookie, BASIC, here.key('canary').key('cookie')],
    [sessionAffinity?.cookie, BASIC, affinity.key('cookie')],
    ...(cors?.allowHeaders ?? []).map((name, i) => [name, HEADERS, shared.key('allowHeaders').item(i)] as const),
    ...(cors?.exposeHeaders ?? []).map((name, i) => [name, HEADERS, shared.key('exposeHeaders').item(i)] as const),
  ];
  for (const [word, [pattern, allowed], place] of words) {
    // Spaces are taken out before they are compared, but not before they are used.
    if (word !== undefined && !pattern.test(word)) complainCharacters(word, allowed, place);
  }
}

/** What `proxy-next-upstream` takes: internal/ingress/annotations/proxy/main.go. */
const RETRIED_CODES: readonly number[] = [403, 404, 429, 500, 502, 503, 504];

function checkStatusCodes({ settings }: RouteRule, at: Place): void {
  const others = settings.retries?.statusCodes?.filter((code) => !RETRIED_CODES.includes(code)) ?? [];
  if (others.length === 0) return;
  at.complain({
    rule: 'not-in-dialect',
    what: 'has codes after which nginx cannot ask again',
    got: others.join(', '),
    allowed: RETRIED_CODES.join(', '),
    fix: 'remove the others, or route by the Gateway API: Routing.gateway',
  });
}

function checkRedirect(redirect: NonNullable<RouteRule['redirect']>, { hosts }: RouteModel, at: Place): void {
  const [only] = hosts;
  const several = redirect.host === undefined && (hosts.length > 1 || only?.startsWith('*.'));
  const missing = several ? 'host' : redirect.path === undefined ? 'path' : undefined;
  if (missing !== undefined && redirect.prefix === undefined) {
    at.key(missing).complain({
      rule: 'not-in-dialect',
      what: `is missing: Ingress with nginx cannot keep the request's ${missing} in a redirect, since v1.12 refuses variables`,
      got: `no ${missing}`,
      allowed: `a redirect with a ${missing}`,
      fix: `state ${missing}, or route by the Gateway API: Routing.gateway`,
    });
  }
  const { path } = redirect;
  if (path !== undefined && !URL_CHARACTERS.test(path)) {
    complainCharacters(path, 'letters, digits and - . _ ~ : / ? & =', at.key('path'));
  }
}

function complainCharacters(got: string, allowed: string, at: Place): void {
  at.complain({
    rule: 'wrong-value',
    what: 'has characters that ingress-nginx refuses',
    got,
    allowed,
    fix: 'write it without the others, or route by the Gateway API: Routing.gateway',
  });
}

/**
 * With one regular expression or rewrite on a host, ingress-nginx compares all its paths as beginnings of regular
 * expressions, whatever their pathType: docs/user-guide/ingress-path-matching.md.
 */
function isRegexHost({ rules }: RouteModel): boolean {
  return rules.some(
    ({ pathType, rewrite }) =>
      pathType === 'RegularExpression' || rewrite?.path !== undefined || rewrite?.prefix !== undefined,
  );
}

/** The same path as a regular expression, with the ends that its pathType has. */
function regexPath(rule: RouteRule, plain: IngressPath): IngressPath {
  const path = { ...plain, pathType: 'ImplementationSpecific' as const };
  if (rule.pathType === 'RegularExpression' || rule.pathType === 'ImplementationSpecific') return path;
  if (plain.pathType === 'Exact') return { ...path, path: `${escaped(plain.path)}$` };
  const start = escaped(joined(plain.path));
  // The root with another type would stand beside the one of type Prefix that the controller makes for each host, which leads
  // nowhere and comes first: getBackendServers of internal/ingress/controller/controller.go.
  if (rule.rewrite?.prefix === undefined) return start === '' ? plain : { ...path, path: `${start}(/|$)` };
  if (start === '') return { ...path, path: '/(.*)' };
  return { ...path, path: joined(rule.rewrite.prefix) === '' ? `${start}(/|$)(.*)` : `${start}(/.*|$)` };
}

/** What `regexPath` has caught, behind the new beginning: the groups differ, so that no // and no lost / comes out. */
function rewriteTarget({ path, rewrite }: RouteRule): string {
  const prefix = joined(rewrite!.prefix!);
  if (joined(path) === '') return `${prefix}/$1`;
  return prefix === '' ? '/$2' : `${prefix}$1`;
}
