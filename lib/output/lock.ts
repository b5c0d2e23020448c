import fs from 'node:fs';
import { join } from 'node:path';
import { OutputError } from './output-error';
import { STATE_FOLDER, stateFolder } from './state-folder';

/** Takes the folder for this process; returns what gives it back. Throws if another process is writing it. */
export function takeLock(root: string, shown: string): () => void {
  const path = join(stateFolder(root), 'lock');
  while (!create(path)) {
    const holder = readHolder(path);
    if (holder === undefined) continue;
    if (isAlive(holder)) {
      const place = join(shown, STATE_FOLDER, 'lock');
      throw new OutputError('io', {
        what: `another run (process ${holder.trim()}) is writing ${shown}: wait for it and run again, or delete ${place} if it has ended`,
      });
    }
    breakStale(path, holder);
  }
  return () => {
    try {
      fs.rmSync(aside(path), { force: true });
      fs.rmSync(path, { force: true });
    } catch {
      // Left behind, it names a process that is gone: the next run takes it over.
    }
  };
}

const aside = (path: string) => `${path}.stale`;

function create(path: string): boolean {
  try {
    const file = fs.openSync(path, 'wx');
    try {
      fs.writeSync(file, `${process.pid}\n`);
    } catch (error) {
      fs.rmSync(path, { force: true });
      throw Object.assign(error as Error, { path });
    } finally {
      fs.closeSync(file);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** What the lock says; an empty one gets a moment, because its maker may be about to write its number. */
function readHolder(path: string): string | undefined {
  for (let tries = 0; ; tries++) {
    let text: string;
    try {
      text = fs.readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    if (text.endsWith('\n') || tries === 5) return text;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

function isAlive(holder: string): boolean {
  // Without the line end its maker died while writing it, and the number may be only the start of one.
  if (!/^\d+\n$/.test(holder)) return false;
  const pid = Number(holder);
  // Publishing is synchronous: a lock with our own number is from a dead process that had it (containers reuse them).
  if (pid === 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Removes the lock of a dead process. It is moved aside first and looked at again: another run may have removed it and
 * taken its own in between, and that one goes back.
 */
function breakStale(path: string, holder: string): void {
  try {
    fs.renameSync(path, aside(path));
    if (fs.readFileSync(aside(path), 'utf8') === holder) fs.unlinkSync(aside(path));
    else fs.renameSync(aside(path), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
