import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AppOutput } from '../output/publish';
import { collect } from './collect';
import { CommandError, ExitCode } from './exit-code';

/** Runs the app into a temporary folder and returns what it wrote there. The folder is gone afterwards. */
export async function runApp(command: string): Promise<readonly AppOutput[]> {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'statecraft-'));
  const signals = new PassedSignals();
  try {
    const staging = path.join(temporary, 'out');
    const outcome = path.join(temporary, 'outcome');
    fs.mkdirSync(staging);
    const failure = await run(command, signals, {
      CDK8S_OUTDIR: staging,
      // It asks a registry and waits for the answer; offline that takes long.
      CDK8S_CHECK_UPGRADE: 'false',
      // Our App writes 'rejected' into it when the user's input has errors, after it has printed them.
      STATECRAFT_OUTCOME: outcome,
    });
    if (signals.received !== undefined) throw new Interrupted(signals.received);
    return judge(command, failure, outcome, staging);
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
    signals.release();
  }
}

/** Runs a command in the shell; returns how it failed, `undefined` if it did not. */
function run(
  command: string,
  signals: PassedSignals,
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const app = spawn(command, {
    shell: true,
    // stdout is the command's own: what the app prints goes to stderr.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
    // A group of its own, so that a signal reaches what the shell started, too.
    detached: process.platform !== 'win32',
  });
  signals.to = app;
  return new Promise((resolve, reject) => {
    app.on('error', reject);
    app.on('close', (code, signal) => {
      resolve(code === 0 ? undefined : signal === null ? `exit code ${code}` : `killed by ${signal}`);
    });
  });
}

function judge(command: string, failure: string | undefined, outcome: string, staging: string): readonly AppOutput[] {
  // Whatever exit code the app made of its error: of rejected input nothing is written.
  if (fs.existsSync(outcome) && fs.readFileSync(outcome, 'utf8').trim() === 'rejected') {
    throw new CommandError(ExitCode.MEND, 'nothing was written');
  }
  if (failure !== undefined) {
    throw new CommandError(ExitCode.FAILED, `the app failed (${failure}): ${command}; nothing was written`);
  }
  const apps = collect(staging);
  if (apps.length > 0) return apps;
  throw new CommandError(
    ExitCode.FAILED,
    `the app wrote nothing to the folder that CDK8S_OUTDIR names: ${command}\n` +
      '  fix: an app that sets its own `outdir` (new App({ outdir: … })) ignores CDK8S_OUTDIR: remove `outdir` there ' +
      'and name the folder as `output` in cdk8s.yaml; and see that the app calls synth()',
  );
}

/** The command was told to end, and so was the app, which has. */
export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}; nothing was written`);
  }
}

const PASSED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Until released, a signal goes to the app instead of ending this process; a second one ends an app that stays. */
class PassedSignals {
  received: NodeJS.Signals | undefined;
  to: ChildProcess | undefined;

  constructor() {
    for (const signal of PASSED) process.on(signal, this.pass);
  }

  release(): void {
    for (const signal of PASSED) process.removeListener(signal, this.pass);
  }

  private readonly pass = (signal: NodeJS.Signals) => {
    if (this.to !== undefined) kill(this.to, this.received === undefined ? signal : 'SIGKILL');
    this.received = signal;
  };
}

function kill(app: ChildProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32' || app.pid === undefined) {
    app.kill(signal);
    return;
  }
  try {
    // Its whole group.
    process.kill(-app.pid, signal);
  } catch {
    // It has ended already.
  }
}
