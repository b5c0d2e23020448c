import { hash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { OutputError } from './output-error';
import { complaintAbout } from './relative-path';
import { STATE_FOLDER, stateFolder } from './state-folder';

/** The files that one app wrote: path → SHA-256 of the content, in hex. */
export interface Inventory {
  readonly app: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Owns the files of plain cdk8s apps, which have no name and write no inventory. */
export const PLAIN_APP = 'cdk8s';

const ENDING = '.inventory';
const LINE = /^([0-9a-f]{64}) {2}(.+)$/;
const CONFLICT = /^(<{7}|\|{7}|={7}|>{7})( |$)/;

/** An app's name becomes a file's name. */
export function isAppName(name: string): boolean {
  return /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(name);
}

/** The inventory's place in the output folder. */
export function inventoryPath(app: string): string {
  return `${STATE_FOLDER}/${app}${ENDING}`;
}

/** The app whose inventory has this path in the output folder; `undefined` if it is another file. */
export function appOfInventory(path: string): string | undefined {
  const start = `${STATE_FOLDER}/`;
  if (!path.startsWith(start) || !path.endsWith(ENDING)) return undefined;
  const app = path.slice(start.length, -ENDING.length);
  return app.includes('/') ? undefined : app;
}

/** The format of `sha256sum`, so that `sha256sum -c` in the output folder checks it, too. */
export function printInventory(
  app: string,
  files: readonly { readonly path: string; readonly content: string }[],
): string {
  const lines = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, content }) => `${sha256(content)}  ${path}\n`);
  return `# The files here that the app "${app}" wrote. Commit this file, don't edit it: statecraft prunes by it.\n${lines.join('')}`;
}

export function sha256(content: string | Buffer): string {
  return hash('sha256', content, 'hex');
}

/** Whether a file is as the inventory says; Git may have given it the line endings of Windows. */
export function isAsWritten(content: Buffer, sum: string): boolean {
  return sha256(content) === sum || sha256(content.toString().replaceAll('\r\n', '\n')) === sum;
}

/** Reads an inventory; `place` is what an error names. Line endings may be those of Windows. */
export function parseInventory(app: string, text: string, place: string): Inventory {
  const files = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [, sum, path] = LINE.exec(line) ?? [];
    if (sum === undefined || path === undefined || complaintAbout(path) !== undefined) {
      throw unreadable(`${place}:${index + 1}`, line);
    }
    files.set(path, sum);
  }
  return { app, files };
}

function unreadable(where: string, line: string): OutputError {
  return new OutputError('refused', {
    what: 'the inventory of the output folder has a line that cannot be read; nothing was written',
    where,
    got: line,
    fix: CONFLICT.test(line)
      ? 'a merge left it unfinished: delete the lines with conflict marks, keep the files of both sides, and run again'
      : 'restore it from version control; or delete it and run `npx statecraft synth --adopt`, then delete stale files by hand',
  });
}

/** All inventories of an output folder; `shown` is the folder as the user named it. */
export function readInventories(root: string, shown = root): readonly Inventory[] {
  let names: string[];
  try {
    names = fs.readdirSync(stateFolder(root));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => {
      const app = name.slice(0, -ENDING.length);
      return parseInventory(
        app,
        fs.readFileSync(join(stateFolder(root), name), 'utf8'),
        join(shown, inventoryPath(app)),
      );
    });
}
