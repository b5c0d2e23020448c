import type { Construct } from 'constructs';
import { TransportRoute, type TransportRouteProps } from './transport-route';

/**
 * A TCP port of the platform's Gateway that leads to one service: a database, a broker, one member of a cluster.
 *
 * Emits a TCPRoute (gateway.networking.k8s.io), and a ReferenceGrant where the service is in another namespace. An
 * Ingress knows HTTP only: there it is an error, which says what else there is. Wrong props are recorded, not thrown.
 */
export class TcpRoute extends TransportRoute {
  constructor(scope: Construct, id: string, props: TransportRouteProps) {
    super(scope, id, props, 'TCPRoute');
  }
}
