import * as fc from 'fast-check';
import { nearest } from '../../lib/kubernetes/nearest';

const FIELDS = ['image', 'imagePullPolicy', 'name', 'ports', 'env', 'envFrom', 'replicas'];

test.each([
  ['a missing letter', 'imge', 'image'],
  ['two letters swapped', 'iamge', 'image'],
  ['another letter case', 'ImagePullpolicy', 'imagePullPolicy'],
  ['a letter too many', 'envs', 'env'],
  ['several mistakes in a long word', 'imagePolPolicy', 'imagePullPolicy'],
  ['a word that nothing is near', 'securityContext', undefined],
  ['a short word of other letters', 'xy', undefined],
  ['no word', '', undefined],
])('nearest: %s', (_, word, expected) => {
  expect(nearest(word, FIELDS)).toBe(expected);
});

test('nearest finds a word itself among any others', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (words) => {
      for (const word of words) expect(nearest(word, words)).toBe(word);
    }),
  );
});
