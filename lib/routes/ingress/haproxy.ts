import type { Place } from '../../input/place';
import type { RouteModel, RouteRule } from '../model';
import { annotation, escaped, joined, NOT_IN_THE_API, OF_THE_API } from './common';
import type { Annotations, IngressCan, IngressCell, IngressDialect } from './ingress-dialect';

const HAPROXY = 'haproxy.org';
const CANARY: IngressCell = {
  instead:
    'route by the Gateway API (Routing.gateway) or by nginx: here a canary is a route-acl annotation of the Service, which knows no paths',
};

/** HAProxy Technologies' controller, `haproxytech/kubernetes-ingress`. */
export const HAPROXY_DIALECT: IngressDialect = {
  id: 'haproxy',
  title: 'Ingress with HAProxy',
  source: 'https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md',
  check: checkHaproxy,
  cells: {
    ...OF_THE_API,
    ...NOT_IN_THE_API,
    pathRegex: { instead: 'write several paths of type Prefix, or route by the Gateway API: Routing.gateway' },
    grpc: ofBackend('server-proto', () => 'h2'),
    split: CANARY,
    canaryWeight: CANARY,
    canaryHeader: CANARY,
    canaryCookie: CANARY,
    redirectScheme: redirect(),
    redirectHost: redirect(),
    redirectPort: redirect(),
    redirectPath: { instead: 'redirect to a scheme, host or port only, or route by the Gateway API: Routing.gateway' },
    redirectPrefix: {
      instead: 'redirect to a scheme, host or port only, or route by the Gateway API: Routing.gateway',
    },
    redirectStatus: { emits: [`${HAPROXY}/request-redirect-code`] },
    rewriteHost: annotation(`${HAPROXY}/set-host`, ({ rewrite }) => rewrite!.host!),
    rewritePath: annotation(`${HAPROXY}/path-rewrite`, ({ rewrite }) => rewrite!.path!),
    rewritePrefix: annotation(`${HAPROXY}/path-rewrite`, pathRewrite),
    setRequestHeaders: headers('request-set-header', ({ settings }) => settings.requestHeaders!.set!),
    addRequestHeaders: {
      instead: 'set them instead (requestHeaders.set), or route by the Gateway API: Routing.gateway',
    },
    removeRequestHeaders: { instead: 'let the service drop them; Traefik and the Gateway API can' },
    setResponseHeaders: headers('response-set-header', ({ settings }) => settings.responseHeaders!.set!),
    addResponseHeaders: {
      instead: 'set them instead (responseHeaders.set), or route by the Gateway API: Routing.gateway',
    },
    removeResponseHeaders: { instead: 'let the service drop them; Traefik and the Gateway API can' },
    timeoutRequest: { instead: 'state timeouts.backend: HAProxy has no limit for a whole request' },
    timeoutBackend: {
      ...ofBackend('timeout-server', ({ settings }) => `${settings.timeouts!.backend}s`),
      note: 'the longest silence, not the whole call',
    },
    retries: {
      instead:
        "say it in the controller's ConfigMap (backend-config-snippet), or route by Traefik, nginx or the Gateway API",
    },
    retryStatus: { instead: 'leave statusCodes out; nginx and the Gateway API can' },
    retryBackoff: { instead: 'leave backoff out; Traefik and the Gateway API can' },
    maxRequestBody: { instead: 'let the service refuse it; nginx and Traefik can' },
    cors: {
      emits: [`${HAPROXY}/cors-enable`, `${HAPROXY}/cors-allow-origin`, `${HAPROXY}/cors-respond-to-options`],
      annotate: corsAnnotations,
    },
    corsExpose: {
      instead: 'let the service send Access-Control-Expose-Headers; nginx, Traefik and the Gateway API can',
    },
    sessionAffinity: {
      instead:
        "annotate the Service: serviceType: ServiceType.clusterIp({ annotations: { 'haproxy.org/cookie-persistence': '…' } })",
    },
    tlsPlatform: { emits: ['tls:'], note: "the controller's --default-ssl-certificate" },
    tlsPassthrough: {
      emits: [`${HAPROXY}/ssl-passthrough`],
      annotateRoute: () => ({ [`${HAPROXY}/ssl-passthrough`]: 'true' }),
    },
    httpsRedirect: {
      emits: [`${HAPROXY}/ssl-redirect: 'true'`],
      annotateRoute: () => ({
        [`${HAPROXY}/ssl-redirect`]: 'true',
        [`${HAPROXY}/ssl-redirect-code`]: '301',
        // The port that clients see; the controller's default is 8443.
        [`${HAPROXY}/ssl-redirect-port`]: '443',
      }),
    },
    plainHttp: {
      emits: [`${HAPROXY}/ssl-redirect: 'false'`],
      annotateRoute: () => ({ [`${HAPROXY}/ssl-redirect`]: 'false' }),
    },
  },
};

