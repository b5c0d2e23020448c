import type { Duration } from 'cdk8s';
import type { DefaultValues } from '../defaults/values';
import { seconds } from '../input/durations';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { nonEmptyText, oneOf, whole } from '../input/readers';
import { minorOf } from '../kubernetes/faults';
import type { PersistentVolumeClaim, PodTemplateSpec, StatefulSetSpec } from '../kubernetes/generated';
import { majority } from './disruption';
import { isZero, share } from './share';

/** How a StatefulSet gets from one version to the next: member by member, the highest ordinal first. */
export interface StatefulRolloutProps {
  /**
   * 'OnDelete' changes a member only when somebody deletes its Pod.
   * @default 'RollingUpdate'
   */
  readonly strategy?: 'RollingUpdate' | 'OnDelete';
  /**
   * How many members, counted from the first, stay as they are: one less than the number of members makes the last one a
   * canary. `firstOrdinal` does not matter.
   * @default - all members change
   */
  readonly partition?: number;
  /**
   * How many members may be missing while the others change: a number, or a percentage that is rounded up. Kubernetes
   * ignores it where its gate MaxUnavailableStatefulSet is off: before 1.37, but for 1.35.0 to 1.35.3.
   * @default - Kubernetes' default of 1
   */
  readonly maxUnavailable?: number | string;
  /**
   * How long a new member must be ready before the next one changes.
   * @default - Kubernetes' default of 0
   */
  readonly minReady?: number | Duration;
  /**
   * Old revisions that are kept to roll back to.
   * @default 10
   */
  readonly revisionHistoryLimit?: number;
  /** A text whose change restarts the members, one after the other. @default - none */
  readonly restartToken?: string;
}

/** What becomes of the members' claims. */
export interface RetentionProps {
  /** When the StatefulSet is deleted. 'Delete' destroys the data. @default 'Retain' */
  readonly whenDeleted?: 'Retain' | 'Delete';
  /** When the number of members is lowered. 'Delete' destroys the data. @default 'Retain' */
  readonly whenScaled?: 'Retain' | 'Delete';
}

const ROLLOUT_FIELDS = {
  strategy: optional(oneOf<'RollingUpdate' | 'OnDelete'>('RollingUpdate', 'OnDelete')),
  partition: optional(whole(0)),
  maxUnavailable: optional(share(100)),
  minReady: optional(seconds(0)),
  revisionHistoryLimit: optional(whole(0)),
  restartToken: optional(nonEmptyText),
};
const RETENTION_FIELDS = {
  whenDeleted: optional(oneOf<'Retain' | 'Delete'>('Retain', 'Delete')),
  whenScaled: optional(oneOf<'Retain' | 'Delete'>('Retain', 'Delete')),
};

export const STATEFUL_ROLLOUT = shape<StatefulRolloutProps>()('rollout', ROLLOUT_FIELDS);
export const RETENTION = shape<RetentionProps>()('retention', RETENTION_FIELDS);

/** Rollout options as read. */
export type ReadStatefulRollout = Partial<ReadOf<typeof ROLLOUT_FIELDS>>;

/** All that a StatefulSet is made from. */
export interface StatefulSetInput {
  readonly members: number;
  readonly serviceName: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly template: PodTemplateSpec;
  readonly claims: readonly PersistentVolumeClaim[];
  readonly podManagementPolicy?: 'Parallel' | 'OrderedReady';
  readonly firstOrdinal?: number;
  readonly kubernetesVersion: string;
  readonly rollout: ReadStatefulRollout;
  readonly retention: Partial<ReadOf<typeof RETENTION_FIELDS>>;
}

/** What a rollout is judged by. */
export interface RolloutFacts {
  readonly members: number;
  /** Whether members decide by majority. */
  readonly quorum: boolean;
  readonly kubernetesVersion: string;
}

/** Complains about options without an effect, and about a rollout that takes the majority away. */
export function checkStatefulRollout(read: ReadStatefulRollout, facts: RolloutFacts, at: Place): void {
  for (const key of ['partition', 'maxUnavailable'] as const) {
    if (read.strategy !== 'OnDelete' || read[key] === undefined) continue;
    at.key(key).complain({
      rule: 'rollout-conflict',
      what: 'is given, but the strategy is OnDelete',
      got: read[key],
      allowed: `a ${key} with strategy 'RollingUpdate'`,
      fix: `remove ${key}`,
    });
  }
  if (read.partition !== undefined) checkPartition(read.partition, facts.members, at.key('partition'));
  if (read.maxUnavailable !== undefined) checkMaxUnavailable(read.maxUnavailable, facts, at.key('maxUnavailable'));
}

