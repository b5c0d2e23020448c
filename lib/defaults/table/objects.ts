import { type DefaultRow, row, SERVICE } from './row';

/** What other objects than workloads say. */
export const OBJECTS: readonly DefaultRow[] = [
  row(
    'podSecurityLevel',
    ['Namespace'],
    ['enforce', 'audit', 'warn'].map((mode) => `Namespace metadata.labels[pod-security.kubernetes.io/${mode}]`),
    'podSecurity.enforce',
    'baseline',
    'our workloads keep it unless they say otherwise',
    { other: { podSecurity: { enforce: 'baseline', audit: 'baseline', warn: 'baseline' } } },
  ),
  row(
    'podSecurityVersion',
    ['Namespace'],
    ['enforce', 'audit', 'warn'].map((mode) => `Namespace metadata.labels[pod-security.kubernetes.io/${mode}-version]`),
    'podSecurity.version',
    'v1.35',
    "Kubernetes' own, written out because an upgrade of the cluster changes what it means",
  ),
  row(
    'pathType',
    ['IngressRoute'],
    ['Ingress spec.rules[0].http.paths[0].pathType'],
    'routes[].pathType',
    'Exact',
    'a path means what is below it, on every controller',
  ),
  row(
    'kubernetesVersion',
    SERVICE,
    [],
    'platform.kubernetesVersion',
    '1.35',
    'what a chart without a platform gives is accepted by every supported release',
    { other: {} },
  ),
];
