import fs from 'node:fs';
import path from 'node:path';
import * as cdk8s from 'cdk8s';
import * as statecraft from 'cdk8s-statecraft';
import { parseAllDocuments } from 'yaml';
import { WORKLOAD } from '../constructs/workload-options';
import { emitted } from '../support/build';
import { sealed } from '../support/samples';

const page = fs.readFileSync(path.join(__dirname, '../../docs/configuration.md'), 'utf8');
const EXAMPLES = [...page.matchAll(/```ts\n([\s\S]*?)```\n\n```yaml\n([\s\S]*?)```/g)].map(([, code, yaml]) => ({
  code: code!,
  yaml: yaml!,
}));

/** What an example's code gives, run where the page says that it stands. */
function run(code: string) {
  const scope = {
    ...statecraft,
    path,
    __dirname: path.join(__dirname, 'fixtures'),
    web: WORKLOAD,
    sealedToken: sealed('a'),
  };
  return emitted(
    (chart: cdk8s.Chart) => {
      new Function('chart', ...Object.keys(scope), code)(chart, ...Object.values(scope));
    },
    { namespace: 'shop' },
  );
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
