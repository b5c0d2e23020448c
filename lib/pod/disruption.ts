import { objectName } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { oneOf } from '../input/readers';
import type { PodDisruptionBudgetSpec } from '../kubernetes/generated';
import { share } from './share';

/** How many Pods a node drain or another voluntary disruption may take at once. */
export interface DisruptionProps {
  /**
   * The name of the PodDisruptionBudget, where a running one is to be adopted: with two of them for one Pod, no drain gets
   * past it.
   * @default - the objects' name
   */
  readonly name?: string;
  /**
   * Pods that may be missing at once: a number, or a share such as `25%` (rounded up).
   * @default 1; none with minAvailable
   */
  readonly maxUnavailable?: number | string;
  /**
   * Pods that must stay, instead of `maxUnavailable`: a number, or a share such as `50%` (rounded up). A number does not
   * grow with the workload.
   * @default - what maxUnavailable leaves
   */
  readonly minAvailable?: number | string;
  /**
   * Whether Pods that are not ready may always be evicted: otherwise a broken Pod can block a drain for ever.
   * @default 'AlwaysAllow' for a StatelessService, 'IfHealthyBudget' for a StatefulCluster
   */
  readonly unhealthyPodEvictionPolicy?: 'AlwaysAllow' | 'IfHealthyBudget';
}

const FIELDS = {
  name: optional(objectName),
  maxUnavailable: optional(share(100)),
  minAvailable: optional(share(100)),
  unhealthyPodEvictionPolicy: optional(oneOf<'AlwaysAllow' | 'IfHealthyBudget'>('AlwaysAllow', 'IfHealthyBudget')),
};

export const DISRUPTION = shape<DisruptionProps>()('disruption', FIELDS);

/** Disruption options as read. */
export type ReadDisruption = Partial<ReadOf<typeof FIELDS>>;

/** How many of some Pods a number or a share is: the disruption controller rounds both up. */
function podsOf(given: number | string, pods: number): number {
  return typeof given === 'number' ? given : Math.ceil((Number.parseInt(given, 10) * pods) / 100);
}

/** Complains about two answers to one question, and about a budget with which no node could ever be drained. */
export function checkDisruption(read: ReadDisruption, pods: number, at: Place): void {
  const { maxUnavailable, minAvailable } = read;
  if (maxUnavailable !== undefined && minAvailable !== undefined) {
    at.key('minAvailable').complain({
      rule: 'disruption-conflict',
      what: 'is given beside maxUnavailable: the API server takes one of the two',
      got: minAvailable,
      allowed: 'minAvailable or maxUnavailable',
      fix: 'remove minAvailable',
    });
    return;
  }
  const key = minAvailable === undefined ? 'maxUnavailable' : 'minAvailable';
  const given = read[key];
  // Where there is one Pod at most, there is no budget.
  if (given === undefined || pods < 2 || mayGo(read, pods) > 0) return;
  at.key(key).complain({
    rule: 'disruption-blocks-drains',
    severity: 'unsafe',
    what: `lets none of ${pods} Pods go: a node with one of them could never be drained`,
    got: given,
    allowed: key === 'maxUnavailable' ? 'at least 1' : `less than all ${pods}, rounded up`,
    fix: 'write maxUnavailable: 1, or leave it out',
  });
}

function mayGo({ maxUnavailable, minAvailable }: ReadDisruption, pods: number): number {
  if (minAvailable !== undefined) return pods - podsOf(minAvailable, pods);
  return maxUnavailable === undefined ? 1 : podsOf(maxUnavailable, pods);
}

/** The members that a cluster needs to decide: more than half. */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** Complains about a budget that lets the majority of a cluster go. */
export function checkQuorum(read: ReadDisruption, members: number, at: Place): void {
  const spare = Math.max(members - majority(members), 1);
  if (mayGo(read, members) <= spare) return;
  const key = read.minAvailable === undefined ? 'maxUnavailable' : 'minAvailable';
  at.key(key).complain({
    rule: 'disruption-takes-quorum',
    severity: 'unsafe',
    what: `lets a drain take the majority: ${majority(members)} of ${members} members must stay`,
    got: read[key],
    allowed:
      key === 'maxUnavailable'
        ? `at most ${spare} for ${members} members`
        : `at least ${members - spare} for ${members} members`,
    fix: `leave ${key} out: one may go at a time`,
  });
}

/** The budget, for workloads of two Pods or more: with one, it would block every drain. */
export function disruptionFields(
  read: ReadDisruption,
  selector: Readonly<Record<string, string>>,
  fallback: Required<Pick<ReadDisruption, 'maxUnavailable' | 'unhealthyPodEvictionPolicy'>>,
): PodDisruptionBudgetSpec {
  const { minAvailable, maxUnavailable = minAvailable === undefined ? fallback.maxUnavailable : undefined } = read;
  return {
    minAvailable,
    maxUnavailable,
    unhealthyPodEvictionPolicy: read.unhealthyPodEvictionPolicy ?? fallback.unhealthyPodEvictionPolicy,
    selector: { matchLabels: selector },
  };
}
