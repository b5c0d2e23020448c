import * as fs from 'node:fs';
import * as path from 'node:path';
import { Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import * as lib from '../../lib';
import { WORKLOAD } from '../constructs/workload-options';
import { manifestsOf, newApp } from '../support/build';

const PAGES = [
  'workloads.md',
  'pods.md',
  'placement.md',
  'overlays.md',
  'network.md',
  'stateful.md',
  'gateway.md',
  'from-yaml.md',
].map((name) => [name, read(name)] as const);

function read(name: string): string {
  return fs.readFileSync(path.join(__dirname, '../../docs', name), 'utf8');
}

const pairsOf = (page: string) =>
  [...page.matchAll(/```ts\n([\s\S]*?)```\n\n```yaml\n([\s\S]*?)```/g)].map(
    ([, code, yaml]) => [/'([\w-]+)'/.exec(code!)![1]!, code!, yaml!] as const,
  );

test.each(PAGES)('each piece of code in %s has its YAML', (_name, page) => {
  expect(page.match(/```ts/g)).toHaveLength(pairsOf(page).length);
});

const PAIRS = PAGES.flatMap(([name, page]) => pairsOf(page).map(([of, ...pair]) => [name, of, ...pair] as const));

test.each(PAIRS)('%s: %s gives the YAML below it', (_page, _name, code, yaml) => {
  const app = newApp();
  const names = { ...lib, Chart, ...WORKLOAD, app, chart: new Chart(app, 'chart') };
  new Function(...Object.keys(names), code)(...Object.values(names));
  const emitted = JSON.parse(JSON.stringify(manifestsOf(app))) as { kind: string; metadata: { name: string } }[];
  for (const document of parseAllDocuments(yaml)) {
    const shown = document.toJS();
    const found = emitted.find(({ kind, metadata }) => kind === shown.kind && metadata.name === shown.metadata.name);
    expect(found).toMatchObject(shown);
  }
});
