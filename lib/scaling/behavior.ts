import type { Duration } from 'cdk8s';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import { type Field, optional, type Reader, type ReadOf, readable, shape, wrong } from '../input/reader';
import { list, oneOf, whole } from '../input/readers';
import type { HPAScalingPolicy, HPAScalingRules } from '../kubernetes/generated';

// k8s.io/kubernetes pkg/apis/autoscaling/validation: MaxPeriodSeconds.
const within = seconds(1, 1800);
const amount = whole(1);

/** How fast an autoscaler may go in one direction. */
export class ScalingPolicy extends Choice<HPAScalingPolicy> {
  /** By so many Pods in a time: a number of seconds up to 1800, or a Duration. */
  static pods(pods: number, period: number | Duration): ScalingPolicy {
    return ScalingPolicy.of('Pods', 'pods', pods, period);
  }

  /** By so many percent of the Pods in a time: a number of seconds up to 1800, or a Duration. */
  static percent(percent: number, period: number | Duration): ScalingPolicy {
    return ScalingPolicy.of('Percent', 'percent', percent, period);
  }

  private static of(type: string, key: string, value: number, period: number | Duration): ScalingPolicy {
    return new ScalingPolicy('ScalingPolicy', (at) => ({
      type,
      value: amount.read(value, at.key(key)),
      periodSeconds: readable(at.key('period'), within.allowed, 15, () => within.read(period, at.key('period'))),
    }));
  }
}

const policy = choice<HPAScalingPolicy>('ScalingPolicy', 'ScalingPolicy.pods(4, 60)', {
  type: 'Pods',
  value: 1,
  periodSeconds: 15,
});

/** How an autoscaler goes in one direction. */
export interface ScalingRulesProps {
  /**
   * How long it looks back, so that it does not follow every swing: a number of seconds up to 3600, or a Duration.
   * @default - Kubernetes' default: 0 up, 300 down
   */
  readonly stabilization?: number | Duration;
  /**
   * How fast it goes.
   * @default - Kubernetes' default: up by 4 Pods or 100 % in 15 seconds, down by 100 % in 15 seconds
   */
  readonly policies?: readonly ScalingPolicy[];
  /**
   * Which of several policies counts: the one that changes most, the one that changes least; `Disabled` never goes in
   * this direction.
   * @default - Kubernetes' default of 'Max'
   */
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled';
  /**
   * By how much the metric may differ from its target without a reaction: 0.05 is 5 %. Kubernetes has it on from 1.35
   * (KEP-4951); before, it is ignored unless the feature gate HPAConfigurableTolerance is on: an unsafe finding, `feature-off`.
   * @default - the cluster's, usually 0.1
   */
  readonly tolerance?: number;
}

const tolerance: Reader<number> = {
  allowed: 'a number from 0 to 1, such as 0.05',
  fallback: 0.1,
  read: (value, at) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? value : wrong(value, at, tolerance.allowed, 0.1),
};

const FIELDS = {
  // k8s.io/kubernetes pkg/apis/autoscaling/validation: MaxStabilizationWindowSeconds.
  stabilization: optional(seconds(0, 3600)),
  policies: optional(list(policy)),
  selectPolicy: optional(oneOf<'Max' | 'Min' | 'Disabled'>('Max', 'Min', 'Disabled')),
  tolerance: optional(tolerance),
} satisfies Record<keyof ScalingRulesProps, Field<unknown>>;

export const SCALING_RULES = shape<ScalingRulesProps>()('the scaling rules', FIELDS);

/** Rules of one direction as read. */
export type ReadScalingRules = ReadOf<typeof FIELDS>;

/** The rules of one direction. */
export function scalingRulesFields(read: ReadScalingRules | undefined): HPAScalingRules | undefined {
  return (
    read && {
      stabilizationWindowSeconds: read.stabilization,
      selectPolicy: read.selectPolicy,
      policies: read.policies,
      tolerance: read.tolerance === undefined ? undefined : String(read.tolerance),
    }
  );
}
