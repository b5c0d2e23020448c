import fs from 'node:fs';

/** Writes a new file; with `durable` it has reached the disk, not only the cache, when this returns. */
export function writeNew(path: string, content: string, durable: boolean): void {
  const file = fs.openSync(path, 'w');
  try {
    fs.writeFileSync(file, content);
    if (durable) fs.fsyncSync(file);
  } catch (error) {
    // Calls on an open file don't say which one (a full disk shows up here).
    throw Object.assign(error as Error, { path });
  } finally {
    fs.closeSync(file);
  }
}

/** Makes the names in a folder durable. Windows cannot open a folder for this, and does it itself. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

/** The state of a path itself, not of what a link points to; `undefined` if nothing is there. */
export function lstat(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
