import { isObject } from '../input/reader';
import type { LabelSelector, NetworkPolicyPeer } from '../kubernetes/generated';
import { namespaceNamed } from './target';

/** What a cdk8s-plus value becomes in a manifest; the name is the same in all its releases. */
interface Kubelike<T> {
  _toKube(): T;
}

/** `NetworkPolicyPeerConfig` of cdk8s-plus, of any release, by its fields. */
interface PlusPeerConfig {
  readonly ipBlock?: Kubelike<NonNullable<NetworkPolicyPeer['ipBlock']>>;
  readonly podSelector?: {
    readonly labelSelector: Kubelike<LabelSelector>;
    readonly namespaces?: { readonly labelSelector?: Kubelike<LabelSelector>; readonly names?: readonly string[] };
  };
}

/** What a policy says of a cdk8s-plus workload, Pod selection, namespace or block of addresses; undefined for anything else. */
export function plusPeers(value: unknown): readonly NetworkPolicyPeer[] | undefined {
  const config = isObject(value) ? (value as PlusPeer).toNetworkPolicyPeerConfig?.() : undefined;
  if (config?.ipBlock) return [{ ipBlock: config.ipBlock._toKube() }];
  if (!config?.podSelector) return undefined;
  const podSelector = plain(config.podSelector.labelSelector._toKube());
  const namespaces = config.podSelector.namespaces;
  const byLabels = namespaces?.labelSelector && plain(namespaces.labelSelector._toKube());
  if (!namespaces?.names) return [{ ...(byLabels ? { namespaceSelector: byLabels } : {}), podSelector }];
  return namespaces.names.map((name) => ({
    namespaceSelector: { ...byLabels, matchLabels: { ...byLabels?.matchLabels, ...namespaceNamed(name).matchLabels } },
    podSelector,
  }));
}

interface PlusPeer {
  toNetworkPolicyPeerConfig?(): PlusPeerConfig;
}

/** Without the fields that are undefined, which would make equal selectors unequal. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
