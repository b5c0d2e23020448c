import * as path from 'node:path';
import type { Problem } from '../errors/problem';

/** The files of the Apps that this process has synthesized, by folder and name. */
const synthesized = new Map<string, readonly string[]>();

/**
 * Two Apps of one program with the same name and folder: the second would remove the files of the first, because files
 * are told apart by the App's name. An App with files in common is taken for a second run, as tests make it.
 */
export function complainNamesake(outdir: string, name: string, files: readonly string[]): readonly Problem[] {
  const key = JSON.stringify([path.resolve(outdir), name]);
  const earlier = synthesized.get(key) ?? [];
  if (earlier.length > 0 && files.length > 0 && !files.some((file) => earlier.includes(file))) {
    return [
      {
        severity: 'invalid',
        rule: 'app-name-twice',
        what: `another App of this program is called ${name} too and writes to the same folder; one would remove the files of the other`,
        path: '',
        got: name,
        allowed: 'each name once for a folder',
        fix: "give each App a name: new App({ name: 'backend' })",
      },
    ];
  }
  synthesized.set(key, files);
  return [];
}
