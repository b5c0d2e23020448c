import { Duration } from 'cdk8s';
import { Metric, type MetricScalingProps, Scaling, ScalingPolicy } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

const HPA = 'HorizontalPodAutoscaler/web';
const base: MetricScalingProps = { min: 2, max: 10, metrics: [Metric.cpuUtilization(70)] };
const on = (more: Partial<MetricScalingProps>) => ({ scaling: Scaling.on({ ...base, ...more }) });
const resource = (name: string, target: object) => ({ type: 'Resource', resource: { name, target } });

/** A row of a metric's argument: the metric without and with it. */
function metricRow(path: string, sentence: string, before: Metric, after: Metric, changes: object): OptionCase {
  const at = `${HPA} spec.metrics[0]`;
  const changed = Object.entries(changes).map(([key, value]) => [`${at}.${key}`, value]);
  return option(
    `scaling.metrics[].${path}`,
    sentence,
    on({ metrics: [after] }),
    Object.fromEntries(changed),
    on({ metrics: [before] }),
  );
}

function direction(key: 'scaleUp' | 'scaleDown'): readonly OptionCase[] {
  const rules = (sentence: string, option_: string, value: object, changes: object, beside: object = {}) =>
    option(
      `scaling.${key}${option_}`,
      sentence,
      on({ [key]: { ...beside, ...value } }),
      changes,
      on({ [key]: { stabilization: 1, ...beside } }),
    );
  const at = `${HPA} spec.behavior.${key}`;
  const policy = ScalingPolicy.pods(4, 60);
  const policies = { policies: [policy] };
  const keep = { stabilization: 1 };
  return [
    option(
      `scaling.${key}`,
      'rules of a direction',
      on({ [key]: { stabilization: 30 } }),
      {
        [`${HPA} spec.behavior`]: { [key]: { stabilizationWindowSeconds: 30 } },
      },
      on({}),
    ),
    rules(
      'a Duration',
      '.stabilization',
      { stabilization: Duration.minutes(1) },
      {
        [`${at}.stabilizationWindowSeconds`]: 60,
      },
    ),
    rules('the slowest policy', '.selectPolicy', { ...keep, selectPolicy: 'Min' }, { [`${at}.selectPolicy`]: 'Min' }),
    rules('5 %', '.tolerance', { ...keep, tolerance: 0.05 }, { [`${at}.tolerance`]: '0.05' }),
    rules(
      'a policy',
      '.policies',
      { ...keep, ...policies },
      {
        [`${at}.policies`]: [{ type: 'Pods', value: 4, periodSeconds: 60 }],
      },
    ),
    rules(
      'so many Pods',
      '.policies[].pods',
      { ...keep, policies: [ScalingPolicy.pods(5, 60)] },
      { [`${at}.policies[0].value`]: 5 },
      policies,
    ),
    rules(
      'so many percent',
      '.policies[].percent',
      { ...keep, policies: [ScalingPolicy.percent(50, 60)] },
      { [`${at}.policies[0].type`]: 'Percent', [`${at}.policies[0].value`]: 50 },
      policies,
    ),
    rules(
      'a longer time',
      '.policies[].period',
      { ...keep, policies: [ScalingPolicy.pods(4, Duration.minutes(2))] },
      { [`${at}.policies[0].periodSeconds`]: 120 },
      policies,
    ),
  ];
}

const custom = (more: object) => ({ averageValue: '100', ...more });
const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'public' };

