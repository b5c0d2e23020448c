import type { Duration } from 'cdk8s';
import type { DefaultValues } from '../defaults/values';
import { seconds } from '../input/durations';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { nonEmptyText, oneOf, whole } from '../input/readers';
import type { PersistentVolumeClaim, PodTemplateSpec, StatefulSetSpec } from '../kubernetes/generated';

/** How a StatefulSet gets from one version to the next: member by member, the highest ordinal first. */
export interface StatefulRolloutProps {
  /**
   * 'OnDelete' changes a member only when somebody deletes its Pod.
   * @default 'RollingUpdate'
   */
  readonly strategy?: 'RollingUpdate' | 'OnDelete';
  /**
   * Members with a lower ordinal stay as they are: one less than the number of members makes the last one a canary.
   * @default - all members change
   */
  readonly partition?: number;
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
  readonly rollout: ReadStatefulRollout;
  readonly retention: Partial<ReadOf<typeof RETENTION_FIELDS>>;
}

/** Complains about a partition without an effect. */
export function checkStatefulRollout(read: ReadStatefulRollout, at: Place): void {
  if (read.strategy !== 'OnDelete' || read.partition === undefined) return;
  at.key('partition').complain({
    rule: 'rollout-conflict',
    what: 'is given, but the strategy is OnDelete',
    got: read.partition,
    allowed: "a partition with strategy 'RollingUpdate'",
    fix: 'remove partition',
  });
}

/** The StatefulSet's spec. */
export function statefulSetFields(input: StatefulSetInput, defaults: DefaultValues): StatefulSetSpec {
  const { rollout, retention, firstOrdinal, claims } = input;
  return {
    serviceName: input.serviceName,
    replicas: input.members,
    ordinals: firstOrdinal === undefined ? undefined : { start: firstOrdinal },
    podManagementPolicy: input.podManagementPolicy ?? defaults.podManagementPolicy,
    selector: { matchLabels: input.selector },
    updateStrategy: {
      type: rollout.strategy ?? defaults.statefulSetStrategy,
      rollingUpdate: rollout.partition === undefined ? undefined : { partition: rollout.partition },
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
