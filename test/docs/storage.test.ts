import fs from 'node:fs';
import path from 'node:path';
import type { Chart } from 'cdk8s';
import * as statecraft from 'cdk8s-statecraft';
import { parseAllDocuments } from 'yaml';
import { ACCESS_MODES, RECYCLED } from '../../lib/storage/pool-volume';
import { WORKLOAD } from '../constructs/workload-options';
import { emitted } from '../support/build';

const page = fs.readFileSync(path.join(__dirname, '../../docs/storage.md'), 'utf8');
const EXAMPLES = [...page.matchAll(/```ts\n([\s\S]*?)```\n\n```yaml\n([\s\S]*?)```/g)].map(([, code, yaml]) => ({
  code: code!,
  yaml: yaml!,
}));

function run(code: string) {
  const one = { ...WORKLOAD, replicas: 1, rollout: { strategy: 'Recreate' } };
  const scope = { ...statecraft, web: WORKLOAD, one };
  const make = (chart: Chart) => new Function('chart', ...Object.keys(scope), code)(chart, ...Object.values(scope));
  return emitted(make, { namespace: 'shop' });
}

test('every block of code has its YAML below it', () => {
  expect(page.match(/```ts\n/g)).toHaveLength(EXAMPLES.length);
});

test.each(EXAMPLES)('the page shows what its code gives: $code', ({ code, yaml }) => {
  const objects = run(code);
  const shown = parseAllDocuments(yaml).map((document) => document.toJS());
  expect(shown.length).toBeGreaterThan(0);
  for (const one of shown) expect(objects[`${one.kind}/${one.metadata.name}`]).toMatchObject(one);
});

test.each(Object.entries(ACCESS_MODES))('the page says what a volume of %s can give', (type, modes) => {
  const cells = page
    .split('\n')
    .find((line) => line.startsWith(`| \`PoolVolume.${type}\``))!
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim() !== '');
  const all = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] as const;
  expect(cells).toEqual([...all.map((mode) => modes.includes(mode)), RECYCLED.includes(type as never)]);
});

test('and every kind of volume', () => {
  const kinds = Object.getOwnPropertyNames(statecraft.Storage).filter(
    (name) => !['length', 'name', 'prototype', 'of'].includes(name),
  );
  expect(kinds.length).toBeGreaterThan(10);
  for (const kind of kinds) expect(page).toMatch(new RegExp(`\`(Storage\\.)?${kind}\``));
});
