import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { oneOf, whole } from '../input/readers';
import type { PodDisruptionBudgetSpec } from '../kubernetes/generated';

/** How many Pods a node drain or another voluntary disruption may take at once. */
export interface DisruptionProps {
  /**
   * Pods that may be missing at once.
   * @default 1
   */
  readonly maxUnavailable?: number;
  /**
   * Whether Pods that are not ready may always be evicted: otherwise a broken Pod can block a drain for ever.
   * @default 'AlwaysAllow' for a StatelessService, 'IfHealthyBudget' for a StatefulCluster
   */
  readonly unhealthyPodEvictionPolicy?: 'AlwaysAllow' | 'IfHealthyBudget';
}

const FIELDS = {
  maxUnavailable: optional(whole(1)),
  unhealthyPodEvictionPolicy: optional(oneOf<'AlwaysAllow' | 'IfHealthyBudget'>('AlwaysAllow', 'IfHealthyBudget')),
};

export const DISRUPTION = shape<DisruptionProps>()('disruption', FIELDS);

/** Disruption options as read. */
export type ReadDisruption = Partial<ReadOf<typeof FIELDS>>;

/** The members that a cluster needs to decide: more than half. */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** Complains about a budget that lets the majority of a cluster go. */
export function checkQuorum(read: ReadDisruption, members: number, at: Place): void {
  const spare = members - majority(members);
  if (read.maxUnavailable === undefined || read.maxUnavailable <= Math.max(spare, 1)) return;
  at.key('maxUnavailable').complain({
    rule: 'disruption-takes-quorum',
    severity: 'unsafe',
    what: `lets a drain take the majority: ${majority(members)} of ${members} members must stay`,
    got: read.maxUnavailable,
    allowed: `at most ${Math.max(spare, 1)} for ${members} members`,
    fix: 'leave maxUnavailable out: the default is 1',
  });
}

/** The budget, for workloads of two Pods or more: with one, it would block every drain. */
export function disruptionFields(
  read: ReadDisruption,
  selector: Readonly<Record<string, string>>,
  fallback: Required<Pick<DisruptionProps, 'maxUnavailable' | 'unhealthyPodEvictionPolicy'>>,
): PodDisruptionBudgetSpec {
  return {
    maxUnavailable: read.maxUnavailable ?? fallback.maxUnavailable,
    unhealthyPodEvictionPolicy: read.unhealthyPodEvictionPolicy ?? fallback.unhealthyPodEvictionPolicy,
    selector: { matchLabels: selector },
  };
}
