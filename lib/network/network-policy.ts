import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicySpec } from '../kubernetes/generated';
import type { IsolationLevel } from '../platform/isolation';
import { type Connection, policyPort, policyRules } from './connection';
import type { Port } from './ports';

type Selector = Readonly<Record<string, string>>;

/** What a workload's policy is made from. */
export interface PolicyInput {
  readonly selector: Selector;
  /** Undefined where the deployer decides. */
  readonly namespace?: string;
  readonly ports: readonly Port[];
  readonly isolation: IsolationLevel;
  /** Whether its Pods call each other on all their ports. */
  readonly membersTalk: boolean;
  /** Who calls it, and on which of its ports. */
  readonly callers: readonly Connection[];
  /** What it calls. */
  readonly calls: readonly Connection[];
}

/**
 * The policy of a workload. Without isolation callers from anywhere reach the declared ports and nothing else, members
 * alone reach what is for peers only, and the workload itself may call anything. Under isolation it lets through what is
 * stated, and nothing else.
 */
export function networkPolicyFields(input: PolicyInput): NetworkPolicySpec {
  const ingress = input.isolation === 'none' ? openIngress(input) : isolatedIngress(input);
  return {
    podSelector: { matchLabels: input.selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: ingress.length > 0 ? ingress : undefined,
    egress: input.isolation === 'full' ? isolatedEgress(input) : [{}],
  };
}

function openIngress({ ports, selector, callers, namespace }: PolicyInput): readonly NetworkPolicyIngressRule[] {
  const open = ports.filter((port) => !port.peersOnly).map(policyPort);
  const peers = ports.filter((port) => port.peersOnly).map(policyPort);
  const declared = new Set([...open, ...peers].map((port) => JSON.stringify(port)));
  // What is stated of other ports than the declared ones opens those too.
  const others = callers
    .map((caller) => ({ ...caller, ports: caller.ports?.filter((port) => !declared.has(JSON.stringify(port))) }))
    .filter((caller) => caller.ports === undefined || caller.ports.length > 0);
  return [
    ...(open.length > 0 ? [{ ports: open }] : []),
    ...(peers.length > 0 ? [{ from: [{ podSelector: { matchLabels: selector } }], ports: peers }] : []),
    ...ingressRules(others, namespace),
  ];
}

function isolatedIngress(input: PolicyInput): readonly NetworkPolicyIngressRule[] {
  return ingressRules([...members(input), ...input.callers], input.namespace);
}

function isolatedEgress(input: PolicyInput): readonly NetworkPolicyEgressRule[] | undefined {
  const rules = policyRules([...members(input), ...input.calls], input.namespace);
  return rules.length > 0 ? rules.map(({ peers, ports }) => ({ to: peers, ports })) : undefined;
}

function ingressRules(callers: readonly Connection[], namespace: string | undefined): NetworkPolicyIngressRule[] {
  return policyRules(callers, namespace).map(({ peers, ports }) => ({ from: peers, ports }));
}

function members({ membersTalk, selector, namespace, ports }: PolicyInput): readonly Connection[] {
  if (!membersTalk || ports.length === 0) return [];
  return [{ parties: [{ pods: { matchLabels: selector }, namespace }], ports: ports.map(policyPort) }];
}
