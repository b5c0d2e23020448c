import { containerName } from '../../../lib/validation/rules/container-name';
import { object, testRule } from '../../support/rules';

const pod = (containers: readonly string[], initContainers: readonly string[] = []) => {
  const named = (names: readonly string[]) => names.map((name) => ({ name, image: 'a:1' }));
  return [object('v1', 'Pod', 'p', { spec: { containers: named(containers), initContainers: named(initContainers) } })];
};

describe('a Pod has containers with names of their own', () => {
  testRule(containerName, {
    good: [
      ['one', pod(['web'])],
      ['several', pod(['web', '2nd'], ['copy'])],
    ],
    bad: [
      ['none', pod([], ['copy']), { what: 'spec.containers is empty' }],
      ['a capital', pod(['Web']), { what: 'spec.containers[0].name is no name of a container', fix: 'write web' }],
      ['64 characters', pod(['a'.repeat(64)]), { fix: `write ${'a'.repeat(63)}` }],
      ['a dot', pod(['a.b']), { fix: 'write a-b' }],
      [
        'one name twice',
        pod(['web', 'web']),
        { what: 'spec.containers[1].name is also the name of spec.containers[0]' },
      ],
      [
        'the name of an init container',
        pod(['web'], ['web']),
        { what: 'spec.containers[0].name is also the name of spec.initContainers[0]' },
      ],
    ],
  });
});
