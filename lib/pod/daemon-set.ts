import type { Duration } from 'cdk8s';
import type { DefaultValues } from '../defaults/values';
import { seconds } from '../input/durations';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { nonEmptyText, oneOf, whole } from '../input/readers';
import type { DaemonSetSpec, PodTemplateSpec } from '../kubernetes/generated';
import { isZero, share } from './share';

/** How a DaemonSet gets from one version to the next: node by node. */
export interface AgentRolloutProps {
  /**
   * 'OnDelete' changes the agent of a node only when somebody deletes its Pod.
   * @default 'RollingUpdate'
   */
  readonly strategy?: 'RollingUpdate' | 'OnDelete';
  /**
   * Nodes that may be without an agent during a rollout: a number, or a share such as `10%` (rounded up).
   * @default 1; 0 with maxSurge
   */
  readonly maxUnavailable?: number | string;
  /**
   * Nodes that may have the old and the new agent during a rollout, so that none is without: a number, or a share such
   * as `10%` (rounded up). Not for agents with ports of the node, which can't be there twice.
   * @default 0
   */
  readonly maxSurge?: number | string;
  /**
   * How long a new agent must be ready before the next node's changes.
   * @default - Kubernetes' default of 0
   */
  readonly minReady?: number | Duration;
  /**
   * Old revisions that are kept to roll back to.
   * @default 10
   */
  readonly revisionHistoryLimit?: number;
  /** A text whose change restarts the agents, one after the other. @default - none */
  readonly restartToken?: string;
}

const FIELDS = {
  strategy: optional(oneOf<'RollingUpdate' | 'OnDelete'>('RollingUpdate', 'OnDelete')),
  maxUnavailable: optional(share(100)),
  maxSurge: optional(share(100)),
  minReady: optional(seconds(0)),
  revisionHistoryLimit: optional(whole(0)),
  restartToken: optional(nonEmptyText),
};

export const AGENT_ROLLOUT = shape<AgentRolloutProps>()('rollout', FIELDS);

/** Rollout options as read. */
export type ReadAgentRollout = Partial<ReadOf<typeof FIELDS>>;

/** With a surge nothing may be missing: the API server takes one of the two. */
function shares({ maxSurge, maxUnavailable }: ReadAgentRollout, defaults: DefaultValues) {
  const surge = maxSurge ?? defaults.agentMaxSurge;
  return { maxSurge: surge, maxUnavailable: maxUnavailable ?? (isZero(surge) ? defaults.agentMaxUnavailable : 0) };
}

/**
 * Complains about options that the API server refuses together (k8s.io/kubernetes pkg/apis/apps/validation,
 * ValidateRollingUpdateDaemonSet), and about a surge where two agents can't be on one node.
 *
 * @param nodePorts what of the node an agent listens on, for the error; undefined where nothing
 */
export function checkAgentRollout(
  read: ReadAgentRollout,
  nodePorts: string | undefined,
  defaults: DefaultValues,
  at: Place,
): void {
  if (read.strategy === 'OnDelete') {
    for (const key of ['maxSurge', 'maxUnavailable'] as const) {
      if (read[key] === undefined) continue;
      at.key(key).complain({
        rule: 'rollout-conflict',
        what: 'is given, but the strategy is OnDelete',
        got: read[key],
        allowed: "maxSurge and maxUnavailable with strategy 'RollingUpdate'",
        fix: `remove ${key}`,
      });
    }
    return;
  }
  const { maxSurge, maxUnavailable } = shares(read, defaults);
  const key = read.maxSurge === undefined ? 'maxUnavailable' : 'maxSurge';
  if (isZero(maxSurge) === isZero(maxUnavailable)) {
    const none = isZero(maxSurge);
    at.key(key).complain({
      rule: 'rollout-conflict',
      what: none
        ? 'is 0 like the other of maxSurge and maxUnavailable: no agent could ever be replaced'
        : 'is given with the other of maxSurge and maxUnavailable above 0',
      got: read[key],
      allowed: 'exactly one of the two above 0',
      fix: none ? 'write maxUnavailable: 1' : 'keep maxSurge for no node without an agent, or maxUnavailable',
    });
  } else if (!isZero(maxSurge) && nodePorts !== undefined) {
    at.key(key).complain({
      rule: 'surge-with-node-ports',
      severity: 'unsafe',
      what: `wants two agents on one node for a while, but ${nodePorts}: the second stays Pending, and the rollout stands`,
      got: maxSurge,
      allowed: 'no surge for agents with ports of the node',
      fix: 'leave maxSurge out',
    });
  }
}

/** The DaemonSet's spec. */
export function daemonSetFields(
  rollout: ReadAgentRollout,
  selector: Readonly<Record<string, string>>,
  template: PodTemplateSpec,
  defaults: DefaultValues,
): DaemonSetSpec {
  return {
    selector: { matchLabels: selector },
    updateStrategy:
      (rollout.strategy ?? defaults.daemonSetStrategy) === 'OnDelete'
        ? { type: 'OnDelete' }
        : { type: 'RollingUpdate', rollingUpdate: shares(rollout, defaults) },
    minReadySeconds: rollout.minReady,
    revisionHistoryLimit: rollout.revisionHistoryLimit ?? defaults.revisionHistoryLimit,
    template,
  };
}
