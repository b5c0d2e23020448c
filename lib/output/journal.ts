import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { lstat, syncFiles, syncFolder, writeNew } from './durable';
import { OutputError } from './output-error';
import { complaintAbout, folded } from './relative-path';
import { STATE_FOLDER, stateFolder } from './state-folder';
import { within } from './within';

/** What a run is about to do. Its appearance is the commit point: before it nothing has changed, after it all will. */
export interface Journal {
  /** Files that go away; before the writes, because a folder may take the place of a file, or the reverse. */
  readonly removals: readonly string[];
  /** The n-th path gets the staged file named n. Inventories come last. */
  readonly writes: readonly string[];
}

export interface Write {
  readonly path: string;
  readonly content: string;
}

const journalFile = (root: string) => join(stateFolder(root), 'journal');
const draftFile = (root: string) => join(stateFolder(root), 'journal.draft');
const stagedFolder = (root: string) => join(stateFolder(root), 'staged');

/** Whether a path in the output folder is what only an interrupted run leaves there. */
export function isLeftover(path: string): boolean {
  return ['journal', 'journal.draft', 'staged'].some((name) => path === `${STATE_FOLDER}/${name}`);
}

/** Stages all contents, then commits to them. Until this returns, the folder is as it was. */
export function commit(root: string, removals: readonly string[], writes: readonly Write[], durable: boolean): Journal {
  const staged = stagedFolder(root);
  try {
    fs.mkdirSync(staged);
    const names = writes.map((_, index) => within(staged, String(index)));
    for (const [index, { content }] of writes.entries()) writeNew(names[index]!, content);
    const journal: Journal = { removals, writes: writes.map(({ path }) => path) };
    writeNew(draftFile(root), `${JSON.stringify(journal, undefined, 2)}\n`);
    if (durable) {
      syncFiles([...names, draftFile(root)], staged);
      syncFolder(staged);
    }
    fs.renameSync(draftFile(root), journalFile(root));
    if (durable) syncFolder(stateFolder(root));
    return journal;
  } catch (error) {
    // A full disk, say: free what was taken, unless the journal stands already (then the next run finishes).
    try {
      if (lstat(journalFile(root)) === undefined) undo(root);
    } catch {
      // The next run undoes it. What went wrong first is what the user has to know.
    }
    throw error;
  }
}

/** Does what the journal says. Doing it again after an interruption anywhere gives the same folder. */
export function apply(root: string, journal: Journal, durable: boolean): void {
  const staged = stagedFolder(root);
  // It is gone before the journal is.
  const waiting = new Set(lstat(staged) ? fs.readdirSync(staged) : []);
  const isPlaced = (index: number) => !waiting.has(String(index));
  const placed = new Set(journal.writes.filter((_, index) => isPlaced(index)).map((path) => folded(path)));
  const touched = new Set<string>();

  for (const path of journal.removals) {
    // On a file system that ignores case, a name that changed only its case is the new file once that is placed.
    if (!placed.has(folded(path))) touched.add(remove(root, path));
  }
  const made = new Set<string>();
  for (const [index, path] of journal.writes.entries()) {
    if (isPlaced(index)) continue;
    const target = within(root, path);
    const folder = dirname(target);
    if (!made.has(folder)) fs.mkdirSync(folder, { recursive: true });
    fs.renameSync(within(staged, String(index)), target);
    made.add(folder);
    touched.add(folder);
  }
  if (durable) for (const folder of touched) if (lstat(folder)?.isDirectory()) syncFolder(folder);
  fs.rmSync(staged, { recursive: true, force: true });
  fs.unlinkSync(journalFile(root));
}

/** Removes a file and the folders that it leaves empty; returns the folder that remains. */
function remove(root: string, path: string): string {
  const target = join(root, path);
  const found = lstat(target);
  if (found !== undefined && !found.isDirectory()) fs.unlinkSync(target);
  let folder = dirname(target);
  while (folder !== root && removeEmpty(folder)) folder = dirname(folder);
  return folder;
}

function removeEmpty(folder: string): boolean {
  try {
    fs.rmdirSync(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT, ENOTDIR: gone already, or a new file took its place; a folder above may still be empty.
    if (code === 'ENOENT' || code === 'ENOTDIR') return true;
    // Windows says EPERM, Solaris EEXIST. A folder that stays is no harm.
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM' || code === 'EBUSY') return false;
    throw error;
  }
}

/** The journal that an interrupted run left behind. */
export function readJournal(root: string, shown: string): Journal | undefined {
  if (lstat(journalFile(root)) === undefined) return undefined;
  const text = fs.readFileSync(journalFile(root), 'utf8');
  const journal = parse(text);
  if (journal === undefined) {
    const place = join(shown, STATE_FOLDER, 'journal');
    throw new OutputError('refused', {
      what: 'the journal of an interrupted run cannot be read; nothing was written',
      where: place,
      got: text.slice(0, 80).trimEnd(),
      fix: `delete ${place}, restore ${shown} from version control, and run again`,
    });
  }
  return journal;
}

/** The journal is data from a folder that others can write, too: its paths must stay inside. */
function parse(text: string): Journal | undefined {
  try {
    const { removals, writes } = JSON.parse(text) as Journal;
    const inside = (path: unknown) =>
      typeof path === 'string' && (complaintAbout(path) === undefined || /^\.statecraft\/[^/]+\.inventory$/.test(path));
    return removals.every(inside) && writes.every(inside) ? { removals, writes } : undefined;
  } catch {
    return undefined;
  }
}

/** Removes what a run staged before its commit point; says whether there was any. */
export function undo(root: string): boolean {
  const leftovers = [stagedFolder(root), draftFile(root)].filter((path) => lstat(path) !== undefined);
  for (const path of leftovers) fs.rmSync(path, { recursive: true, force: true });
  return leftovers.length > 0;
}
