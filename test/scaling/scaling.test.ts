import type { Chart } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus34 from 'cdk8s-plus-34';
import { Health, Metric, Scaling, ScalingPolicy, StatelessService } from 'cdk8s-statecraft';
import { emitted, problems } from '../support/build';

const web =
  (scaling: Scaling | undefined, more: object = {}) =>
  (chart: Chart) =>
    new StatelessService(chart, 'web', {
      image: 'registry.example.com/web:1.0.0',
      ports: [{ name: 'http', port: 80 }],
      health: Health.http({ ready: '/ready', live: '/live' }),
      resources: { memory: '256Mi' },
      scaling,
      ...more,
    });
const cpu = { targetUtilization: 70 };
const on = (...metrics: Metric[]) => Scaling.on({ min: 2, max: 4, metrics });

describe('scaling that cannot work is an error', () => {
  test.each<[string, string, (chart: Chart) => unknown]>([
    ['a max below min', 'scaling.max is below min', web(Scaling.onCpu({ min: 5, max: 2, ...cpu }))],
    ['a max that is min', 'scaling.max is min', web(Scaling.onCpu({ min: 5, max: 5, ...cpu }))],
    ['a single Pod at night', 'scaling.min is one', web(Scaling.onCpu({ min: 1, max: 5, ...cpu }))],
    ['no metric', 'scaling.metrics is empty', web(on())],
    [
      'replicas beside it',
      'replicas is given beside scaling',
      web(Scaling.onCpu({ min: 2, max: 5, ...cpu }), { replicas: 3 }),
    ],
    [
      'a container that is not there',
      'scaling.metrics[0] is a metric of a container that the Pods do not have',
      web(on(Metric.containerUtilization('proxy', 'cpu', 70))),
    ],
    [
      'a metric of the Pods with a sum',
      'scaling.metrics[0].value is given for a metric of the Pods',
      web(on(Metric.pods('requests', { value: '5' }))),
    ],
    [
      'a metric with two targets',
      'scaling.metrics[0].value is given beside averageValue',
      web(on(Metric.external('queue', { value: '5', averageValue: '5' }))),
    ],
    [
      'a metric without a target',
      'scaling.metrics[0].averageValue is missing',
      web(on(Metric.external('queue', { labels: { queue: 'a' } }))),
    ],
    [
      'a policy of more than half an hour',
      'scaling.scaleDown.policies[0].period has a wrong value',
      web(Scaling.onCpu({ min: 2, max: 5, ...cpu, scaleDown: { policies: [ScalingPolicy.percent(10, 1801)] } })),
    ],
  ])('%s', (_sentence, what, make) => {
    expect(problems(make)).toEqual([
      expect.objectContaining({ what: expect.stringContaining(what), fix: expect.any(String) }),
    ]);
  });
});

test('an autoscaler leaves the number of Pods to itself, and the budget never blocks a drain', () => {
  const { 'Deployment/web': deployment, 'PodDisruptionBudget/web': budget } = emitted(
    web(Scaling.onCpu({ min: 2, max: 10, ...cpu })),
  );
  expect(deployment).not.toHaveProperty('spec.replicas');
  expect(budget).toMatchObject({ spec: { maxUnavailable: 1 } });
});

test('a tolerance is emitted as the API takes it', () => {
  const scaling = Scaling.onCpu({ min: 2, max: 10, ...cpu, scaleUp: { tolerance: 0.05 } });
  const objects = emitted(web(scaling), { platform: { kubernetesVersion: '1.35' } });
  expect(objects['HorizontalPodAutoscaler/web']).toMatchObject({
    spec: { behavior: { scaleUp: { tolerance: '0.05' } } },
  });
});

describe.each([
  ['cdk8s-plus-28', plus28],
  ['cdk8s-plus-34', plus34 as unknown as typeof plus28],
])('the autoscaler of %s', (_name, plus) => {
  const scaled = (more?: object) => (chart: Chart) => {
    const target = web(undefined, more)(chart);
    new plus.HorizontalPodAutoscaler(chart, 'hpa', {
      target,
      maxReplicas: 10,
      metrics: [plus.Metric.resourceCpu(plus.MetricTarget.averageUtilization(70))],
    });
  };

  test('scales our service, which then states no replicas', () => {
    const objects = emitted(scaled());
    expect(objects['Deployment/web']).not.toHaveProperty('spec.replicas');
    expect(Object.values(objects).find(({ kind }) => kind === 'HorizontalPodAutoscaler')).toMatchObject({
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
    });
  });

  test('refuses replicas beside it', () => {
    expect(problems(scaled({ replicas: 3 })).map(({ what }) => what)).toEqual([
      expect.stringContaining('fixed number of replicas (3)'),
    ]);
  });
});
