import path from 'node:path';
import { buildSync } from 'esbuild';

/** What users and the command ask for: paths in `lib`. */
export const ENTRIES: readonly string[] = ['index', 'testing/index', 'testing/register', 'cli/main'];

/**
 * Makes one file of all modules that the entries lead to, with a source map: Node loads it in half of the time that it needs
 * for two hundred. A module still runs when it is first asked for, and once, whichever entry leads to it; the file exports
 * each entry by its path, as a function that gives what the entry exports.
 *
 * What is of other packages stays a `require`, and so do the tables of the API, which are large and read on first use: their
 * folder belongs beside the file.
 *
 * @param folder the compiled modules
 * @param entries paths in the folder, without `.js`
 * @param file where the bundle goes
 */
export function bundle(folder: string, entries: readonly string[], file: string): void {
  const exports = entries.map((entry) => `exports[${JSON.stringify(entry)}] = () => require('./${entry}');`);
  buildSync({
    stdin: { contents: exports.join('\n'), resolveDir: folder, sourcefile: path.basename(file) },
    outfile: file,
    absWorkingDir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    external: ['*.json'],
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
}
