import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../../scripts/kubernetes/documents';
import { readGatewayDocuments } from '../../scripts/kubernetes/gateway';
import { GENERATED, generate } from '../../scripts/kubernetes/generate';

const root = join(__dirname, '../..');
const documents = readDocuments(root);
const gateway = readGatewayDocuments(root);
const files = generate(documents, gateway);

test('the generated files are those that the schemas give: if not, run `npm run generate`', () => {
  const names = readdirSync(join(root, GENERATED)).map((name) => `${GENERATED}/${name}`);
  expect(names.sort()).toEqual([...files.keys()].sort());
  const changed = [...files].filter(([path, content]) => readFileSync(join(root, path), 'utf8') !== content);
  expect(changed.map(([path]) => path)).toEqual([]);
});

test('the order in which the schemas are read changes nothing', () => {
  expect(generate([...documents].reverse(), [...gateway].reverse())).toEqual(files);
});

test('every file says that it is generated', () => {
  for (const content of files.values()) expect(content.slice(0, 80)).toMatch(/generated.*by `npm run generate`/i);
});
