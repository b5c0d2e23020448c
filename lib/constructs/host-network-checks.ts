import type { Place } from '../input/place';
import type { NetworkPolicyPort } from '../kubernetes/generated';
import { type Connection, namesAddresses } from '../network/connection';
import type { Endpoint } from '../network/endpoint';

/*
 * Network plugins leave Pods with the node's network out of podSelector and namespaceSelector, and take their traffic for
 * the node's: only ipBlock lets it through (kubernetes.io/docs/concepts/services-networking/network-policies,
 * «NetworkPolicy and hostNetwork pods»).
 */

/** Complains about the isolation of a workload for which policies do not hold. */
export function checkHostNetwork({ onHostNetwork }: Endpoint, at: Place): void {
  if (!onHostNetwork) return;
  at.key('isolation').complain({
    rule: 'isolation-on-host-network',
    severity: 'unsafe',
    what: "promises nothing: the Pods have the node's network, for which policies do not hold",
    got: 'hostNetwork: true',
    allowed: 'a network of its own, or Isolation.none()',
    fix: 'write isolation: Isolation.none()',
  });
}

/** Complains about callers on the node's network, which isolation keeps out unless the nodes' addresses are let in. */
export function checkCallingNodes({ onHostNetwork, stated: { callers } }: Endpoint, at: Place): void {
  if (onHostNetwork) return;
  const byAddress = callers.filter(namesAddresses);
  const shut = callers.flatMap(({ from, ports }) =>
    from?.onHostNetwork && !covered(ports, byAddress) ? [{ title: from.title, ports }] : [],
  );
  if (shut.length === 0) return;
  at.key('acceptsFrom').complain({
    rule: 'host-network-not-let-in',
    severity: 'unsafe',
    what: "keeps out callers whose Pods have the node's network: a policy can't name them by their labels, only the nodes' addresses",
    got: titles(shut),
    allowed: 'the addresses of the nodes, stated as callers',
    fix: `write acceptsFrom(Target.cidr('<nodes>'), { ports: [${numbers(shut)}] }) with the range of the nodes' addresses`,
  });
}

/** Complains about calls of Pods on the node's network, which full isolation closes unless the nodes' addresses are let out. */
export function checkCalledNodes({ onHostNetwork, stated: { calls } }: Endpoint, at: Place): void {
  if (onHostNetwork) return;
  const byAddress = calls.filter(namesAddresses);
  const shut = calls.flatMap(({ to, ports }) =>
    to?.onHostNetwork && !covered(ports, byAddress) ? [{ title: to.title, ports }] : [],
  );
  if (shut.length === 0) return;
  at.key('connectsTo').complain({
    rule: 'host-network-not-let-out',
    severity: 'unsafe',
    what: "goes to Pods that have the node's network: a policy can't name them by their labels, only the nodes' addresses",
    got: titles(shut),
    allowed: 'the addresses of the nodes, stated as what is called',
    fix: `write connectsTo(Target.cidr('<nodes>', { ports: [${numbers(shut)}] })) with the range of the nodes' addresses`,
  });
}

function covered(ports: readonly NetworkPolicyPort[] | undefined, by: readonly Connection[]): boolean {
  const open = by.flatMap(({ ports: all = [{ protocol: undefined, port: 1, endPort: 65535 }] }) => all);
  const isOpen = ({ protocol, port }: NetworkPolicyPort) =>
    open.some(
      (one) =>
        (one.protocol === undefined || one.protocol === protocol) &&
        Number(one.port) <= Number(port) &&
        Number(port) <= Number(one.endPort ?? one.port),
    );
  return ports?.every(isOpen) ?? false;
}

interface Shut {
  readonly title: string;
  readonly ports?: readonly NetworkPolicyPort[];
}

function titles(shut: readonly Shut[]): string {
  return [...new Set(shut.map(({ title }) => title))].join(', ');
}

/** The ports as `Target.cidr` takes them. */
function numbers(shut: readonly Shut[]): string {
  const all = shut.flatMap(({ ports = [] }) => ports);
  const written = all.map(({ port, protocol }) =>
    protocol === 'TCP' ? `${port}` : `{ port: ${port}, protocol: '${protocol}' }`,
  );
  return [...new Set(written)].join(', ');
}
