import { quotaTotal } from '../../../lib/validation/rules/quota-total';
import { object, testRule } from '../../support/rules';

const quota = (hard: object, more: object = {}) =>
  object('v1', 'ResourceQuota', 'shop', { spec: { hard, ...more } }, 'shop');
const resources = (cpu: string, memory = '1Gi') => ({ requests: { cpu, memory }, limits: { memory } });
const pod = (cpu: string, more: object = {}) => ({
  template: { spec: { containers: [{ name: 'a', resources: resources(cpu) }], ...more } },
});
const web = (replicas: number, cpu: string, name = 'web', more: object = {}) =>
  object('apps/v1', 'Deployment', name, { spec: { replicas, ...pod(cpu, more) } }, 'shop');
const set = (members: number, storage: string) => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }];
  return object(
    'apps/v1',
    'StatefulSet',
    'db',
    { spec: { replicas: members, ...pod('1'), volumeClaimTemplates } },
    'shop',
  );
};
const scaler = (minReplicas: number) => {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  return object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'web',
    { spec: { scaleTargetRef, minReplicas, maxReplicas: 9 } },
    'shop',
  );
};
const job = (cpu: string, parallelism: number, completions?: number) =>
  object('batch/v1', 'Job', 'work', { spec: { parallelism, completions, ...pod(cpu) } }, 'shop');
const before = { initContainers: [{ name: 'b', resources: resources('3') }] };

describe('what workloads ask for fits into the quota of their namespace', () => {
  testRule(quotaTotal, {
    good: [
      ['as much as there is', [quota({ 'requests.cpu': '2', 'limits.memory': '2Gi', pods: '2' }), web(2, '1')]],
      [
        'more in another namespace',
        [quota({ 'requests.cpu': '1' }), { ...web(2, '1'), metadata: { name: 'web', namespace: 'b' } }],
      ],
      [
        'a quota with a scope, which counts some of them',
        [quota({ pods: '1' }, { scopes: ['BestEffort'] }), web(2, '1')],
      ],
      [
        'an agent, whose nodes nobody knows',
        [quota({ pods: '1' }), object('apps/v1', 'DaemonSet', 'a', { spec: pod('1') }, 'shop')],
      ],
      ['a Job beside a service: it ends', [quota({ 'requests.cpu': '2' }), web(2, '1'), job('2', 1)]],
      ['the completions that are fewer than its parallelism', [quota({ 'requests.cpu': '2' }), job('1', 5, 2)]],
      ['what is no resource of Pods', [quota({ services: '0' }), web(2, '1')]],
    ],
    bad: [
      [
        'one workload alone',
        [quota({ 'requests.cpu': '2' }), web(3, '1500m')],
        {
          manifest: 1,
          also: 0,
          what: 'asks for more requests.cpu than ResourceQuota shop in namespace shop has for all: some of its Pods would be refused',
          got: '4500m',
          allowed: 'at most 2',
        },
      ],
      [
        'the init container that asks for more than the others',
        [quota({ cpu: '2' }), web(1, '1', 'web', before)],
        { got: '3' },
      ],
      ['memory, in its own unit', [quota({ 'limits.memory': '2Gi' }), web(3, '1')], { got: '3Gi' }],
      ['the least that its autoscaler keeps', [quota({ pods: '2' }), web(1, '1'), scaler(3)], { got: '3' }],
      ['the claims of members', [quota({ 'requests.storage': '20Gi' }), set(3, '10Gi')], { got: '30Gi' }],
      ['Pods of a Job beside each other', [quota({ pods: '2' }), job('1', 3)], { got: '3' }],
      [
        'all of them together',
        [quota({ 'requests.cpu': '3' }), web(2, '1'), web(2, '1', 'api')],
        {
          manifest: 0,
          what: 'spec.hard["requests.cpu"] is less than the workloads of this output ask for together: the last Pods would be refused',
          got: '4, of Deployment web in namespace shop, Deployment api in namespace shop',
        },
      ],
    ],
  });
});
