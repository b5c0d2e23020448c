import type { PodAffinity, PodSpec } from '../kubernetes/generated';
import type { PlacementFacts } from './colocation';
import { type ReadScheduling, type SchedulingFields, schedulingFields } from './scheduling';
import { nodeAntiAffinity, type ReadSpread, spreadConstraints } from './spread';

/** What of a Pod says where it runs. */
export type PlacementFields = SchedulingFields & Pick<PodSpec, 'topologySpreadConstraints'>;

/** Where the Pods of a workload run: what it says of nodes and of others, and how its own Pods are kept apart. */
export function placementFields(scheduling: ReadScheduling, spread: ReadSpread, self: PlacementFacts): PlacementFields {
  const { affinity, ...rest } = schedulingFields(scheduling, self.namespace);
  const podAntiAffinity = both(nodeAntiAffinity(spread, self.selector), affinity?.podAntiAffinity);
  return {
    ...rest,
    affinity: affinity || podAntiAffinity ? { ...affinity, podAntiAffinity } : undefined,
    topologySpreadConstraints: spreadConstraints(spread, self.selector),
  };
}

const TERMS = [
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
] as const;

function both(own: PodAffinity | undefined, others: PodAffinity | undefined): PodAffinity | undefined {
  if (!own || !others) return own ?? others;
  const lists = TERMS.map((key) => [key, [...(own[key] ?? []), ...(others[key] ?? [])]] as const);
  return Object.fromEntries(lists.filter(([, terms]) => terms.length > 0));
}
