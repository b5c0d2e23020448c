import { Choice, choice } from '../input/choice';
import { labelKey, labelValue, nameOf, objectName } from '../input/names';
import type { Place } from '../input/place';
import { bytes, cpus, quantity } from '../input/quantities';
import { type Field, optional, type Reader, readable, required, shape } from '../input/reader';
import { map, nonEmptyText, oneOf, percent } from '../input/readers';
import type { MetricSpec, MetricTarget } from '../kubernetes/generated';

/** A metric that other systems provide, through an adapter such as the one of Prometheus. */
export interface CustomMetricProps {
  /**
   * The value that the autoscaler aims at, for all Pods together.
   * @default - none: `averageValue`
   */
  readonly value?: string;
  /**
   * The value that it aims at for each Pod.
   * @default - none: `value`
   */
  readonly averageValue?: string;
  /**
   * Labels that the metric's series must have.
   * @default - all series
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The object that a metric is about. */
export interface ScaledObjectProps {
  /** Such as `networking.k8s.io/v1`. */
  readonly apiVersion: string;
  /** Such as `Ingress`. */
  readonly kind: string;
  /** Its name; it is in the workload's namespace. */
  readonly name: string;
}

const CUSTOM_FIELDS = {
  value: optional(quantity),
  averageValue: optional(quantity),
  labels: optional(map(labelValue, labelKey)),
} satisfies Record<keyof CustomMetricProps, Field<unknown>>;
const CUSTOM_METRIC = shape<CustomMetricProps>()('the metric', CUSTOM_FIELDS);

const SCALED_OBJECT = shape<ScaledObjectProps>()('the object', {
  apiVersion: required(nonEmptyText),
  kind: required(nonEmptyText),
  name: required(objectName),
});

/** 100 % is the request itself; a limit above it lets a Pod use more. */
export const utilization = percent(1, 1000);
const containerName = nameOf('dns-1123-label', "a container's name");
const resourceName = oneOf<'cpu' | 'memory'>('cpu', 'memory');
const VALUES: Readonly<Record<'cpu' | 'memory', Reader<string>>> = { cpu: cpus, memory: bytes };

/** What an autoscaler looks at. Source of the kinds: the Kubernetes API, autoscaling/v2 MetricSpec. */
export class Metric extends Choice<MetricSpec> {
  /** The CPU that the Pods use, as percent of what they request. */
  static cpuUtilization(percent: number): Metric {
    return Metric.resource('cpu', (at) => utilizationTarget(percent, at));
  }

  /** The memory that the Pods use, as percent of what they request. Many programs never give memory back. */
  static memoryUtilization(percent: number): Metric {
    return Metric.resource('memory', (at) => utilizationTarget(percent, at));
  }

  /** The CPU that each Pod uses on average, such as `500m`. */
  static cpuValue(average: string): Metric {
    return Metric.resource('cpu', (at) => averageTarget('cpu', average, at));
  }

  /** The memory that each Pod uses on average, such as `1Gi`. */
  static memoryValue(average: string): Metric {
    return Metric.resource('memory', (at) => averageTarget('memory', average, at));
  }

  /** The CPU or memory of one container, where a sidecar would blur the picture; as percent of its request. */
  static containerUtilization(container: string, resource: 'cpu' | 'memory', percent: number): Metric {
    return Metric.ofContainer(container, resource, (at) => utilizationTarget(percent, at));
  }

  /** The CPU or memory of one container, on average over the Pods. */
  static containerValue(container: string, resource: 'cpu' | 'memory', average: string): Metric {
    return Metric.ofContainer(container, resource, (at, read) => averageTarget(read, average, at));
  }

  /** A metric of each Pod, such as `http_requests_per_second`; its average over the Pods. */
  static pods(name: string, props: CustomMetricProps): Metric {
    return new Metric('Metric', (at) => {
      const { metric, target } = custom(name, props, at);
      if (target.type === 'Value') onlyAverage(target.value, at);
      return { type: 'Pods', pods: { metric, target } };
    });
  }

  /** A metric of one other object, such as an Ingress's requests per second. */
  static object(object: ScaledObjectProps, name: string, props: CustomMetricProps): Metric {
    return new Metric('Metric', (at) => ({
      type: 'Object',
      object: { describedObject: SCALED_OBJECT.read(object, at.key('object')), ...custom(name, props, at) },
    }));
  }

  /** A metric from outside the cluster, such as the length of a queue. */
  static external(name: string, props: CustomMetricProps): Metric {
    return new Metric('Metric', (at) => ({ type: 'External', external: custom(name, props, at) }));
  }

  private static resource(name: 'cpu' | 'memory', target: (at: Place) => MetricTarget): Metric {
    return new Metric('Metric', (at) => ({ type: 'Resource', resource: { name, target: target(at) } }));
  }

  private static ofContainer(
    container: string,
    given: string,
    target: (at: Place, resource: 'cpu' | 'memory') => MetricTarget,
  ): Metric {
    return new Metric('Metric', (at) => {
      const resource = resourceName.read(given, at.key('resource'));
      const name = containerName.read(container, at.key('container'));
      const containerResource = { name: resource, container: name, target: target(at, resource) };
      return { type: 'ContainerResource', containerResource };
    });
  }
}

function utilizationTarget(percent: number, at: Place): MetricTarget {
  return { type: 'Utilization', averageUtilization: utilization.read(percent, at.key('percent')) };
}

function averageTarget(resource: 'cpu' | 'memory', average: string, at: Place): MetricTarget {
  const value = VALUES[resource];
  const here = at.key('average');
  const averageValue = readable(here, value.allowed, value.fallback, () => value.read(average, here));
  return { type: 'AverageValue', averageValue };
}

function custom(name: string, props: CustomMetricProps, at: Place) {
  const { value, averageValue, labels } = CUSTOM_METRIC.read(props, at);
  if (value === undefined && averageValue === undefined) {
    at.key('averageValue').complain({
      rule: 'metric-target',
      what: 'is missing, and so is value',
      allowed: 'one of averageValue and value',
      fix: "write averageValue: '100' for a target for each Pod, value: '100' for all together",
    });
  } else if (value !== undefined && averageValue !== undefined) {
    at.key('value').complain({
      rule: 'metric-target',
      what: 'is given beside averageValue',
      got: value,
      allowed: 'one of the two',
      fix: 'remove one of the two',
    });
  }
  const target: MetricTarget = value === undefined ? { type: 'AverageValue', averageValue } : { type: 'Value', value };
  const selector = labels && { matchLabels: labels };
  return { metric: { name: nonEmptyText.read(name, at.key('name')), selector }, target };
}

function onlyAverage(value: unknown, at: Place): void {
  at.key('value').complain({
    rule: 'metric-target',
    what: 'is given for a metric of the Pods, which has only an average',
    got: value,
    allowed: 'averageValue',
    fix: `write averageValue: '${value}'`,
  });
}

export const metric = choice<MetricSpec>('Metric', 'Metric.cpuUtilization(70)', {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
});
