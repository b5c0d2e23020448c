import path from 'node:path';
import { loadAll } from 'js-yaml';
import type { Manifest } from '../../lib/manifests/manifest';
import { validate } from '../../lib/validation/validate';
import { tree } from '../output/temp-folder';
import { withOdd } from '../support/rules';

const CLUSTER = { kubernetesVersion: '1.36', storageClasses: [{ name: 'a' }], domains: ['a.com'], tlsSecrets: [] };

/** Of each kind that the apps emit, the longest object. */
function longest(): readonly Manifest[] {
  const all = Object.values(tree(path.join(__dirname, '../../dist'))).flatMap((text) => loadAll(text) as Manifest[]);
  const byLength = all
    .map((manifest) => [JSON.stringify(manifest).length, manifest] as const)
    .sort(([a], [b]) => a - b);
  return [...new Map(byLength.map(([, manifest]) => [manifest.kind, manifest])).values()];
}

const MANIFESTS = longest();

// A raw ApiObject may hold anything anywhere. What is wrong in it is said by one rule; the others must not fail over it.
test.each([null, [null], 5, [5], 'a', ['a'], true, [], {}, { a: 1 }])(
  'no rule throws where %j stands in any place of what the apps emit',
  (odd) => {
    for (const manifest of MANIFESTS) {
      for (const variant of withOdd(manifest, odd)) {
        const set = { manifests: [variant as Manifest, manifest], cluster: CLUSTER };
        expect(() => validate(set)).not.toThrow();
      }
    }
  },
);
