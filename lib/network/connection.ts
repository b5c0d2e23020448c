import type { LabelSelector, NetworkPolicyPeer, NetworkPolicyPort } from '../kubernetes/generated';
import type { Port } from './ports';
import { namespaceNamed } from './target';

/** The other side of a connection: Pods of ours, or what a policy says of somebody else. */
export type Party =
  | { readonly pods: LabelSelector; readonly namespace?: string }
  | { readonly fields: NetworkPolicyPeer };

/** A connection as one of its two sides sees it. */
export interface Connection {
  /** Undefined for anybody. */
  readonly parties?: readonly Party[];
  /** Undefined for all ports. */
  readonly ports?: readonly NetworkPolicyPort[];
}

/** Whether a connection is stated by addresses, or with anybody. */
export function namesAddresses({ parties }: Connection): boolean {
  return parties === undefined || parties.some((party) => 'fields' in party && party.fields.ipBlock !== undefined);
}

/** What a policy's rule says of whom and where, the same for both directions. */
export interface PolicyRule {
  readonly peers?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
}

/** A port as a policy names it: by its number, because every network plugin knows numbers, and Services are gone by then. */
export function policyPort(port: Pick<Port, 'targetPort' | 'protocol'>): NetworkPolicyPort {
  return { protocol: port.protocol ?? 'TCP', port: port.targetPort };
}

/** Connections as rules: those of the same ports are one, and nobody is named twice for a port. */
export function policyRules(
  connections: readonly Connection[],
  ownNamespace: string | undefined,
): readonly PolicyRule[] {
  const rules = new Map<
    string,
    { readonly ports?: readonly NetworkPolicyPort[]; peers?: Map<string, NetworkPolicyPeer> }
  >();
  for (const { parties, ports } of connections) {
    const distinct = ports && distinctPorts(ports);
    const key = JSON.stringify(distinct?.map((port) => JSON.stringify(port)).sort() ?? 'all');
    const rule = rules.get(key) ?? { ports: distinct, peers: new Map() };
    rules.set(key, rule);
    if (parties === undefined) rule.peers = undefined;
    for (const party of parties ?? []) {
      const peer = peerFields(party, ownNamespace);
      rule.peers?.set(JSON.stringify(peer), peer);
    }
  }
  return withoutRepeats([...rules.values()]).map(({ peers, ports }) => ({
    peers: peers && [...peers.values()],
    ports,
  }));
}

interface GatheredRule {
  readonly ports?: readonly NetworkPolicyPort[];
  readonly peers?: ReadonlyMap<string, NetworkPolicyPeer>;
}

/** Leaves out who is let through to the same ports, and more, by another rule. */
function withoutRepeats(rules: readonly GatheredRule[]): readonly GatheredRule[] {
  return rules.flatMap((rule) => {
    const wider = rules.filter((other) => other !== rule && covers(other.ports, rule.ports));
    if (wider.length === 0 || rule.peers?.size === 0) return [rule];
    if (rule.peers === undefined) return wider.some(({ peers }) => peers === undefined) ? [] : [rule];
    const left = [...rule.peers].filter(([key]) => !wider.some(({ peers }) => peers === undefined || peers.has(key)));
    return left.length > 0 ? [{ ...rule, peers: new Map(left) }] : [];
  });
}

function covers(
  all: readonly NetworkPolicyPort[] | undefined,
  some: readonly NetworkPolicyPort[] | undefined,
): boolean {
  if (all === undefined) return true;
  const known = new Set(all.map((port) => JSON.stringify(port)));
  return some?.every((port) => known.has(JSON.stringify(port))) ?? false;
}

/** In ours as in other namespaces; where neither chart has one, both go to the namespace that the deployer chooses. */
function peerFields(party: Party, ownNamespace: string | undefined): NetworkPolicyPeer {
  if ('fields' in party) return party.fields;
  const podSelector = party.pods;
  if (party.namespace === ownNamespace) return { podSelector };
  return { namespaceSelector: party.namespace === undefined ? {} : namespaceNamed(party.namespace), podSelector };
}

function distinctPorts(ports: readonly NetworkPolicyPort[]): readonly NetworkPolicyPort[] {
  return [...new Map(ports.map((port) => [JSON.stringify(port), port])).values()];
}
