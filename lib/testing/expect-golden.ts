import path from 'node:path';
import type { App } from 'cdk8s';
import { App as StatecraftApp } from '../app/app';
import { ignoring } from '../output/ignored';
import { publish } from '../output/publish';
import { outputOf } from './app-output';
import { type FileDifference, GoldenFolder } from './golden-folder';
import { RunningTest } from './runner';

/**
 * Expects that an app gives the YAML files that are committed in `folder`, no more and no less, byte by byte. The path of
 * the folder is relative to the test file.
 *
 * Where there are no files yet, they are written. `-u` writes those that differ and removes those that an earlier run
 * wrote, which `.statecraft/` in the folder lists (commit it, too); YAML files that no app wrote have to be deleted by
 * hand, or named in `ignore` of our App. With `--ci` nothing is written.
 *
 * Works in jest and vitest, for our App (whose name tells its files from those of others in the folder) and for plain
 * cdk8s Apps. Nothing else of the app's output is touched.
 * @throws Error with the objects that differ, file by file
 * @throws SynthesisError with all errors of the app
 */
export function expectGolden(app: App, folder: string): void {
  const test = RunningTest.asserting('expectGolden');
  const place = path.resolve(path.dirname(test.file), folder);
  const output = outputOf(app);
  const start = `expectGolden(app, ${JSON.stringify(folder)}): `;
  // A test of nothing would be green for ever.
  if (output.files.length === 0) throw failure(`${start}the app gives no files`);
  const missing = new GoldenFolder(place).isEmpty;
  if (missing && test.update === 'none') {
    throw failure(`${start}there are no YAML files, and --ci writes none. Run the test without it, and commit them.`);
  }
  if (missing || test.update === 'all') publish({ outdir: place, apps: [output], adopt: true, durable: false });
  const differences = new GoldenFolder(place).differences(
    output,
    ignoring(app instanceof StatecraftApp ? app.ignore : []),
  );
  if (differences.length > 0) throw failure(start + describe(differences));
}

function describe(differences: readonly FileDifference[]): string {
  const files = differences.map(({ path, differences }) => {
    const lines = differences.map((difference) => `\n${difference.replace(/^(?=.)/gm, '  ')}`);
    return `${path}${lines.join('')}\n`;
  });
  return (
    `the app gives other files than those that are committed\n` +
    `(- committed, + given by the app)\n\n${files.join('\n')}\n` +
    `If the app is right, run the test with -u, and commit what changes.`
  );
}

/** With the stack of the test, not of what is called from there: the runners show its line. */
function failure(message: string): Error {
  const error = new Error(message);
  Error.captureStackTrace(error, expectGolden);
  return error;
}
