import { Chart } from 'cdk8s';
import { Health, type SchedulingProps, Spread, StatefulCluster, StatelessService } from 'cdk8s-statecraft';
import { emitted, manifestsOf, newApp, problems } from '../support/build';

const props = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '256Mi' },
};
const scheduled = (scheduling: SchedulingProps, spread?: Spread) => (chart: Chart) =>
  new StatelessService(chart, 'web', { ...props, scheduling, spread });
const term = (name: string) => ({
  labelSelector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name } },
  topologyKey: 'kubernetes.io/hostname',
});

test('a service near its cache and apart from a batch, each by reference', () => {
  const { 'Deployment/web': deployment } = emitted((chart) => {
    const cache = new StatefulCluster(chart, 'cache', { ...props, members: 3 });
    const batch = new StatelessService(chart, 'batch', props);
    scheduled({ near: [{ workload: cache, hard: true }], apartFrom: [{ workload: batch, weight: 10 }] })(chart);
  });
  expect(deployment).toHaveProperty('spec.template.spec.affinity', {
    podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term('cache')] },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: term('web') },
        { weight: 10, podAffinityTerm: term('batch') },
      ],
    },
  });
});

test('a workload of another namespace is looked for there', () => {
  const app = newApp();
  const cache = new StatefulCluster(new Chart(app, 'data', { namespace: 'data' }), 'cache', { ...props, members: 3 });
  scheduled({ near: [{ workload: cache }] }, Spread.none())(new Chart(app, 'web', { namespace: 'web' }));
  expect(manifestsOf(app).find(({ kind }) => kind === 'Deployment')).toHaveProperty(
    'spec.template.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.namespaces',
    ['data'],
  );
});

describe('placement that means nothing is an error', () => {
  test.each<[string, string, (chart: Chart) => unknown]>([
    [
      'a time to stay for a taint that drives nobody out',
      'scheduling.tolerations[0].tolerationSeconds has a meaning only together with',
      scheduled({ tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] }),
    ],
    [
      'a value without a key',
      'scheduling.tolerations[0].operator has a meaning only together with a key',
      scheduled({ tolerations: [{ value: 'a' }] }),
    ],
    [
      'something that is no workload',
      'scheduling.near[0].workload has a wrong value',
      scheduled({ near: [{ workload: 'cache' as never }] }),
    ],
    [
      'a weight of what is no wish',
      'scheduling.near[0].weight is given, but the wish is hard',
      (chart) =>
        scheduled({ near: [{ workload: scheduled({})(chart), hard: true, weight: 5 }] })(new Chart(chart, 'b')),
    ],
    [
      'a number of zones that nothing asks for',
      'spread.minDomains is given, but neither zones nor regions are hard',
      scheduled({}, Spread.over({ minDomains: 3 })),
    ],
    [
      'a field that the Kubernetes API does not have',
      'preference.matchExpresions',
      scheduled({ preferredNodes: [{ weight: 1, preference: { matchExpresions: [] } as never }] }),
    ],
  ])('%s', (_sentence, what, make) => {
    expect(problems(make).map((problem) => problem.what)).toContainEqual(expect.stringContaining(what));
  });
});
