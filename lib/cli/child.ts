import { type ChildProcess, spawn } from 'node:child_process';
import type { Duration } from './duration';
import { CommandError, ExitCode } from './exit-code';

/**
 * Runs a command in the shell; returns how it failed, `undefined` if it did not.
 * @throws Interrupted when this process was told to end
 * @throws CommandError when the command ran longer than it may
 */
export async function runChild(
  command: string,
  env: Readonly<Record<string, string>>,
  limit: Duration,
  signals: PassedSignals,
): Promise<string | undefined> {
  const child = spawn(command, {
    shell: true,
    // stdout is the command's own: what the app prints goes to stderr.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
    // A group of its own, so that a signal reaches what the shell started, too.
    detached: process.platform !== 'win32',
  });
  signals.to = child;
  let tooLong = false;
  const timer = setTimeout(() => {
    tooLong = true;
    killGroup(child, 'SIGKILL');
  }, limit.milliseconds);
  try {
    const failure = await ending(child);
    if (signals.received !== undefined) throw new Interrupted(signals.received);
    if (tooLong) throw lateness(command, limit);
    return failure;
  } finally {
    clearTimeout(timer);
    signals.to = undefined;
  }
}

function ending(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve(code === 0 ? undefined : signal === null ? `exit code ${code}` : `killed by ${signal}`);
    });
  });
}

function lateness(command: string, { text }: Duration): CommandError {
  return new CommandError(
    ExitCode.FAILED,
    `the app did not end within ${text} and was killed: ${command}; nothing was written\n` +
      '  fix: see what it waits for (Node does not end while a server, a timer or a connection is open); ' +
      'or give it more time with --time-limit',
  );
}

/** The command was told to end, and so was the app, which has. */
export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}; nothing was written`);
  }
}

const PASSED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Until released, a signal goes to the child instead of ending this process; a second one ends a child that stays. */
export class PassedSignals {
  received: NodeJS.Signals | undefined;
  to: ChildProcess | undefined;

  constructor() {
    for (const signal of PASSED) process.on(signal, this.pass);
  }

  release(): void {
    for (const signal of PASSED) process.removeListener(signal, this.pass);
  }

  private readonly pass = (signal: NodeJS.Signals) => {
    if (this.to !== undefined) killGroup(this.to, this.received === undefined ? signal : 'SIGKILL');
    this.received = signal;
  };
}

/** Sends a signal to a child that was started as a group of its own, and so to all that it started. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32' || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
