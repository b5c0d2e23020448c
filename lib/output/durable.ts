import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Writes a new file. */
export function writeNew(path: string, content: string): void {
  const file = fs.openSync(path, 'w');
  try {
    fs.writeFileSync(file, content);
  } catch (error) {
    // Calls on an open file don't say which one (a full disk shows up here).
    throw Object.assign(error as Error, { path });
  } finally {
    fs.closeSync(file);
  }
}

/** From so many files on, one call for the whole file system is faster than one for each. */
const MANY = 50;

/**
 * Waits until files have reached the disk, not only the cache. Each waits for the disk by itself, a thousand a quarter of
 * a second and more: on Linux `sync -f` (coreutils, busybox) asks the file system once for all that is written to it
 * (syncfs(2)); Node has no call for it.
 */
export function syncFiles(paths: readonly string[], folder: string): void {
  if (paths.length >= MANY && process.platform === 'linux') {
    if (spawnSync('sync', ['-f', folder], { stdio: 'ignore' }).status === 0) return;
  }
  for (const path of paths) syncFile(path);
}

function syncFile(path: string): void {
  // Windows syncs only what is open for writing.
  const file = fs.openSync(path, 'r+');
  try {
    fs.fsyncSync(file);
  } catch (error) {
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
