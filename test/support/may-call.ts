import { BlockList, isIPv6 } from 'node:net';
import type { Manifest } from '../../lib/manifests/manifest';

/** A Pod as NetworkPolicies see it. */
export interface TestPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** One end of a call: a Pod, or an address outside the cluster. */
export type End = TestPod | { readonly address: string };

/** What of a policy is looked at, spelled as the API spells it. */
interface Policy {
  readonly metadata: { readonly namespace?: string };
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}
interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: string[];
  }[];
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port?: number; readonly endPort?: number; readonly protocol?: string }[];
}

/** A port that is called: the one that the Pod listens on. */
export interface CalledPort {
  readonly port: number;
  readonly protocol?: string;
}

/** The cluster in which a call is tried. */
export interface Cluster {
  readonly manifests: readonly Manifest[];
  /** Where charts without a namespace are deployed. */
  readonly deployedTo?: string;
  /** Labels of namespaces, beside the one that each has by its name. */
  readonly namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Whether one end may call a port of another, as the NetworkPolicy API defines it: a Pod that no policy selects for a
 * direction is open in it; otherwise at least one rule of those policies must let the call through; and both ends must
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation).
 */
export function mayCall(cluster: Cluster, from: End, to: End, port: CalledPort): boolean {
  const open = (pod: End, direction: 'Ingress' | 'Egress', other: End) => {
    if ('address' in pod) return true;
    const policies = policiesOf(cluster).filter((policy) => selects(policy, pod, direction, cluster));
    if (policies.length === 0) return true;
    return policies.some((policy) => {
      const rules = (direction === 'Ingress' ? policy.spec.ingress : policy.spec.egress) ?? [];
      return rules.some((rule) => {
        const peers = direction === 'Ingress' ? rule.from : rule.to;
        const namespace = policy.metadata.namespace ?? cluster.deployedTo ?? 'default';
        return hasPort(rule, port) && (!peers?.length || peers.some((peer) => isPeer(peer, other, namespace, cluster)));
      });
    });
  };
  return open(from, 'Egress', to) && open(to, 'Ingress', from);
}

function policiesOf({ manifests }: Cluster): readonly Policy[] {
  return manifests.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as readonly Policy[];
}

function selects(policy: Policy, pod: TestPod, direction: 'Ingress' | 'Egress', { deployedTo }: Cluster): boolean {
  const { spec, metadata } = policy;
  // The API's default: ingress always, egress where the policy has rules for it.
  const types = spec.policyTypes ?? ['Ingress', ...(spec.egress ? ['Egress'] : [])];
  const namespace = metadata.namespace ?? deployedTo ?? 'default';
  return types.includes(direction) && namespace === pod.namespace && matches(spec.podSelector ?? {}, pod.labels);
}

function hasPort({ ports }: Rule, called: CalledPort): boolean {
  if (!ports?.length) return true;
  return ports.some(({ port, endPort, protocol = 'TCP' }) => {
    if (protocol !== (called.protocol ?? 'TCP')) return false;
    return port === undefined || (called.port >= port && called.port <= (endPort ?? port));
  });
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: Peer, end: End, own: string, cluster: Cluster): boolean {
  if ('address' in end) return ipBlock !== undefined && inBlock(ipBlock, end.address);
  if (ipBlock) return false;
  const labels = { 'kubernetes.io/metadata.name': end.namespace, ...cluster.namespaces?.[end.namespace] };
  const inNamespace = namespaceSelector ? matches(namespaceSelector, labels) : end.namespace === own;
  return inNamespace && matches(podSelector ?? {}, end.labels);
}

function inBlock({ cidr, except = [] }: NonNullable<Peer['ipBlock']>, address: string): boolean {
  const within = (range: string) => {
    const [net, bits] = range.split('/');
    const list = new BlockList();
    list.addSubnet(net!, Number(bits), isIPv6(net!) ? 'ipv6' : 'ipv4');
    return isIPv6(net!) === isIPv6(address) && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  };
  return within(cidr) && !except.some(within);
}

function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Readonly<Record<string, string>>) {
  const holds = ({ key, operator, values = [] }: NonNullable<Selector['matchExpressions']>[number]) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const isIn = value !== undefined && values.includes(value);
    return operator === 'In' ? isIn : !isIn;
  };
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every(holds);
}
