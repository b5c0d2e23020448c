import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiDocument } from './openapi';

/** The documents in the repository's `schemas` folder. */
export function readDocuments(root: string): ApiDocument[] {
  const folder = join(root, 'schemas');
  return readdirSync(folder)
    .filter((name) => /^kubernetes-.*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
