import fs from 'node:fs';
import path from 'node:path';

/** A file that a run wrote. */
export interface OutputFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly bytes: number;
}

/** The YAML files of a folder, without the list of them. */
export function filesOf(folder: string): readonly OutputFile[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: path.relative(folder, file), bytes: fs.statSync(file).size }));
}

/** All YAML of a folder, in the order of the names. */
export function textOf(folder: string): string {
  return filesOf(folder)
    .map((file) => fs.readFileSync(path.join(folder, file.path), 'utf8'))
    .join('---\n');
}

/** How many objects of each kind a text has: `Deployment 4, Service 4`. In block literals all lines are indented. */
export function kindsOf(text: string): string {
  const counts = new Map<string, number>();
  for (const [, kind] of text.matchAll(/^kind: "?(\w+)/gm)) counts.set(kind!, (counts.get(kind!) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

export function objectsOf(text: string): number {
  return [...text.matchAll(/^kind: /gm)].length;
}
