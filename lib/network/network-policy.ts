import type { NetworkPolicyIngressRule, NetworkPolicySpec } from '../kubernetes/generated';
import type { Port } from './ports';

/**
 * The policy of a workload without isolation: callers from anywhere reach the declared ports and nothing else; members
 * alone reach what is for peers only; the workload itself may call anything.
 */
export function networkPolicyFields(
  ports: readonly Port[],
  selector: Readonly<Record<string, string>>,
): NetworkPolicySpec {
  const podSelector = { matchLabels: selector };
  const open = ports.filter((port) => !port.peersOnly);
  const peers = ports.filter((port) => port.peersOnly);
  const ingress: NetworkPolicyIngressRule[] = [];
  if (open.length > 0) ingress.push({ ports: open.map(policyPort) });
  if (peers.length > 0) ingress.push({ from: [{ podSelector }], ports: peers.map(policyPort) });
  return {
    podSelector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: ingress.length > 0 ? ingress : undefined,
    egress: [{}],
  };
}

function policyPort(port: Port) {
  // The number, not the name: every network plugin knows numbers.
  return { protocol: port.protocol ?? 'TCP', port: port.targetPort };
}
