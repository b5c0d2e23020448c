import { CLUSTER_DNS } from '../../network/dns';
import { Spread } from '../../placement/spread';
import { Isolation } from '../../platform/isolation';
import { CLUSTER, type DefaultRow, POD, REPLICATED, row, SERVICE, WORKLOADS } from './row';

/** Where Pods are, who may call them, and what becomes of them in a drain. */
export const SURROUNDINGS: readonly DefaultRow[] = [
  row('spread', REPLICATED, [], 'spread', 'DoNotSchedule', 'a node or zone that fails takes only some of the Pods', {
    emitted: {
      [`${POD}.topologySpreadConstraints[0].whenUnsatisfiable`]: 'ScheduleAnyway',
      [`${POD}.affinity.podAntiAffinity`]: undefined,
    },
    other: { spread: Spread.hard() },
    value: 'hard',
  }),
  row(
    'disruptionMaxUnavailable',
    REPLICATED,
    ['PodDisruptionBudget spec.maxUnavailable'],
    'disruption.maxUnavailable',
    2,
    'a drain takes one Pod after the other',
  ),
  row(
    'unhealthyPodEvictionPolicyOfServices',
    SERVICE,
    ['PodDisruptionBudget spec.unhealthyPodEvictionPolicy'],
    'disruption.unhealthyPodEvictionPolicy',
    'IfHealthyBudget',
    'a broken Pod does not block a drain for ever',
  ),
  row(
    'unhealthyPodEvictionPolicyOfClusters',
    CLUSTER,
    ['PodDisruptionBudget spec.unhealthyPodEvictionPolicy'],
    'disruption.unhealthyPodEvictionPolicy',
    'AlwaysAllow',
    'a member that is not ready may still hold the only copy',
  ),
  row('networkPolicy', WORKLOADS, [], 'networkPolicy', undefined, 'callers reach the declared ports alone', {
    emitted: { NetworkPolicy: undefined },
    other: { networkPolicy: false },
    value: false,
  }),
  row(
    'isolation',
    ['StatelessService'],
    [],
    'isolation',
    { to: CLUSTER_DNS[0]?.peers, ports: CLUSTER_DNS[0]?.ports },
    'a connection that nobody stated is not closed silently',
    {
      emitted: { 'NetworkPolicy spec.ingress': undefined, 'NetworkPolicy spec.egress[0]': {} },
      other: { isolation: Isolation.full() },
      value: 'full',
    },
  ),
];
