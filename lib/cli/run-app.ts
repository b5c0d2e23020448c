import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readPatterns } from '../output/ignored';
import { OutputError } from '../output/output-error';
import type { AppOutput } from '../output/publish';
import { type Entry, Snapshot } from '../output/snapshot';
import { PassedSignals, runChild } from './child';
import { collect } from './collect';
import type { Config } from './config';
import type { Duration } from './duration';
import { CommandError, ExitCode } from './exit-code';

/** What a run of the app gave, and what the committed folder holds. */
export interface Run {
  readonly apps: readonly AppOutput[];
  /** The patterns of other tools' files: those of the configuration and those that the apps name. */
  readonly ignore: readonly string[];
  readonly committed: ReadonlyMap<string, Entry>;
}

/**
 * Runs the app into a temporary folder, which is gone afterwards. The committed folder is the same as before.
 *
 * An app can write there all the same: plain cdk8s with an `outdir` of its own ignores CDK8S_OUTDIR. So the folder is
 * looked at before and after, and restored where the app changed it. A copy of the working tree would keep the app from
 * it, but not one with an absolute path, and many apps wouldn't run there (packages and charts above the folder, Git);
 * permissions don't stop root, which CI often is.
 */
export async function runApp({ app, output, ignore }: Config, limit: Duration): Promise<Run> {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'statecraft-'));
  // Until the end, so that nothing interrupts the restoring.
  const signals = new PassedSignals();
  try {
    const before = orFailed(() => Snapshot.take(output));
    const staging = path.join(temporary, 'out');
    const outcome = path.join(temporary, 'outcome');
    fs.mkdirSync(staging);
    let failure: string | undefined;
    let touched: readonly string[] = [];
    try {
      failure = await runChild(app, environment(staging, outcome), limit, signals);
    } finally {
      touched = orFailed(() => before.restore());
      if (touched.length > 0) process.stderr.write(`the app wrote to ${output} itself, which is restored as it was\n`);
    }
    judge(app, failure, outcome);
    if (touched.length > 0) throw ownFolder(app, output, touched);
    const apps = collect(staging);
    if (apps.length === 0) throw nothingWritten(app);
    return { apps, ignore: [...ignore, ...readPatterns(staging)], committed: before.entries };
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
    signals.release();
  }
}

/** Calls what reads or writes an output folder, and makes its errors those of a command. */
export function orFailed<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    throw new CommandError(error.kind === 'refused' ? ExitCode.MEND : ExitCode.FAILED, error.message);
  }
}

function environment(staging: string, outcome: string): Readonly<Record<string, string>> {
  return {
    CDK8S_OUTDIR: staging,
    // It asks a registry and waits for the answer; offline that takes long.
    CDK8S_CHECK_UPGRADE: 'false',
    // For the plugins of `cdk8s synth` only; it is no part of the output.
    CDK8S_RECORD_CONSTRUCT_METADATA: 'false',
    // Our App writes 'rejected' into it when the user's input has errors, after it has printed them.
    STATECRAFT_OUTCOME: outcome,
  };
}

function judge(app: string, failure: string | undefined, outcome: string): void {
  // Whatever exit code the app made of its error: of rejected input nothing is written.
  if (fs.existsSync(outcome) && fs.readFileSync(outcome, 'utf8').trim() === 'rejected') {
    throw new CommandError(ExitCode.MEND, 'nothing was written');
  }
  if (failure !== undefined) {
    throw new CommandError(ExitCode.FAILED, `the app failed (${failure}): ${app}; nothing was written`);
  }
}

const OWN_OUTDIR =
  'an app that sets its own `outdir` (new App({ outdir: … })) ignores CDK8S_OUTDIR: remove `outdir` there ' +
  'and name the folder as `output` in cdk8s.yaml';

function ownFolder(app: string, output: string, touched: readonly string[]): CommandError {
  const shown = touched.filter((name) => name !== '').slice(0, 5);
  const names = shown.length === 0 ? '' : ` (${shown.join(', ')}${touched.length > shown.length ? ', …' : ''})`;
  return new CommandError(
    ExitCode.FAILED,
    `the app wrote to ${output}${names} and not only to the folder that CDK8S_OUTDIR names: ${app}\n  fix: ${OWN_OUTDIR}`,
  );
}

function nothingWritten(app: string): CommandError {
  return new CommandError(
    ExitCode.FAILED,
    `the app wrote nothing to the folder that CDK8S_OUTDIR names: ${app}\n` +
      `  fix: ${OWN_OUTDIR}; and see that the app calls synth()`,
  );
}
