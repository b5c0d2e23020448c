import type { GatewayRouting } from '../../platform/routing';
import type { RouteModel, RouteObject } from '../model';
import { parentRefsOf, type Speaks } from './attach';
import { backendRef, grpcRules, httpRules } from './http-route';
import { apiVersionOf, GROUP } from './names';
import { referenceGrants } from './reference-grants';

/** The objects of the Gateway API for a route: its HTTPRoute, GRPCRoute or TLSRoute, and what they need beside them. */
export function gatewayObjects(route: RouteModel, gateway: GatewayRouting): readonly RouteObject[] {
  return [
    ...routesOf(route, gateway),
    ...defaultRoute(route, gateway),
    ...httpsRedirect(route, gateway),
    ...listenerSet(route, gateway),
    ...certificate(route),
    ...grants(route, gateway),
  ];
}

/** With a certificate of its own a route has listeners of its own, otherwise those of the Gateway. */
function parentRefs(route: RouteModel, gateway: GatewayRouting) {
  const { tls, name, httpsRedirect } = route;
  const of = (speaks: Speaks) => parentRefsOf(gateway, speaks, route.hosts);
  const plain = tls === undefined || httpsRedirect === false ? of('http') : [];
  if (tls === undefined) return plain;
  if (tls.kind === 'platform') return [...of('https'), ...plain];
  if (tls.kind === 'passthrough') return of('tls');
  return [{ group: GROUP, kind: 'ListenerSet', name: tls.kind === 'shared' ? tls.route : name }, ...plain];
}

function object(
  route: RouteModel,
  kind: string,
  gateway: GatewayRouting,
  spec: object,
  name = route.name,
): RouteObject {
  const annotations = Object.keys(route.annotations).length > 0 ? { annotations: route.annotations } : {};
  return { apiVersion: apiVersionOf(kind, gateway), kind, name, ...annotations, spec };
}

function routesOf(route: RouteModel, gateway: GatewayRouting): readonly RouteObject[] {
  const { hosts, rules, tls } = route;
  const attached = { parentRefs: parentRefs(route, gateway), hostnames: hosts };
  if (tls?.kind === 'passthrough') {
    const backendRefs = rules.flatMap(({ backends }) => backends).map(({ backend }) => backendRef(backend, route));
    return [object(route, 'TLSRoute', gateway, { ...attached, rules: [{ backendRefs }] })];
  }
  const http = rules.filter(({ grpc }) => grpc === undefined);
  const grpc = rules.filter(({ grpc }) => grpc !== undefined);
  return [
    ...(http.length > 0
      ? [object(route, 'HTTPRoute', gateway, { ...attached, rules: http.flatMap((rule) => httpRules(rule, route)) })]
      : []),
    ...(grpc.length > 0
      ? [object(route, 'GRPCRoute', gateway, { ...attached, rules: grpc.flatMap((rule) => grpcRules(rule, route)) })]
      : []),
  ];
}

/** A route of no host takes what no other takes. */
function defaultRoute(route: RouteModel, gateway: GatewayRouting): readonly RouteObject[] {
  if (route.defaultBackend === undefined) return [];
  const speaks: readonly Speaks[] = route.tls === undefined ? ['http'] : ['http', 'https'];
  const spec = {
    // The route's own listeners take the requests of its hosts.
    parentRefs: [
      ...parentRefs(route, gateway).filter((ref) => 'kind' in ref),
      ...speaks.flatMap((one) => parentRefsOf(gateway, one, [])),
    ],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [backendRef(route.defaultBackend, route)],
      },
    ],
  };
  return [object(route, 'HTTPRoute', gateway, spec, `${route.name}-default`)];
}

function httpsRedirect(route: RouteModel, gateway: GatewayRouting): readonly RouteObject[] {
  if (route.httpsRedirect !== true || route.hosts.length === 0) return [];
  const spec = {
    parentRefs: parentRefsOf(gateway, 'http', route.hosts),
    hostnames: route.hosts,
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
      },
    ],
  };
  return [object(route, 'HTTPRoute', gateway, spec, `${route.name}-https-redirect`)];
}

/** A listener for each host with its certificate, beside those of the Gateway. */
function listenerSet(route: RouteModel, gateway: GatewayRouting): readonly RouteObject[] {
  const { tls } = route;
  if (tls?.kind !== 'issued' && tls?.kind !== 'secrets') return [];
  const secrets = tls.kind === 'issued' ? [tls.secret] : tls.secrets;
  const listeners = secrets.flatMap(({ hosts, secretName }) =>
    hosts.map((hostname) => ({
      name: listenerName(hostname),
      hostname,
      port: 443,
      protocol: 'HTTPS',
      tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: secretName }] },
      allowedRoutes: { namespaces: { from: 'Same' } },
    })),
  );
  const spec = { parentRef: { name: gateway.name, namespace: gateway.namespace }, listeners };
  return [object(route, 'ListenerSet', gateway, spec)];
}

/**
 * `a.example.com` → `a-example-com`. Names in a ListenerSet are unique: a - of the host is doubled, and a wildcard has one
 * that no host can have, since no part of it ends with -.
 */
function listenerName(hostname: string): string {
  return hostname.replace(/-/g, '--').replace(/^\*\./, 'wildcard--').replace(/\./g, '-');
}

/** cert-manager's Certificate, which its controller makes of an annotation on Ingresses only. */
function certificate({ tls }: RouteModel): readonly RouteObject[] {
  return tls?.kind === 'issued' ? [certificateOf(tls.secret.secretName, tls.secret.hosts, tls.issuer)] : [];
}

/** A Certificate for hosts, in a Secret of its own name. */
export function certificateOf(
  secretName: string,
  dnsNames: readonly string[],
  { kind, name }: { readonly kind: string; readonly name: string },
): RouteObject {
  const issuerRef = { group: 'cert-manager.io', kind, name };
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    name: secretName,
    spec: { secretName, issuerRef, dnsNames },
  };
}

/** Which kinds refer to which Services. */
function grants(route: RouteModel, gateway: GatewayRouting): readonly RouteObject[] {
  const { rules, defaultBackend, tls } = route;
  const asking = rules.map(({ grpc, backends, canary }) => ({
    kind: tls?.kind === 'passthrough' ? 'TLSRoute' : grpc ? 'GRPCRoute' : 'HTTPRoute',
    backends: [...backends.map(({ backend }) => backend), ...(canary ? [canary.backend] : [])],
  }));
  const byDefault = defaultBackend ? [{ kind: 'HTTPRoute', backends: [defaultBackend] }] : [];
  return referenceGrants(route, [...asking, ...byDefault], gateway);
}
