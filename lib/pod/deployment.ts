import type { Duration } from 'cdk8s';
import type { DefaultValues } from '../defaults/values';
import { seconds } from '../input/durations';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { flag, nonEmptyText, oneOf, whole } from '../input/readers';
import type { DeploymentSpec, PodTemplateSpec } from '../kubernetes/generated';
import { isZero, share } from './share';

/** How a Deployment gets from one version to the next. */
export interface DeploymentRolloutProps {
  /**
   * 'Recreate' stops all Pods before it starts new ones: a program that can't run twice, with a downtime.
   * @default 'RollingUpdate'
   */
  readonly strategy?: 'RollingUpdate' | 'Recreate';
  /**
   * Pods above `replicas` during a rollout: a number, or a share such as `25%` (rounded up).
   * @default '25%'
   */
  readonly maxSurge?: number | string;
  /**
   * Pods that may be missing during a rollout: a number, or a share such as `25%` (rounded down).
   * @default 0
   */
  readonly maxUnavailable?: number | string;
  /**
   * How long a new Pod must be ready before it counts.
   * @default - Kubernetes' default of 0
   */
  readonly minReady?: number | Duration;
  /**
   * How long a rollout may make no progress until it counts as failed.
   * @default - Kubernetes' default of 600 seconds
   */
  readonly progressDeadline?: number | Duration;
  /**
   * Old ReplicaSets that are kept to roll back to.
   * @default 10
   */
  readonly revisionHistoryLimit?: number;
  /** A change of the Pods is not rolled out while true. @default false */
  readonly paused?: boolean;
  /** A text whose change restarts the Pods. @default - none */
  readonly restartToken?: string;
}

const FIELDS = {
  strategy: optional(oneOf<'RollingUpdate' | 'Recreate'>('RollingUpdate', 'Recreate')),
  maxSurge: optional(share(9999)),
  maxUnavailable: optional(share(100)),
  minReady: optional(seconds(0)),
  progressDeadline: optional(seconds(1)),
  revisionHistoryLimit: optional(whole(0)),
  paused: optional(flag),
  restartToken: optional(nonEmptyText),
};

export const DEPLOYMENT_ROLLOUT = shape<DeploymentRolloutProps>()('rollout', FIELDS);

/** Rollout options as read. */
export type ReadDeploymentRollout = Partial<ReadOf<typeof FIELDS>>;

/** Complains about options that the API server refuses together. */
export function checkDeploymentRollout(read: ReadDeploymentRollout, defaults: DefaultValues, at: Place): void {
  const { maxSurge = defaults.maxSurge, maxUnavailable = defaults.maxUnavailable } = read;
  for (const key of ['maxSurge', 'maxUnavailable'] as const) {
    if (read.strategy !== 'Recreate' || read[key] === undefined) continue;
    at.key(key).complain({
      rule: 'rollout-conflict',
      what: 'is given, but the strategy is Recreate',
      got: read[key],
      allowed: "maxSurge and maxUnavailable with strategy 'RollingUpdate'",
      fix: `remove ${key}`,
    });
  }
  if (read.strategy !== 'Recreate' && isZero(maxSurge) && isZero(maxUnavailable)) {
    at.key(read.maxSurge === undefined ? 'maxUnavailable' : 'maxSurge').complain({
      rule: 'rollout-conflict',
      what: 'is 0 like the other of maxSurge and maxUnavailable: no Pod could ever be replaced',
      got: 0,
      allowed: 'one of the two above 0',
      fix: "write maxSurge: 1, or strategy: 'Recreate'",
    });
  }
  const { minReady, progressDeadline = 600 } = read;
  if (minReady !== undefined && minReady >= progressDeadline) {
    at.key('minReady').complain({
      rule: 'rollout-conflict',
      what: `is not below the progress deadline of ${progressDeadline} seconds`,
      got: minReady,
      allowed: `less than ${progressDeadline}`,
      fix: `write progressDeadline: ${minReady + 600}`,
    });
  }
}

/** How several Pods of a Deployment can be there at once; undefined where they never are. */
export function severalPods(
  replicas: number,
  { strategy, maxSurge }: ReadDeploymentRollout,
  defaults: DefaultValues,
): { readonly what: string; readonly fix: string } | undefined {
  if (replicas > 1)
    return { what: `there are ${replicas} replicas`, fix: "write replicas: 1 and rollout: { strategy: 'Recreate' }" };
  if ((strategy ?? defaults.deploymentStrategy) === 'Recreate' || isZero(maxSurge ?? defaults.maxSurge))
    return undefined;
  return {
    what: 'a rolling update starts the new Pod before the old one has stopped',
    fix: "write rollout: { strategy: 'Recreate' }",
  };
}

/** The Deployment's spec; `replicas` are undefined where an autoscaler decides. */
export function deploymentFields(
  replicas: number | undefined,
  rollout: ReadDeploymentRollout,
  selector: Readonly<Record<string, string>>,
  template: PodTemplateSpec,
  defaults: DefaultValues,
): DeploymentSpec {
  return {
    replicas,
    selector: { matchLabels: selector },
    strategy:
      (rollout.strategy ?? defaults.deploymentStrategy) === 'Recreate'
        ? { type: 'Recreate' }
        : {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxSurge: rollout.maxSurge ?? defaults.maxSurge,
              maxUnavailable: rollout.maxUnavailable ?? defaults.maxUnavailable,
            },
          },
    minReadySeconds: rollout.minReady,
    progressDeadlineSeconds: rollout.progressDeadline,
    revisionHistoryLimit: rollout.revisionHistoryLimit ?? defaults.revisionHistoryLimit,
    paused: rollout.paused,
    template,
  };
}
