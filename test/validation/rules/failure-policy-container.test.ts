import { failurePolicyContainer } from '../../../lib/validation/rules/failure-policy-container';
import { object, testRule } from '../../support/rules';

const job = (containerName?: string) => ({
  template: { spec: { initContainers: [{ name: 'wait' }], containers: [{ name: 'web' }] } },
  podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { containerName, operator: 'In', values: [1] } }] },
});
const manifest = (containerName?: string) => object('batch/v1', 'Job', 'web', { spec: job(containerName) });

describe('failure-policy-container', () => {
  testRule(failurePolicyContainer, {
    good: [
      ['the container', [manifest('web')]],
      ['an init container', [manifest('wait')]],
      ['any container', [manifest()]],
      ['another kind', [object('apps/v1', 'Deployment', 'web', { spec: job('other') })]],
    ],
    bad: [
      ['another container', [manifest('webb')], { got: 'webb', allowed: 'wait, web', fix: 'write web' }],
      [
        'another container of a CronJob',
        [object('batch/v1', 'CronJob', 'web', { spec: { jobTemplate: { spec: job('webb') } } })],
        { fix: 'write web' },
      ],
    ],
  });
});
