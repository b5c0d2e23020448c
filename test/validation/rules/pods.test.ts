import { mountPath } from '../../../lib/validation/rules/mount-path';
import { overlappingSelectors } from '../../../lib/validation/rules/overlapping-selectors';
import { selectorOnPods } from '../../../lib/validation/rules/selector-on-pods';
import { testRule, workload } from '../../support/rules';

const mounts = (...paths: string[]) => ({ volumeMounts: paths.map((path) => ({ name: 'v', mountPath: path })) });

describe('a selector matches the labels of the own Pods', () => {
  testRule(selectorOnPods, {
    good: [
      ['the same labels', [workload('Deployment', 'a', { app: 'a' })]],
      ['Pods with more labels', [workload('StatefulSet', 'a', { app: 'a' }, { app: 'a', team: 'b' })]],
    ],
    bad: [
      [
        'another value',
        [workload('Deployment', 'a', { app: 'a' }, { app: 'b' })],
        { manifest: 0, got: 'app: a', allowed: 'app: b' },
      ],
      ['a label that is missing', [workload('DaemonSet', 'a', { app: 'a', x: 'y' }, { app: 'a' })], { got: 'x: y' }],
    ],
  });
});

describe('a container mounts one volume at a path', () => {
  testRule(mountPath, {
    good: [['two paths', [workload('Deployment', 'a', {}, {}, mounts('/a', '/a/b'))]]],
    bad: [
      [
        'one path twice',
        [workload('Deployment', 'a', {}, {}, mounts('/a', '/b', '/a'))],
        { manifest: 0, got: '/a', what: expect.stringContaining('volumeMounts[2]') },
      ],
    ],
  });
});

describe('no workload selects the Pods of another', () => {
  testRule(overlappingSelectors, {
    good: [
      ['two selectors', [workload('Deployment', 'a', { app: 'a' }), workload('Deployment', 'b', { app: 'b' })]],
      [
        'one selector in two namespaces',
        [
          workload('Deployment', 'a', { app: 'a' }, { app: 'a' }, {}, 'x'),
          workload('Deployment', 'b', { app: 'a' }, { app: 'a' }, {}, 'y'),
        ],
      ],
      [
        'a canary that differs in one label',
        [workload('Deployment', 'a', { app: 'a', i: '1' }), workload('Deployment', 'b', { app: 'a', i: '2' })],
      ],
      ['Pods of a Job', [workload('Deployment', 'a', { app: 'a' }), workload('Job', 'b', {}, { app: 'a' })]],
    ],
    bad: [
      [
        'one selector, once said',
        [workload('Deployment', 'a', { app: 'a' }), workload('StatefulSet', 'b', { app: 'a' })],
        { manifest: 0, also: 1, got: 'app: a' },
      ],
      [
        'a wider one',
        [workload('Deployment', 'a', { app: 'a', i: '1' }), workload('Deployment', 'b', { app: 'a' })],
        { manifest: 1, also: 0 },
      ],
    ],
  });
});