/**
 * What is a setting of a backend. Ingresses with one Service share its backend, and the one that comes last would say it
 * for all of them: such an Ingress has a backend of its own. Source: `standalone-backend` of the annotations.
 */
function ofBackend(name: string, value: (rule: RouteRule) => string): IngressCan {
  return {
    emits: [`${HAPROXY}/${name}`, `${HAPROXY}/standalone-backend`],
    annotate: (rule) => ({ [`${HAPROXY}/${name}`]: value(rule), [`${HAPROXY}/standalone-backend`]: 'true' }),
  };
}

function redirect(): IngressCan {
  return {
    emits: [`${HAPROXY}/request-redirect`, `${HAPROXY}/request-redirect-code`],
    annotate: ({ redirect }, { tls, hosts }) => {
      const { scheme = tls ? 'https' : 'http', host = hosts[0], port, statusCode = 302 } = redirect!;
      return {
        // A host without a scheme is one of HTTP, not the request's: pkg/annotations/ingress/hostRedirect.go.
        [`${HAPROXY}/request-redirect`]: `${scheme === 'https' ? 'https://' : ''}${host}${port === undefined ? '' : `:${port}`}`,
        [`${HAPROXY}/request-redirect-code`]: String(statusCode),
      };
    },
  };
}

/** The annotation states the host: that of the request is not kept. */
function checkHaproxy({ rules, hosts }: RouteModel, at: Place): void {
  rules.forEach(({ redirect }, index) => {
    const isOne = hosts.length === 1 && !hosts[0]!.startsWith('*.');
    if (redirect === undefined || redirect.host !== undefined || isOne) return;
    at.key('routes').item(index).key('redirect').key('host').complain({
      rule: 'not-in-dialect',
      what: "is missing: Ingress with HAProxy cannot keep the request's host in a redirect",
      got: 'no host',
      allowed: 'a redirect with a host, or a route with one host',
      fix: 'state host, or route by the Gateway API: Routing.gateway',
    });
  });
}

function headers(name: string, of: (rule: RouteRule) => Readonly<Record<string, string>>): IngressCan {
  return annotation(`${HAPROXY}/${name}`, (rule) =>
    Object.entries(of(rule))
      .map(([header, value]) => `${header} ${formatted(value)}`)
      .join('\n'),
  );
}

/**
 * A text as it stands. HAProxy takes the value for a log format, where `%` begins a variable, between double quotes, where
 * `$` begins one of the environment. Source: HAProxy's configuration manual, «Quoting and escaping», «Custom log format».
 */
function formatted(value: string): string {
  const format = value.replaceAll('%', '%%');
  return /^[\w.,:;/=%+*@!?()<>[\]{}&|^~`-]+$/.test(format) ? format : `"${format.replace(/[\\"$]/g, '\\$&')}"`;
}

function pathRewrite({ path, rewrite }: RouteRule): string {
  const start = escaped(joined(path));
  const prefix = joined(rewrite!.prefix!);
  return prefix === '' ? `^${start}/?(.*) /\\1` : `^${start}(.*) ${prefix}\\1`;
}

function corsAnnotations({ settings }: RouteRule): Annotations {
  const { allowOrigins, allowMethods, allowHeaders, allowCredentials, maxAge } = settings.cors!;
  const several = `^(${allowOrigins.map((origin) => escaped(origin).replace('\\*\\.', '[^/]+\\.')).join('|')})$`;
  const said: Record<string, string | undefined> = {
    'cors-enable': 'true',
    // What is not * is a pattern, found anywhere in the origin: without its ends, https://a.com takes https://a.com.evil.net.
    'cors-allow-origin': allowOrigins.includes('*') ? '*' : several,
    'cors-allow-methods': allowMethods?.join(', '),
    'cors-allow-headers': allowHeaders?.join(', '),
    'cors-allow-credentials': String(allowCredentials ?? false),
    'cors-max-age': maxAge === undefined ? undefined : `${maxAge}s`,
    // Otherwise the service would have to answer what a browser asks beforehand, here only.
    'cors-respond-to-options': 'true',
  };
  const stated = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(stated.map(([name, value]) => [`${HAPROXY}/${name}`, value]));
}