export const SCALING_OPTIONS: readonly OptionCase[] = [
  option(
    'scaling',
    'an autoscaler instead of a number',
    { scaling: Scaling.on(base) },
    {
      'Deployment/web spec.replicas': REMOVED,
      [HPA]: {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: expect.objectContaining({ name: 'web' }),
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
          minReplicas: 2,
          maxReplicas: 10,
          metrics: [resource('cpu', { type: 'Utilization', averageUtilization: 70 })],
        },
      },
    },
  ),
  option(
    'scaling.targetUtilization',
    'by CPU, and the same as a metric of it',
    {
      scaling: Scaling.onCpu({ min: 2, max: 10, targetUtilization: 70 }),
    },
    {},
    on({}),
  ),
  option(
    'scaling.targetUtilization',
    'by memory',
    {
      scaling: Scaling.onMemory({ min: 2, max: 10, targetUtilization: 70 }),
    },
    { [`${HPA} spec.metrics[0].resource.name`]: 'memory' },
    on({}),
  ),
  option('scaling.min', 'more', on({ min: 3 }), { [`${HPA} spec.minReplicas`]: 3 }, on({})),
  option('scaling.max', 'more', on({ max: 30 }), { [`${HPA} spec.maxReplicas`]: 30 }, on({})),
  option(
    'scaling.metrics',
    'several',
    on({ metrics: [Metric.cpuUtilization(70), Metric.memoryValue('1Gi')] }),
    {
      [`${HPA} spec.metrics[1]`]: resource('memory', { type: 'AverageValue', averageValue: '1Gi' }),
    },
    on({}),
  ),
  metricRow('percent', 'another use of CPU', Metric.cpuUtilization(70), Metric.cpuUtilization(50), {
    'resource.target.averageUtilization': 50,
  }),
  metricRow('percent', 'another use of memory', Metric.memoryUtilization(70), Metric.memoryUtilization(50), {
    'resource.target.averageUtilization': 50,
  }),
  metricRow('average', 'a value of CPU', Metric.cpuValue('1'), Metric.cpuValue('500m'), {
    'resource.target.averageValue': '500m',
  }),
  metricRow(
    'container',
    'a container of its own',
    Metric.cpuUtilization(70),
    Metric.containerUtilization('web', 'cpu', 70),
    {
      type: 'ContainerResource',
      resource: REMOVED,
      containerResource: {
        name: 'cpu',
        container: 'web',
        target: { type: 'Utilization', averageUtilization: 70 },
      },
    },
  ),
  metricRow(
    'resource',
    "another resource of a container's, with a value",
    Metric.containerValue('web', 'cpu', '1'),
    Metric.containerValue('web', 'memory', '1Gi'),
    { 'containerResource.name': 'memory', 'containerResource.target.averageValue': '1Gi' },
  ),
  metricRow('name', 'a metric of the Pods', Metric.pods('a', custom({})), Metric.pods('b', custom({})), {
    'pods.metric.name': 'b',
  }),
  metricRow(
    'averageValue',
    'for each Pod',
    Metric.external('a', custom({})),
    Metric.external('a', { averageValue: '200' }),
    { 'external.target.averageValue': '200' },
  ),
  metricRow('value', 'for all Pods', Metric.external('a', custom({})), Metric.external('a', { value: '200' }), {
    'external.target.type': 'Value',
    'external.target.value': '200',
    'external.target.averageValue': REMOVED,
  }),
  metricRow(
    'labels',
    'some series',
    Metric.external('a', custom({})),
    Metric.external('a', custom({ labels: { queue: 'b' } })),
    { 'external.metric.selector': { matchLabels: { queue: 'b' } } },
  ),
  metricRow('object', 'an object', Metric.pods('a', custom({})), Metric.object(ingress, 'a', custom({})), {
    type: 'Object',
    pods: REMOVED,
    object: {
      describedObject: ingress,
      metric: { name: 'a' },
      target: { type: 'AverageValue', averageValue: '100' },
    },
  }),
  ...(['apiVersion', 'kind', 'name'] as const).map((key) =>
    metricRow(
      `object.${key}`,
      `another ${key}`,
      Metric.object(ingress, 'a', custom({})),
      Metric.object({ ...ingress, [key]: 'b' }, 'a', custom({})),
      { [`object.describedObject.${key}`]: 'b' },
    ),
  ),
  ...direction('scaleUp'),
  ...direction('scaleDown'),
];
