import { identityKey, title } from '../../manifests/identify';
import type { Rule } from '../rule';

/** One environment holds one object of a kind and name in a namespace: of two, the one applied last would win. */
export const duplicateObject: Rule = {
  name: 'duplicate-object',
  severity: 'invalid',
  *check({ manifests }) {
    const seen = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      const key = identityKey(manifest);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, index);
        continue;
      }
      yield {
        manifest: index,
        also: first,
        what: 'an object is made twice; the one applied last would win',
        got: title(manifest),
        allowed: 'one object of a kind and name in a namespace of an environment',
        fix: "give one of them another name: { name: '…' }",
      };
    }
  },
};
