import { historyOf } from './history';
import { interfaceFiles } from './interfaces';
import type { ApiDocument } from './openapi';
import { fieldTable } from './table';

/** The folder of what is generated, from the repository's root. */
export const GENERATED = 'lib/kubernetes/generated';

/** All generated files, path from the repository's root → content. The same documents give the same bytes. */
export function generate(documents: readonly ApiDocument[]): Map<string, string> {
  const history = historyOf(documents);
  const files = interfaceFiles(history).set('fields.json', fieldTable(history));
  return new Map([...files].map(([name, content]) => [`${GENERATED}/${name}`, content]));
}
