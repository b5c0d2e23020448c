import type { RouteRule } from '../model';
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
  cells: {
    ...OF_THE_API,
    ...NOT_IN_THE_API,
    pathRegex: { instead: 'write several paths of type Prefix, or route by the Gateway API: Routing.gateway' },
    grpc: annotation(`${HAPROXY}/server-proto`, () => 'h2'),
    split: CANARY,
    canaryWeight: CANARY,
    canaryHeader: CANARY,
    canaryCookie: CANARY,
    redirectScheme: { instead: 'leave scheme out: HAProxy keeps it; httpsRedirect goes from HTTP to HTTPS' },
    redirectHost: annotation(`${HAPROXY}/request-redirect`, ({ redirect }) => redirect!.host!, {
      emits: [`${HAPROXY}/request-redirect`, `${HAPROXY}/request-redirect-code`],
      annotate: ({ redirect }) => ({
        [`${HAPROXY}/request-redirect`]: redirect!.host!,
        [`${HAPROXY}/request-redirect-code`]: String(redirect!.statusCode ?? 302),
      }),
    }),
    redirectPort: { instead: 'leave port out, or route by the Gateway API: Routing.gateway' },
    redirectPath: { instead: 'redirect to a host only, or route by the Gateway API: Routing.gateway' },
    redirectPrefix: { instead: 'redirect to a host only, or route by the Gateway API: Routing.gateway' },
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
    timeoutBackend: annotation(`${HAPROXY}/timeout-server`, ({ settings }) => `${settings.timeouts!.backend}s`, {
      note: 'the longest silence, not the whole call',
    }),
    retries: {
      instead:
        "say it in the controller's ConfigMap (backend-config-snippet), or route by Traefik, nginx or the Gateway API",
    },
    retryStatus: { instead: 'leave statusCodes out; nginx and the Gateway API can' },
    retryBackoff: { instead: 'leave backoff out; Traefik and the Gateway API can' },
    maxRequestBody: { instead: 'let the service refuse it; nginx and Traefik can' },
    cors: { emits: [`${HAPROXY}/cors-enable`, `${HAPROXY}/cors-allow-origin`], annotate: corsAnnotations },
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

function headers(name: string, of: (rule: RouteRule) => Readonly<Record<string, string>>): IngressCan {
  return annotation(`${HAPROXY}/${name}`, (rule) =>
    Object.entries(of(rule))
      .map(([header, value]) => `${header} ${/\s/.test(value) ? `"${value}"` : value}`)
      .join('\n'),
  );
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
    // One pattern for several: the header may name one origin only.
    'cors-allow-origin': allowOrigins.length === 1 && !/\/\/\*/.test(allowOrigins[0]!) ? allowOrigins[0]! : several,
    'cors-allow-methods': allowMethods?.join(', '),
    'cors-allow-headers': allowHeaders?.join(', '),
    'cors-allow-credentials': String(allowCredentials ?? false),
    'cors-max-age': maxAge === undefined ? undefined : `${maxAge}s`,
  };
  const stated = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(stated.map(([name, value]) => [`${HAPROXY}/${name}`, value]));
}
