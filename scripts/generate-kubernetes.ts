/** `npm run generate`: makes lib/kubernetes/generated from schemas/. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from './kubernetes/documents';
import { readGatewayDocuments } from './kubernetes/gateway';
import { GENERATED, generate } from './kubernetes/generate';

const root = join(__dirname, '..');
const files = generate(readDocuments(root), readGatewayDocuments(root));
// Nothing else lives in the folder; a file of a group that has gone must go too.
rmSync(join(root, GENERATED), { recursive: true, force: true });
mkdirSync(join(root, GENERATED), { recursive: true });
for (const [path, content] of files) writeFileSync(join(root, path), content);
