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
const both = (resources: object) =>
  object(
    'apps/v1',
    'Deployment',
    'web',
    { spec: { template: { spec: { containers: ['a', 'b'].map((name) => ({ name, resources })) } } } },
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
      [
        'Pods whose containers are within it together',
        [range({ max: { memory: '3Gi' }, min: { memory: '1Gi' } }, 'shop', 'Pod'), web(memory('2Gi'))],
      ],
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
        'a Pod whose containers are above it together',
        [range({ max: { memory: '3Gi' } }, 'shop', 'Pod'), both(memory('2Gi'))],
        {
          what: 'spec.template.spec.limits.memory, of all containers together, is above the maximum of LimitRange shop in namespace shop',
          got: '4Gi',
        },
      ],
      [
        'a Pod without the limit that a maximum for Pods asks for',
        [range({ max: { cpu: '2' } }, 'shop', 'Pod'), web(memory('2Gi'))],
        { got: 'no limits.cpu' },
      ],
      [
        'a limit too far above the request',
        [range({ maxLimitRequestRatio: { memory: '2' } }), web(memory('4Gi', '1Gi'))],
        { got: '4Gi to 1Gi' },
      ],
    ],
  });
});
