import type { Duration } from 'cdk8s';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import { labelKey, labelValue, nameOf } from '../input/names';
import { optional, shape } from '../input/reader';
import { list, map } from '../input/readers';
import { callerTarget, type Target, type TargetFacts } from '../network/target';

/** Scrapes that follow annotations. */
export interface AnnotationMonitoringProps {
  /**
   * From where Prometheus scrapes: `Target.namespace('monitoring')`. Network policies under isolation let it in.
   * @default - not known: under isolation a workload with metrics is an error
   */
  readonly scrapers?: readonly Target[];
}

/** Scrapes that Prometheus Operator arranges. */
export interface OperatorMonitoringProps extends AnnotationMonitoringProps {
  /**
   * Labels of the PodMonitors, by which a Prometheus chooses its own: `{ release: 'kube-prometheus-stack' }`.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The namespace of the PodMonitors, where Prometheus looks in that one only.
   * @default - the workload's
   */
  readonly namespace?: string;
  /**
   * How often each Pod is asked.
   * @default - Prometheus' own
   */
  readonly interval?: number | Duration;
}

/** What reading a `Monitoring` gives. */
export interface MonitoringFacts {
  readonly dialect: 'annotations' | 'prometheusOperator';
  readonly scrapers?: readonly TargetFacts[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly interval?: number;
}

const ANNOTATIONS = { scrapers: optional(list(callerTarget)) };
const BY_ANNOTATIONS = shape<AnnotationMonitoringProps>()('Monitoring.annotations', ANNOTATIONS);
const BY_OPERATOR = shape<OperatorMonitoringProps>()('Monitoring.prometheusOperator', {
  ...ANNOTATIONS,
  labels: optional(map(labelValue, labelKey)),
  namespace: optional(nameOf('dns-1123-label', 'a namespace')),
  interval: optional(seconds(1)),
});

/** How a platform finds the metrics of workloads, and from where it asks for them. */
export class Monitoring extends Choice<MonitoringFacts> {
  /** By the Pods' annotations `prometheus.io/scrape`, `port`, `path` and `scheme`. */
  static annotations(props: AnnotationMonitoringProps = {}): Monitoring {
    return new Monitoring('Monitoring', (at) => ({ dialect: 'annotations', ...BY_ANNOTATIONS.read(props, at) }));
  }

  /** By PodMonitors (monitoring.coreos.com/v1), which work for every kind of workload, with a Service or without. */
  static prometheusOperator(props: OperatorMonitoringProps = {}): Monitoring {
    return new Monitoring('Monitoring', (at) => ({ dialect: 'prometheusOperator', ...BY_OPERATOR.read(props, at) }));
  }
}

/** Where the platform says nothing. */
export const NO_MONITORING: MonitoringFacts = { dialect: 'annotations' };
export const monitoring = choice<MonitoringFacts>(
  'Monitoring',
  "Monitoring.annotations({ scrapers: [Target.namespace('monitoring')] })",
  NO_MONITORING,
);
