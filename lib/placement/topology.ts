/** What counts as one place: a node, a zone, a region. */
export type Topology = 'nodes' | 'zones' | 'regions';

/** The labels of nodes. Source: Kubernetes documentation, «Well-Known Labels, Annotations and Taints». */
export const TOPOLOGY_KEYS: Readonly<Record<Topology, string>> = {
  nodes: 'kubernetes.io/hostname',
  zones: 'topology.kubernetes.io/zone',
  regions: 'topology.kubernetes.io/region',
};
