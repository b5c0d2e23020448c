import type { Place } from '../../input/place';
import type { FeatureKey } from '../features';
import type { RouteModel, RouteRule } from '../model';
import type { IngressCan, IngressCell } from './ingress-dialect';

/** What every controller of Ingress objects says, since it is the API itself. */
export const OF_THE_API = {
  pathPrefix: { emits: ['pathType: Prefix'] },
  pathExact: { emits: ['pathType: Exact'] },
  pathImplementation: { emits: ['pathType: ImplementationSpecific'] },
  wildcardHost: { emits: ["host: '*."], note: 'one label, as the specification says' },
  defaultBackend: { emits: ['defaultBackend:'] },
  tlsSecret: { emits: ['secretName:'] },
  tlsSecrets: { emits: ['secretName:'] },
  tlsIssued: { emits: ['cert-manager.io/cluster-issuer'] },
  tlsShared: { emits: ['secretName:'] },
  className: { emits: ['ingressClassName:'] },
  annotations: { emits: ['annotations:'] },
} as const satisfies Partial<Record<FeatureKey, IngressCell>>;

/** What no Ingress can say, whoever reads it. */
export const NOT_IN_THE_API = {
  otherNamespace: {
    instead: "put the route into the service's namespace, or route by the Gateway API: Routing.gateway",
  },
  splitMany: { instead: 'route by the Gateway API: Routing.gateway; or send shares to two services only' },
  methods: noMatch('methods'),
  headers: noMatch('headers'),
  headersRegex: noMatch('headers'),
  query: noMatch('query parameters'),
  queryRegex: noMatch('query parameters'),
} as const satisfies Partial<Record<FeatureKey, IngressCell>>;

function noMatch(what: string): IngressCell {
  return { instead: `let the service look at ${what}, or route by the Gateway API: Routing.gateway` };
}

/** A cell whose annotations are its name and a value. */
export function annotation(
  name: string,
  value: (rule: RouteRule) => string,
  more: Partial<IngressCan> = {},
): IngressCan {
  return { emits: [name], annotate: (rule) => ({ [name]: value(rule) }), ...more };
}

/** What a path becomes when its beginning is replaced; what follows starts with a /, once. */
export function joined(prefix: string): string {
  return prefix.replace(/\/+$/, '');
}

/** gRPC is HTTP/2, which these controllers speak with clients on their ports for TLS only. */
export function checkGrpcTls({ rules, tls }: RouteModel, at: Place): void {
  const index = rules.findIndex(({ grpc }) => grpc !== undefined);
  if (index < 0 || tls !== undefined) return;
  at.key('routes').item(index).key('grpc').complain({
    rule: 'grpc-without-tls',
    severity: 'unsafe',
    what: 'is given for a host without TLS, where the controller speaks no HTTP/2: no call arrives',
    got: 'no tls',
    allowed: 'gRPC calls beside tls',
    fix: 'write tls: Tls.platform(), or route by the Gateway API: Routing.gateway',
  });
}

/** A text that a regular expression takes as it stands. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
