/**
 * The place of a path below a folder. Both are normal already; `join` would look at each of their characters again, and
 * for each file some places are asked for. Windows takes the slash, too.
 */
export function within(folder: string, path: string): string {
  return `${folder}/${path}`;
}