/** Members are counted from 0 here, whatever the ordinal of the first: updateStatefulSet, stateful_set_control.go. */
function checkPartition(given: number, members: number, at: Place): void {
  if (given < members || members === 0) return;
  at.complain({
    rule: 'partition-holds-all',
    severity: 'unsafe',
    what: `holds back all ${members} members: a new version would reach none of them`,
    got: given,
    allowed: `0 to ${members - 1}, counted from the first member`,
    fix: `write ${members - 1} for a canary of one, or accept it while an update is to wait`,
  });
}

function checkMaxUnavailable(given: number | string, facts: RolloutFacts, at: Place): void {
  const { members, quorum, kubernetesVersion } = facts;
  const missing = missingAtOnce(given, members);
  if (isZero(given)) {
    at.complain({
      rule: 'rollout-conflict',
      what: 'is 0: no member could ever be replaced',
      got: given,
      allowed: 'at least 1',
      fix: 'leave it out: one at a time is the default',
    });
  } else if (quorum && missing > Math.max(members - majority(members), 1)) {
    at.complain({
      rule: 'rollout-takes-quorum',
      severity: 'unsafe',
      what: `lets an update take the majority: ${majority(members)} of ${members} members must stay`,
      got: given,
      allowed: `at most ${Math.max(members - majority(members), 1)} for ${members} members`,
      fix: 'leave it out: one at a time is the default',
    });
  }
  if (missing <= 1 || heedsMaxUnavailable(kubernetesVersion)) return;
  at.complain({
    rule: 'max-unavailable-off',
    severity: 'unsafe',
    what: `is ignored by Kubernetes ${kubernetesVersion}, unless its gate MaxUnavailableStatefulSet is on`,
    got: given,
    allowed: 'more than 1 with Kubernetes 1.37 and newer, or where the gate is on and this is accepted',
    fix: "leave it out, or write Unsafe.accept(…, 'max-unavailable-off', 'why')",
  });
}

/** As the controller rounds: k8s.io/kubernetes pkg/controller/statefulset, getStatefulSetMaxUnavailable. */
function missingAtOnce(given: number | string, members: number): number {
  return typeof given === 'number' ? given : Math.ceil((Number.parseInt(given, 10) * members) / 100);
}

/** kubernetes/kubernetes pull requests 137904, 137926, 139466: on in 1.35.0 to 1.35.3, off again, on from 1.37. */
function heedsMaxUnavailable(kubernetesVersion: string): boolean {
  return minorOf(kubernetesVersion) >= 37;
}

/** Where it is off, the API server drops the field: one at a time happens anyway, and would be a difference for ever. */
function emittedMaxUnavailable(input: StatefulSetInput): number | string | undefined {
  const { maxUnavailable } = input.rollout;
  if (maxUnavailable === undefined || heedsMaxUnavailable(input.kubernetesVersion)) return maxUnavailable;
  return missingAtOnce(maxUnavailable, input.members) > 1 ? maxUnavailable : undefined;
}

/** The StatefulSet's spec. */
export function statefulSetFields(input: StatefulSetInput, defaults: DefaultValues): StatefulSetSpec {
  const { rollout, retention, firstOrdinal, claims } = input;
  const maxUnavailable = emittedMaxUnavailable(input);
  return {
    serviceName: input.serviceName,
    replicas: input.members,
    ordinals: firstOrdinal === undefined ? undefined : { start: firstOrdinal },
    podManagementPolicy: input.podManagementPolicy ?? defaults.podManagementPolicy,
    selector: { matchLabels: input.selector },
    updateStrategy: {
      type: rollout.strategy ?? defaults.statefulSetStrategy,
      rollingUpdate:
        rollout.partition === undefined && maxUnavailable === undefined
          ? undefined
          : { partition: rollout.partition, maxUnavailable },
    },
    minReadySeconds: rollout.minReady,
    revisionHistoryLimit: rollout.revisionHistoryLimit ?? defaults.revisionHistoryLimit,
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: retention.whenDeleted ?? defaults.whenDeleted,
      whenScaled: retention.whenScaled ?? defaults.whenScaled,
    },
    template: input.template,
    volumeClaimTemplates: claims.length > 0 ? claims : undefined,
  };
}
