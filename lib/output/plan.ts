import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { appliedFiles } from './applied';
import { lstat } from './durable';
import { inventoryPath, isAppName, isAsWritten, printInventory, readInventories } from './inventory';
import type { Write } from './journal';
import { OutputError } from './output-error';
import { Places } from './places';
import type { AppOutput } from './publish';
import { complaintAbout, folded } from './relative-path';
import { within } from './within';

/** The difference between the folder and what the apps declare. */
export interface Plan {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Those of `written` that were not as the last run had left them, or that no app had written. */
  readonly overwritten: readonly string[];
  /** What a deployer would apply, and no app wrote. */
  readonly undeclared: readonly string[];
  /** `written` with contents, then the inventories that change. */
  readonly writes: readonly Write[];
}

/** Refuses what is wrong in any folder: this is known before the first look at the disk. */
export function checkDeclared(apps: readonly AppOutput[]): void {
  const complaints: string[] = [];
  const seen = new Map<string, string>();
  const names = new Set<string>();
  for (const { app, files } of apps) {
    if (!isAppName(app)) complaints.push(`the app's name ${JSON.stringify(app)} cannot be a file's name`);
    if (names.has(folded(app))) complaints.push(`two apps are named "${app}"`);
    names.add(folded(app));
    for (const { path } of files) {
      const complaint = complaintAbout(path);
      const declared = `${path} (app "${app}")`;
      const other = seen.get(folded(path));
      if (complaint !== undefined) complaints.push(`${declared} ${complaint}`);
      if (other !== undefined) complaints.push(`${declared} is the same file as ${other}`);
      seen.set(folded(path), declared);
    }
  }
  // Half-way through the writing it would be too late: such a run could never be finished.
  for (const [path, declared] of seen) {
    const folders = path.split('/').slice(0, -1);
    const other = folders.map((_, index) => seen.get(folders.slice(0, index + 1).join('/'))).find(Boolean);
    if (other !== undefined) complaints.push(`${declared} lies in a folder that is also the file ${other}`);
  }
  if (complaints.length === 0) return;
  throw new OutputError('refused', {
    what: 'these files cannot be written side by side inside the output folder; nothing was written',
    got: complaints.join('\n'),
    fix: 'give each app its own name, and each file its own relative path (names that differ only in case are the same file on macOS and Windows)',
  });
}

export function planChanges(root: string, shown: string, apps: readonly AppOutput[], adopt: boolean): Plan {
  const inventories = readInventories(root, shown);
  const declaring = new Set(apps.map(({ app }) => app));
  const declared = new Set(apps.flatMap(({ files }) => files.map(({ path }) => path)));
  const owners = new Map(
    inventories.flatMap(({ app, files }) => [...files.keys()].map((path) => [path, app] as const)),
  );
  const others = new Set(
    inventories.filter(({ app }) => !declaring.has(app)).flatMap(({ files }) => [...files.keys()]),
  );
  const sums = new Map(inventories.flatMap(({ files }) => [...files]));
  refuseOthers(shown, apps, owners, others);

  // A file that another app of this run takes over is not pruned, and neither is one that another app lists, too.
  const removed = [...owners]
    .filter(([path, app]) => declaring.has(app) && !declared.has(path) && !others.has(path))
    .map(([path]) => path)
    .filter((path) => lstat(join(root, path))?.isDirectory() === false)
    .sort();

  const places = new Places(root, shown, removed);
  for (const path of removed) places.checkRemoval(path);
  const vanishing = new Set(removed.map(folded));
  const writes: Write[] = [];
  const unchanged: string[] = [];
  const foreign: string[] = [];
  const overwritten: string[] = [];
  for (const file of apps.flatMap(({ files }) => files)) {
    if (!places.checkLinks(dirname(file.path))) continue;
    const recased = vanishing.has(folded(file.path)) && !hasExactly(root, file.path);
    const found = recased ? 'absent' : lookAt(within(root, file.path), file.content);
    if (found === 'same') {
      unchanged.push(file.path);
      continue;
    }
    if (found === 'different' && !owners.has(file.path) && !adopt) foreign.push(file.path);
    places.checkWrite(file.path);
    if (found === 'different' && !isLeftAsWritten(within(root, file.path), sums.get(file.path))) {
      overwritten.push(file.path);
    }
    writes.push({ path: file.path, content: file.content });
  }
  places.refuseBlocked();
  refuseForeign(shown, foreign);

  const changedInventories = apps
    .map(({ app, files }) => ({ path: inventoryPath(app), content: printInventory(app, files) }))
    .filter(({ path, content }) => lookAt(join(root, path), content) !== 'same');
  const byPath = (a: Write, b: Write) => (a.path < b.path ? -1 : 1);
  writes.sort(byPath);
  return {
    written: writes.map(({ path }) => path),
    unchanged: unchanged.sort(),
    removed,
    overwritten: overwritten.sort(),
    undeclared: appliedFiles(root).filter((path) => !declared.has(path) && !owners.has(path)),
    writes: [...writes, ...changedInventories.sort(byPath)],
  };
}

/** A link is never the same as a file: it is replaced, and what it points to stays. */
function lookAt(path: string, content: string): 'absent' | 'same' | 'different' {
  const found = lstat(path);
  if (found === undefined || found.isDirectory()) return 'absent';
  if (!found.isFile() || found.size !== Buffer.byteLength(content)) return 'different';
  return fs.readFileSync(path).equals(Buffer.from(content)) ? 'same' : 'different';
}

function isLeftAsWritten(path: string, sum: string | undefined): boolean {
  return sum !== undefined && lstat(path)?.isFile() === true && isAsWritten(fs.readFileSync(path), sum);
}

/** Whether the name is there in this spelling: a file system that ignores case finds it in others, too. */
function hasExactly(root: string, path: string): boolean {
  const full = join(root, path);
  return lstat(full) !== undefined && fs.realpathSync.native(full).endsWith(full.slice(root.length));
}

function refuseOthers(
  shown: string,
  apps: readonly AppOutput[],
  owners: ReadonlyMap<string, string>,
  others: ReadonlySet<string>,
): void {
  const taken = apps.flatMap(({ app, files }) =>
    files.filter(({ path }) => others.has(path)).map(({ path }) => ({ app, path, owner: owners.get(path)! })),
  );
  if (taken.length === 0) return;
  const { app, owner } = taken[0]!;
  throw new OutputError('refused', {
    what: 'files to be written belong to another app that shares the output folder; nothing was written',
    where: shown,
    got: taken.map((file) => `${file.path} (app "${file.app}") is written by the app "${file.owner}"`).join('\n'),
    fix:
      `rename one of the charts; or, if the app "${owner}" is called "${app}" now, rename ` +
      `${join(shown, inventoryPath(owner))} to ${join(shown, inventoryPath(app))}`,
  });
}

function refuseForeign(shown: string, foreign: readonly string[]): void {
  if (foreign.length === 0) return;
  throw new OutputError('refused', {
    what: 'the output folder has files that no app wrote, where other content is to be written; nothing was written',
    where: shown,
    got: [...foreign].sort().join('\n'),
    fix: 'move them away; or let the app own and overwrite them: `npx statecraft synth --adopt`',
  });
}
