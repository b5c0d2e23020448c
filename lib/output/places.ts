import fs from 'node:fs';
import { dirname } from 'node:path';
import { lstat } from './durable';
import { OutputError } from './output-error';
import { within } from './within';

/**
 * Finds out before the commit point whether files can be placed and removed where they are to be: a run that starts to
 * change the folder has to be able to end.
 */
export class Places {
  private readonly removed: ReadonlySet<string>;
  private readonly folders = new Map<string, boolean>();
  private readonly real = new Map<string, boolean>([['.', true]]);
  private readonly blocked: string[] = [];

  constructor(
    private readonly root: string,
    private readonly shown: string,
    removed: readonly string[],
  ) {
    this.removed = new Set(removed);
  }

  /**
   * Whether no folder on the way is a link: behind one, files lie in two places, or in somebody else's folder. Only the
   * output folder itself may be one.
   */
  checkLinks(folder: string): boolean {
    const known = this.real.get(folder);
    if (known !== undefined) return known;
    const real = this.checkLinks(dirname(folder)) && (this.removed.has(folder) || !this.isLink(folder));
    this.real.set(folder, real);
    return real;
  }

  checkRemoval(path: string): void {
    this.checkFolder(dirname(path));
  }

  checkWrite(path: string): void {
    if (!this.checkFolder(dirname(path))) return;
    if (lstat(within(this.root, path))?.isDirectory() && !this.isEmptied(path)) {
      this.blocked.push(`${path} is a folder that no app wrote`);
    }
  }

  /** Throws for all that was found. */
  refuseBlocked(): void {
    if (this.blocked.length === 0) return;
    throw new OutputError('refused', {
      what: 'something else stands where files are to be written; nothing was written',
      where: this.shown,
      got: this.blocked.join('\n'),
      fix: 'move it away, and run again',
    });
  }

  /** Whether the folder exists after the removals, or can be made, inside the root; each folder is looked at once. */
  private checkFolder(path: string): boolean {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const usable = this.checkLinks(path) && (path === '.' || this.checkFolder(dirname(path))) && this.look(path);
    this.folders.set(path, usable);
    return usable;
  }

  private look(path: string): boolean {
    const full = within(this.root, path);
    const found = lstat(full);
    if (found === undefined || this.removed.has(path)) return true;
    if (!found.isDirectory()) {
      this.blocked.push(`${path} is a file, and a folder is needed`);
      return false;
    }
    fs.accessSync(full, fs.constants.W_OK | fs.constants.X_OK);
    return true;
  }

  private isLink(folder: string): boolean {
    if (!lstat(within(this.root, folder))?.isSymbolicLink()) return false;
    this.blocked.push(`${folder} is a symbolic link, and a folder is needed`);
    return true;
  }

  /**
   * Whether the removals leave nothing in a folder, so that a file can take its place. A folder without files is not
   * ours: no removal would take it away.
   */
  private isEmptied(path: string): boolean {
    const entries = fs.readdirSync(within(this.root, path), { withFileTypes: true });
    const isGone = (entry: fs.Dirent) =>
      entry.isDirectory() ? this.isEmptied(`${path}/${entry.name}`) : this.removed.has(`${path}/${entry.name}`);
    return entries.length > 0 && entries.every(isGone);
  }
}
