import type { GatewaySpecListeners } from '../../kubernetes/generated';
import { hostsMeet } from '../../manifests/hosts';
import type { GatewayRouting } from '../../platform/routing';

/** What a listener that a route is attached to speaks. */
export type Speaks = keyof GatewayRouting['listeners'];

const PROTOCOLS: Readonly<Record<Speaks, string>> = { http: 'HTTP', https: 'HTTPS', tls: 'TLS' };

/**
 * The listeners that a route of these hosts is attached to: the one that the platform names; of a Gateway of ours, for each
 * host the one whose own host is nearest to it, as the Gateway itself chooses.
 */
export function parentRefsOf(gateway: GatewayRouting, speaks: Speaks, hosts: readonly string[]) {
  const { name, namespace, listeners, own } = gateway;
  const able =
    own?.spec.listeners.filter(
      // TLS that is ended here is for connections: a TcpRoute names its listener.
      ({ protocol, tls }) => protocol === PROTOCOLS[speaks] && (protocol !== 'TLS' || tls?.mode === 'Passthrough'),
    ) ?? [];
  const found = new Set((hosts.length > 0 ? hosts : ['']).flatMap((host) => nearestListeners(able, host)));
  const sections = found.size > 0 ? [...found] : [listeners[speaks]];
  return sections.map((sectionName) => ({ name, namespace, sectionName }));
}

function nearestListeners(listeners: readonly GatewaySpecListeners[], host: string): readonly string[] {
  const taking = listeners.filter(({ hostname }) => hostname === undefined || hostsMeet(hostname, host));
  // A wildcard, and a route of all hosts, can have a share in several.
  if (host === '' || host.startsWith('*.')) return taking.map(({ name }) => name);
  const length = ({ hostname }: GatewaySpecListeners) =>
    hostname === host ? Number.POSITIVE_INFINITY : (hostname?.length ?? 0);
  const most = Math.max(...taking.map(length));
  return taking.filter((one) => length(one) === most).map(({ name }) => name);
}
