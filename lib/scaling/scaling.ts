import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { type Field, optional, type ReadOf, required, shape } from '../input/reader';
import { LARGEST_INTEGER, list, whole } from '../input/readers';
import type { HorizontalPodAutoscalerSpec, MetricSpec, PodTemplateSpec } from '../kubernetes/generated';
import { type ReadScalingRules, SCALING_RULES, type ScalingRulesProps, scalingRulesFields } from './behavior';
import { Metric, metric, utilization } from './metric';

/** Between how many Pods, and how fast. */
export interface ScalingProps {
  /** The least number of Pods. With one, a drain or a rollout takes the service away. */
  readonly min: number;
  /** The most. */
  readonly max: number;
  /** How it scales up. @default - Kubernetes' defaults */
  readonly scaleUp?: ScalingRulesProps;
  /** How it scales down. @default - Kubernetes' defaults: it waits five minutes */
  readonly scaleDown?: ScalingRulesProps;
}

/** Scaling by the use of one resource. */
export interface UtilizationScalingProps extends ScalingProps {
  /** The use that is aimed at, as percent of what the Pods request. */
  readonly targetUtilization: number;
}

/** Scaling by metrics of any kind. */
export interface MetricScalingProps extends ScalingProps {
  /** What it looks at; the metric that asks for most Pods wins. */
  readonly metrics: readonly Metric[];
}

const BASE = {
  // One is allowed, with a finding; zero needs a feature gate that no provider turns on.
  min: required(whole(1, LARGEST_INTEGER, 2)),
  max: required(whole(1, LARGEST_INTEGER, LARGEST_INTEGER)),
  scaleUp: optional(SCALING_RULES),
  scaleDown: optional(SCALING_RULES),
} satisfies Record<keyof ScalingProps, Field<unknown>>;

const ON_CPU = shape<UtilizationScalingProps>()('Scaling.onCpu', { ...BASE, targetUtilization: required(utilization) });
const ON_MEMORY = shape<UtilizationScalingProps>()('Scaling.onMemory', {
  ...BASE,
  targetUtilization: required(utilization),
});
const ON = shape<MetricScalingProps>()('Scaling.on', { ...BASE, metrics: required(list(metric)) });

/** Scaling as read. */
export interface ReadScaling {
  readonly min: number;
  readonly max: number;
  readonly scaleUp?: ReadScalingRules;
  readonly scaleDown?: ReadScalingRules;
  readonly metrics: readonly MetricSpec[];
}

/**
 * How many Pods there are, by what they have to do. The Deployment then states no `replicas`: an apply would reset what
 * the autoscaler chose.
 */
export class Scaling extends Choice<ReadScaling> {
  /** By the CPU that the Pods use. */
  static onCpu(props: UtilizationScalingProps): Scaling {
    return Scaling.byUse(ON_CPU, props, Metric.cpuUtilization);
  }

  /** By the memory that the Pods use; for programs that give memory back. */
  static onMemory(props: UtilizationScalingProps): Scaling {
    return Scaling.byUse(ON_MEMORY, props, Metric.memoryUtilization);
  }

  /** By metrics of any kind: resources, containers, Pods, objects, other systems. */
  static on(props: MetricScalingProps): Scaling {
    return new Scaling('Scaling', (at) => {
      const read = checked(ON.read(props, at), at);
      if (read.metrics.length === 0 && Array.isArray(props?.metrics)) {
        at.key('metrics').complain({
          rule: 'scaling-range',
          what: 'is empty: there is nothing to scale by',
          got: [],
          allowed: 'at least one metric',
          fix: 'write [Metric.cpuUtilization(70)], or replicas instead of scaling',
        });
      }
      return read;
    });
  }

  private static byUse(
    reader: typeof ON_CPU,
    props: UtilizationScalingProps,
    of: (percent: number) => Metric,
  ): Scaling {
    return new Scaling('Scaling', (at) => {
      const { targetUtilization, ...read } = reader.read(props, at);
      return checked({ ...read, metrics: [metric.read(of(targetUtilization), at)] }, at);
    });
  }
}

export const scaling = choice<ReadScaling>('Scaling', 'Scaling.onCpu({ min: 2, max: 10, targetUtilization: 70 })', {
  min: 2,
  max: 3,
  metrics: [],
});

function checked<T extends ReadOf<typeof BASE>>(read: T, at: Place): T {
  if (read.min > read.max) {
    at.key('max').complain({
      rule: 'scaling-range',
      what: 'is below min',
      got: read.max,
      allowed: `more than min, which is ${read.min}`,
      fix: `write max: ${read.min * 2}`,
    });
  } else if (read.min === read.max) {
    at.key('max').complain({
      rule: 'scaling-range',
      severity: 'unsafe',
      what: 'is min: nothing is ever scaled',
      got: read.max,
      allowed: `more than min, which is ${read.min}`,
      fix: `raise max, or write replicas: ${read.min} instead of scaling`,
    });
  } else if (read.min < 2) {
    at.key('min').complain({
      rule: 'single-replica',
      severity: 'unsafe',
      what: 'is one: a node drain or a lost node takes the service away',
      got: read.min,
      allowed: 'at least 2',
      fix: 'write min: 2',
    });
  }
  return read;
}

/** Complains about metrics of containers that the Pods don't have. */
export function checkContainerMetrics({ metrics }: ReadScaling, template: () => PodTemplateSpec, at: Place): void {
  if (metrics.every(({ containerResource }) => containerResource === undefined)) return;
  const { spec } = template();
  const names = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].map(({ name }) => name);
  metrics.forEach(({ containerResource }, index) => {
    if (!containerResource || names.includes(containerResource.container)) return;
    at.key('metrics')
      .item(index)
      .complain({
        rule: 'unknown-container',
        what: 'is a metric of a container that the Pods do not have',
        got: containerResource.container,
        allowed: names.join(', '),
        fix: `write '${names[0]}'`,
      });
  });
}

/** The autoscaler of a Deployment. */
export function autoscalerFields(name: string, read: ReadScaling): HorizontalPodAutoscalerSpec {
  const { min, max, metrics, scaleUp, scaleDown } = read;
  const behavior = { scaleUp: scalingRulesFields(scaleUp), scaleDown: scalingRulesFields(scaleDown) };
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: min,
    maxReplicas: max,
    metrics,
    behavior: scaleUp || scaleDown ? behavior : undefined,
  };
}
