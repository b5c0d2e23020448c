import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../input/place';
import { type Content, contentOf } from './content';
import { unreadable } from './file-content';

/** What desktops and editors leave behind: nobody means it, and another machine has other ones. */
const DROPPINGS = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|.*~|\..*\.sw[a-p])$/;

/** The files of a directory that could not be read, which has been told. */
export const UNREAD: Readonly<Record<string, Content>> = {};

/**
 * The files of a directory and those below it, by their path in it, in one order on every machine. Links are followed.
 * @param skips whether a path, with `/` between its parts, is left out
 */
export function readDirectory(
  directory: string,
  skips: (path: string) => boolean,
  at: Place,
): Readonly<Record<string, Content>> {
  try {
    const paths = walk(directory, '', [], skips).sort();
    return Object.fromEntries(paths.map((path) => [path, contentOf(readFileSync(join(directory, path)))]));
  } catch (error) {
    return unreadable((error as NodeJS.ErrnoException).path ?? directory, error, at, UNREAD);
  }
}

function walk(directory: string, below: string, above: readonly string[], skips: (path: string) => boolean): string[] {
  const real = realpathSync(directory);
  // A link to a folder that it lies in.
  if (above.includes(real)) return [];
  return readdirSync(directory).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    if (DROPPINGS.test(name) || skips(path)) return [];
    const here = join(directory, name);
    return statSync(here).isDirectory() ? walk(here, path, [...above, real], skips) : [path];
  });
}
