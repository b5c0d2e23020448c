import type { Chart } from 'cdk8s';
import { StatefulCluster, StatelessService } from '../../lib';
import { problems } from '../support/build';
import { WORKLOAD } from './workload-options';

const NAMES: readonly (readonly [string, string, (chart: Chart) => unknown])[] = [
  ['a workload', 'id', (chart) => new StatelessService(chart, '2048', WORKLOAD)],
  [
    'a further Service',
    'furtherServices[0].name',
    (chart) => {
      const furtherServices = [{ name: '2048', ports: ['http'] }];
      return new StatelessService(chart, 'web', { ...WORKLOAD, furtherServices });
    },
  ],
  [
    'a headless Service',
    'serviceName',
    (chart) => new StatefulCluster(chart, 'web', { ...WORKLOAD, members: 3, serviceName: '2048' }),
  ],
  [
    'the Service for clients',
    'clientServiceName',
    (chart) => new StatefulCluster(chart, 'web', { ...WORKLOAD, members: 3, clientServiceName: '2048' }),
  ],
];

// RelaxedServiceNameValidation: off in 1.34 and 1.35, on in 1.36 (k8s.io/kubernetes pkg/features/kube_features.go).
describe.each(NAMES)('the name of %s', (_, prop, make) => {
  test('begins with a letter before Kubernetes 1.36', () => {
    const found = problems(make, { platform: { kubernetesVersion: '1.35' } });
    expect(found).toMatchObject([{ rule: 'wrong-value', what: expect.stringContaining(prop), got: '"2048"' }]);
  });

  test('may begin with a digit from 1.36 on', () => {
    expect(problems(make, { platform: { kubernetesVersion: '1.36' } })).toEqual([]);
  });
});
