import { posix, win32 } from 'node:path';
import { STATE_FOLDER } from './state-folder';

/** What is wrong with a path as the place of an output file; `undefined` if nothing is. */
export function complaintAbout(path: string): string | undefined {
  if (posix.isAbsolute(path) || win32.isAbsolute(path)) return 'is absolute';
  // A backslash is a name's character on Linux and a separator on Windows: the same input has to give the same tree.
  if (path.includes('\\')) return 'contains a backslash';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'contains a control character';
  const parts = path.split('/');
  if (parts.includes('..')) return 'leaves the folder';
  if (parts.includes('') || parts.includes('.')) return 'has an empty part or a "."';
  if (parts[0]!.toLowerCase() === STATE_FOLDER) return `lies in ${STATE_FOLDER}`;
  return undefined;
}

/** Paths that are one file on a file system that ignores case (macOS, Windows) have the same folded form. */
export function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
