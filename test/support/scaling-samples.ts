import { Metric, Scaling, ScalingPolicy } from '../../lib';
import { Sample } from './sample';

const custom = { averageValue: '100', value: undefined, labels: { queue: 'a' } };

const object = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'public' };

const used = (make: typeof Metric.cpuUtilization) => new Sample(make, [['percent', 70]]);

const averaged = (make: typeof Metric.cpuValue) => new Sample(make, [['average', '1']]);

const ofContainer = (
  make: typeof Metric.containerUtilization | typeof Metric.containerValue,
  last: [string, unknown],
) => new Sample(make, [['container', 'web'], ['resource', 'cpu'], last]);

export const METRICS: Readonly<Record<string, Sample>> = {
  'Metric.cpuUtilization': used(Metric.cpuUtilization),
  'Metric.memoryUtilization': used(Metric.memoryUtilization),
  'Metric.cpuValue': averaged(Metric.cpuValue),
  'Metric.memoryValue': averaged(Metric.memoryValue),
  'Metric.containerUtilization': ofContainer(Metric.containerUtilization, ['percent', 70]),
  'Metric.containerValue': ofContainer(Metric.containerValue, ['average', '1']),
  'Metric.pods': new Sample(Metric.pods, [
    ['name', 'requests'],
    ['', custom],
  ]),
  'Metric.object': new Sample(Metric.object, [
    ['object', object],
    ['name', 'requests'],
    ['', custom],
  ]),
  'Metric.external': new Sample(Metric.external, [
    ['name', 'queue'],
    ['', { value: '100', averageValue: undefined, labels: { queue: 'a' } }],
  ]),
};

const paced = (make: typeof ScalingPolicy.pods, key: string) =>
  new Sample(make, [
    [key, 4],
    ['period', 60],
  ]);

const scalingRules = {
  stabilization: 60,
  policies: [paced(ScalingPolicy.pods, 'pods'), paced(ScalingPolicy.percent, 'percent')],
  selectPolicy: 'Max',
  tolerance: 0.05,
};

const range = { min: 2, max: 10, scaleUp: scalingRules, scaleDown: scalingRules };

export const SCALINGS: Readonly<Record<string, Sample>> = {
  'Scaling.onCpu': new Sample(Scaling.onCpu, [['', { ...range, targetUtilization: 70 }]]),
  'Scaling.onMemory': new Sample(Scaling.onMemory, [['', { ...range, targetUtilization: 70 }]]),
  'Scaling.on': new Sample(Scaling.on, [['', { ...range, metrics: Object.values(METRICS) }]]),
};
