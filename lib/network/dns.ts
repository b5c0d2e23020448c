import { namespaceNamed, type TargetFacts } from './target';

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
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  },
];
