import fs from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCheck } from './check';
import { Interrupted } from './child';
import { CommandError, EXIT_CODES_HELP, ExitCode } from './exit-code';
import { addSynth } from './synth';

/** Runs the command line and returns its exit code. The only place that turns errors into messages and codes. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await buildProgram().parseAsync(argv);
    return ExitCode.WELL;
  } catch (error) {
    return explain(error);
  }
}

function buildProgram(): Command {
  const program = new Command('statecraft')
    .description('Writes and guards the Kubernetes YAML that cdk8s apps give.')
    .version(version(), '-V, --version', 'print the version')
    .addHelpText('after', `${EXIT_CODES_HELP}\n\nExample:\n  $ statecraft synth`)
    .showHelpAfterError('(statecraft --help shows commands and options)')
    .exitOverride();
  addSynth(program);
  addCheck(program);
  return program;
}

function version(): string {
  // By the package's own name: the way there is another one from the sources and from the compiled files.
  return JSON.parse(fs.readFileSync(require.resolve('cdk8s-statecraft/package.json'), 'utf8')).version;
}

function explain(error: unknown): number {
  // Help and version end like this, too; commander has printed what there is to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.WELL : ExitCode.FAILED;
  if (error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message}\n`);
    // The listeners are gone: this ends the process as the signal would have, which is what shells and CI look at.
    process.kill(process.pid, error.signal);
    return ExitCode.FAILED;
  }
  // A system's error (no room for the temporary folder) is no bug: its message says enough.
  const { code, message, stack } = error as NodeJS.ErrnoException;
  process.stderr.write(
    code === undefined ? `statecraft has a bug, please report it: ${stack ?? error}\n` : `${message}\n`,
  );
  return ExitCode.FAILED;
}
