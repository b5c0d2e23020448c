import type { NetworkPolicyPort } from '../kubernetes/generated';
import { namespaceNamed, type TargetFacts } from './target';

/** Answers that don't fit in a datagram come over TCP. */
export const DNS_PORTS: readonly NetworkPolicyPort[] = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];

/**
 * The cluster's DNS servers where the platform names no others: CoreDNS and kube-dns carry this label in every
 * distribution that follows kubeadm's add-on (kubernetes/kubernetes, cluster/addons/dns/coredns).
 */
export const CLUSTER_DNS: readonly TargetFacts[] = [
  {
    peers: [
      {
        namespaceSelector: namespaceNamed('kube-system'),
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
    ],
    ports: DNS_PORTS,
  },
];
