import type { GatewayApi } from '../kubernetes/schema';
import type { ControllerFacts } from '../platform/ingress-controller';
import type { GatewayRouting, RoutingFacts } from '../platform/routing';
import type { Can } from './dialect';
import { missingRelease } from './dialect';
import { backendRef } from './gateway/http-route';
import { apiVersionOf } from './gateway/names';
import { referenceGrants } from './gateway/reference-grants';
import type { RouteObject, WeightedBackend } from './model';

/** What goes through a Gateway without being understood: connections, or packets. */
export type TransportKind = 'TCPRoute' | 'UDPRoute';

/** A route of a whole port, as read. */
export interface TransportModel {
  readonly kind: TransportKind;
  readonly name: string;
  readonly namespace?: string;
  /** The Gateway's listener. */
  readonly listener: string;
  readonly backends: readonly WeightedBackend[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Both kinds came to the standard channel with v1.6: config/crd/standard of the releases. */
const CAN: Can = { emits: [], standardSince: '1.6', experimentalSince: '1.4' };

/** The route, and the grants that it needs. */
export function transportObjects(route: TransportModel, gateway: GatewayRouting): readonly RouteObject[] {
  const { kind, name, listener, annotations, backends } = route;
  const refs = backends.map(({ backend, weight }) => ({
    ...backendRef(backend, route),
    ...(backends.length > 1 ? { weight } : {}),
  }));
  const spec = {
    parentRefs: [{ name: gateway.name, namespace: gateway.namespace, sectionName: listener }],
    rules: [{ backendRefs: refs }],
  };
  const asking = [{ kind, backends: backends.map(({ backend }) => backend) }];
  return [
    { apiVersion: apiVersionOf(kind, gateway), kind, name, annotations, spec },
    ...referenceGrants(route, asking, gateway),
  ];
}

/** Why a platform cannot say such a route, and what else there is; undefined where it can. */
export function transportRefusal(kind: TransportKind, routing: RoutingFacts | undefined) {
  if (routing?.dialect === 'gateway') return gatewayRefusal(kind, routing);
  const [title, more] = INSTEAD[routing?.controller?.kind ?? 'any'];
  const layer = kind === 'TCPRoute' ? 'TCP' : 'UDP';
  return {
    what: `is a route of ${layer}, which ${title} cannot say: it knows HTTP only`,
    allowed: 'a platform with Routing.gateway',
    fix: [LOAD_BALANCER, more[layer], 'or route by the Gateway API: Routing.gateway']
      .filter((text) => text !== undefined)
      .join('; '),
  };
}

const LOAD_BALANCER =
  'give the service a port of its own: serviceType: ServiceType.loadBalancer() or .nodePort(), for members memberServices: { type: … }';

/**
 * What controllers of Ingress have besides. Sources: ingress-nginx docs/user-guide/exposing-tcp-udp-services.md; Traefik's
 * IngressRouteTCP and IngressRouteUDP; haproxytech/kubernetes-ingress documentation/custom-resource-tcp.md; the AWS Load
 * Balancer Controller makes Network Load Balancers for Services.
 */
const INSTEAD: Readonly<
  Record<
    ControllerFacts['kind'] | 'any',
    readonly [title: string, more: { readonly TCP?: string; readonly UDP?: string }]
  >
> = {
  nginx: [
    'Ingress with nginx',
    {
      TCP: "name it in the controller's ConfigMap tcp-services",
      UDP: "name it in the controller's ConfigMap udp-services",
    },
  ],
  traefik: [
    'Ingress with Traefik',
    {
      TCP: "add an IngressRouteTCP: KubernetesObject.custom(…, { apiVersion: 'traefik.io/v1alpha1', … })",
      UDP: "add an IngressRouteUDP: KubernetesObject.custom(…, { apiVersion: 'traefik.io/v1alpha1', … })",
    },
  ],
  haproxy: ['Ingress with HAProxy', { TCP: "add the controller's custom resource TCP: KubernetesObject.custom(…)" }],
  'aws-alb': ['Ingress with AWS ALB', {}],
  gce: ['Ingress with GCE', {}],
  any: ['Ingress', {}],
};

function gatewayRefusal(kind: TransportKind, gateway: GatewayApi) {
  const missing = missingRelease(CAN, gateway);
  if (missing === undefined) return undefined;
  return {
    what: `is a ${kind}, which the ${gateway.channel} channel of Gateway API ${gateway.version} does not have`,
    allowed: missing,
    fix: `${LOAD_BALANCER}; or install ${missing.split(', or ').at(-1)}, and say so in the platform's Routing.gateway`,
  };
}
