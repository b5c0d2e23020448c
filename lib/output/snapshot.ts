import fs from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { SKIPPED } from './applied';
import { lstat } from './durable';
import { toOutputError } from './output-error';

/** What is at a path of an output folder. */
export type Entry =
  | { readonly kind: 'file'; readonly content: Buffer; readonly mode: number; readonly mtimeMs: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'folder'; readonly mode: number };

type Entries = ReadonlyMap<string, Entry>;

/** All that an output folder holds at one moment, in memory, so that the folder can be made the same again. */
export class Snapshot {
  private constructor(
    private readonly root: string,
    private readonly shown: string,
    /** By path, parts separated by '/'; the folder itself is ''. Empty if there is no folder. */
    readonly entries: Entries,
  ) {}

  /** @throws OutputError if something in the folder cannot be read */
  static take(outdir: string): Snapshot {
    try {
      // A link to the folder stays a link.
      const root = lstat(outdir) === undefined ? outdir : fs.realpathSync(outdir);
      return new Snapshot(root, outdir, scan(root));
    } catch (error) {
      throw toOutputError(error, outdir, 'nothing was changed', 'read');
    }
  }

  /** Makes the folder what it was: contents, modes, modification times. Returns the paths that were not. */
  restore(): readonly string[] {
    try {
      const now = scan(this.root);
      const added = [...now.keys()].filter((path) => !this.entries.has(path));
      const changed = [...this.entries].filter(([path, entry]) => !isSame(entry, now.get(path)));
      for (const path of added) fs.rmSync(join(this.root, path), { recursive: true, force: true });
      for (const [path, entry] of changed) place(join(this.root, path), entry, now.get(path)?.kind === entry.kind);
      return [...added, ...changed.map(([path]) => path)].sort();
    } catch (error) {
      throw toOutputError(error, this.shown, 'the app changed its files: restore them from version control');
    }
  }
}

/**
 * Folders come before what is in them. Behind a link to another folder of the project its files are looked at, too: an
 * app that writes to the output folder changes them.
 */
function scan(root: string): Entries {
  const entries = new Map<string, Entry>();
  const followed = new Set<string>();
  const visit = (path: string, stats: fs.Stats) => {
    const full = join(root, path);
    const { mode, mtimeMs } = stats;
    if (stats.isFile()) entries.set(path, { kind: 'file', content: fs.readFileSync(full), mode, mtimeMs });
    if (stats.isSymbolicLink()) {
      entries.set(path, { kind: 'link', target: fs.readlinkSync(full) });
      const target = projectFolder(full, root);
      if (target === undefined || followed.has(target)) return;
      followed.add(target);
    } else {
      if (!stats.isDirectory()) return;
      entries.set(path, { kind: 'folder', mode });
    }
    for (const name of fs.readdirSync(full)) {
      const found = SKIPPED.has(name) ? undefined : lstat(join(full, name));
      if (found !== undefined) visit(path === '' ? name : `${path}/${name}`, found);
    }
  };
  const stats = lstat(root);
  if (stats !== undefined && !stats.isDirectory()) {
    throw Object.assign(new Error('no folder'), { code: 'ENOTDIR', path: root });
  }
  if (stats !== undefined) visit('', stats);
  return entries;
}

/** The folder that a link leads to, if it is one of the project, and neither around nor in the output folder. */
function projectFolder(link: string, root: string): string | undefined {
  try {
    const target = fs.realpathSync(link);
    const within = (path: string, folder: string) => `${path}${sep}`.startsWith(`${folder}${sep}`);
    const isOther = within(target, fs.realpathSync('.')) && !within(target, root) && !within(root, target);
    return isOther && fs.statSync(target).isDirectory() ? target : undefined;
  } catch {
    // It leads nowhere.
    return undefined;
  }
}

function isSame(was: Entry, now: Entry | undefined): boolean {
  if (was.kind === 'file' && now?.kind === 'file') {
    return was.mode === now.mode && was.mtimeMs === now.mtimeMs && was.content.equals(now.content);
  }
  if (was.kind === 'link' && now?.kind === 'link') return was.target === now.target;
  return was.kind === 'folder' && now?.kind === 'folder' && was.mode === now.mode;
}

function place(full: string, entry: Entry, sameKind: boolean): void {
  if (!sameKind || entry.kind === 'link') fs.rmSync(full, { recursive: true, force: true });
  fs.mkdirSync(dirname(full), { recursive: true });
  if (entry.kind === 'link') {
    fs.symlinkSync(entry.target, full);
    return;
  }
  if (entry.kind === 'folder') fs.mkdirSync(full, { recursive: true });
  else fs.writeFileSync(full, entry.content);
  fs.chmodSync(full, entry.mode);
  if (entry.kind === 'file') fs.utimesSync(full, entry.mtimeMs / 1000, entry.mtimeMs / 1000);
}
