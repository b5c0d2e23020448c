import { join } from 'node:path';

/**
 * The folder inside an output folder that holds the inventories (committed) and, during a run, the lock, the journal
 * and the staged files. No name in it ends in `.yaml` or `.json`: deployers read those recursively.
 */
export const STATE_FOLDER = '.statecraft';

export function stateFolder(root: string): string {
  return join(root, STATE_FOLDER);
}
