import { isIPv6 } from 'node:net';
import { DNS_PORTS } from './dns';
import type { TargetFacts } from './target';

/** What decides whom a Pod asks for names: its `dnsPolicy`, and the name servers of its `dnsConfig`. */
export interface ResolverInput {
  readonly dnsPolicy?: string;
  readonly dnsConfig?: { readonly nameservers?: readonly string[] };
}

/**
 * Whom a Pod asks for names, for its policy: the cluster's servers unless its policy leaves them out, and those that it
 * names itself (kubernetes.io/docs/concepts/services-networking/dns-pod-service, «Pod's DNS Policy»). With 'Default' it asks
 * those of its node, too, which nobody here knows.
 */
export function resolvers(
  { dnsPolicy, dnsConfig }: ResolverInput,
  cluster: readonly TargetFacts[],
): readonly TargetFacts[] {
  const asksCluster = dnsPolicy !== 'None' && dnsPolicy !== 'Default';
  const own = (dnsConfig?.nameservers ?? []).map((address) => ({
    ipBlock: { cidr: `${address}/${isIPv6(address) ? 128 : 32}` },
  }));
  return [...(asksCluster ? cluster : []), ...(own.length > 0 ? [{ peers: own, ports: DNS_PORTS }] : [])];
}
