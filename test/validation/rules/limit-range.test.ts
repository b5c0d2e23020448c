import { limitRange } from '../../../lib/validation/rules/limit-range';
import { object, testRule } from '../../support/rules';

const range = (item: object, namespace = 'shop', type = 'Container') =>
  object('v1', 'LimitRange', 'shop', { spec: { limits: [{ type, ...item }] } }, namespace);
const web = (resources: object) =>
  object(
    'apps/v1',
    'Deployment',
    'web',
    { spec: { template: { spec: { containers: [{ name: 'web', resources }] } } } },
    'shop',
  );
const memory = (limit: string, request = limit) => ({ limits: { memory: limit }, requests: { memory: request } });

describe('containers stay within the LimitRanges of their namespace', () => {
  testRule(limitRange, {
    good: [
      ['as much as the maximum, in another unit', [range({ max: { memory: '1Gi' } }), web(memory('1024Mi'))]],
      ['more in another namespace', [range({ max: { memory: '1Gi' } }, 'other'), web(memory('2Gi'))]],
      ['none where a default is filled in', [range({ default: { cpu: '1' }, max: { cpu: '2' } }), web(memory('1Gi'))]],
      ['none where the maximum is filled in', [range({ max: { cpu: '2' } }), web(memory('1Gi'))]],
      ['a limit within the ratio', [range({ maxLimitRequestRatio: { memory: '2' } }), web(memory('2Gi', '1Gi'))]],
    ],
    bad: [
      [
        'a limit above the maximum',
        [range({ max: { memory: '1Gi' } }), web(memory('2Gi', '1Gi'))],
        {
          manifest: 1,
          also: 0,
          what: 'spec.template.spec.containers[0].resources.limits.memory is above the maximum of LimitRange shop in namespace shop',
          got: '2Gi',
          allowed: 'at most 1Gi',
        },
      ],
      [
        'a request above the maximum that is filled in as the limit',
        [range({ max: { cpu: '1' } }), web({ requests: { cpu: '1500m' } })],
        { got: '1500m', allowed: 'at most 1' },
      ],
      [
        'a request below the minimum',
        [range({ min: { memory: '128Mi' } }), web(memory('1Gi', '64Mi'))],
        { got: '64Mi', allowed: 'at least 128Mi' },
      ],
      [
        'a limit too far above the request',
        [range({ maxLimitRequestRatio: { memory: '2' } }), web(memory('4Gi', '1Gi'))],
        { got: '4Gi to 1Gi' },
      ],
    ],
  });
});
