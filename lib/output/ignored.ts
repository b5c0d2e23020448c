import fs from 'node:fs';
import { join } from 'node:path';
import { STATE_FOLDER, stateFolder } from './state-folder';

/** No pattern that can match nothing, or all that it doesn't name. */
const PATTERN = /^(?![!/\\]|\.{0,2}$|\.{1,2}\/)[^\\\n\r]+$/;

export const PATTERN_ALLOWED =
  'a glob pattern relative to the output folder, such as crds/**, without !, \\ or ./ before it';

/** Whether a value names files of other tools in the output folder. */
export function isPattern(value: unknown): value is string {
  return typeof value === 'string' && value.trim() === value && PATTERN.test(value);
}

/** Whether a path of the output folder is another tool's business. */
export function ignoring(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  // Loaded on use: most apps share their folder with nobody.
  const picomatch = require('picomatch') as typeof import('picomatch');
  // With `dot`, a file is found by ** whatever its name is: deployers don't care for a dot either.
  return picomatch([...patterns], { dot: true });
}

const ENDING = '.ignore';

/**
 * Leaves an app's patterns where the command that runs the app finds them: one on a line, in a folder that is thrown
 * away. The committed folder has no such file.
 */
export function leavePatterns(root: string, app: string, patterns: readonly string[]): void {
  fs.writeFileSync(join(stateFolder(root), `${app}${ENDING}`), patterns.map((pattern) => `${pattern}\n`).join(''));
}

/** The patterns of all apps that left theirs. */
export function readPatterns(root: string): readonly string[] {
  if (!fs.existsSync(stateFolder(root))) return [];
  return fs
    .readdirSync(stateFolder(root))
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .flatMap((name) => fs.readFileSync(join(root, STATE_FOLDER, name), 'utf8').split('\n'))
    .filter(isPattern);
}
