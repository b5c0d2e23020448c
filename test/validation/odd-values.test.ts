import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/manifests/manifest';
import { validate } from '../../lib/validation/validate';
import { withOdd } from '../support/rules';

const DIST = path.join(__dirname, '../../dist');
const CLUSTER = { kubernetesVersion: '1.36', storageClasses: [{ name: 'a' }], domains: ['a.com'], tlsSecrets: [] };

/** Of each kind that the apps emit, the longest object. */
function longest(): readonly Manifest[] {
  const byKind = new Map<string, Manifest>();
  const lengthOf = (manifest: Manifest | undefined) => JSON.stringify(manifest ?? '').length;
  for (const file of fs.readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.yaml')) continue;
    for (const document of parseAllDocuments(fs.readFileSync(path.join(DIST, file), 'utf8'))) {
      const manifest = document.toJSON() as Manifest | null;
      if (manifest && lengthOf(manifest) > lengthOf(byKind.get(manifest.kind))) byKind.set(manifest.kind, manifest);
    }
  }
  return [...byKind.values()];
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
