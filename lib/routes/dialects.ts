import type { RoutingFacts } from '../platform/routing';
import type { Dialect } from './dialect';
import { GATEWAY_DIALECT } from './gateway/gateway-dialect';
import { awsAlbDialect } from './ingress/aws-alb';
import { gceDialect } from './ingress/gce';
import { HAPROXY_DIALECT } from './ingress/haproxy';
import type { IngressDialect } from './ingress/ingress-dialect';
import { NGINX_DIALECT } from './ingress/nginx';
import { PLAIN_DIALECT } from './ingress/plain';
import { traefikDialect } from './ingress/traefik';

/** All dialects as they are without options: for the documentation, and for errors that name those which can. */
export const DIALECTS: readonly Dialect[] = [
  GATEWAY_DIALECT,
  NGINX_DIALECT,
  traefikDialect({ http: 'web', https: 'websecure' }),
  HAPROXY_DIALECT,
  awsAlbDialect({ scheme: 'internet-facing', targetType: 'ip' }),
  gceDialect({}),
  PLAIN_DIALECT,
];

/** The dialect of a platform's Ingresses. */
export function ingressDialect(routing: RoutingFacts | undefined): IngressDialect {
  const controller = routing?.dialect === 'ingress' ? routing.controller : undefined;
  switch (controller?.kind) {
    case 'nginx':
      return NGINX_DIALECT;
    case 'haproxy':
      return HAPROXY_DIALECT;
    case 'traefik':
      return traefikDialect(controller.entryPoints);
    case 'aws-alb':
      return awsAlbDialect(controller);
    case 'gce':
      return gceDialect(controller);
    default:
      return PLAIN_DIALECT;
  }
}
