import type { Command } from 'commander';
import { compare } from '../output/compare';
import { ignoring } from '../output/ignored';
import { checkDeclared } from '../output/plan';
import { readConfig } from './config';
import { printDrift } from './drift-report';
import { CommandError, EXIT_CODES_HELP, ExitCode } from './exit-code';
import { type AppOptions, addAppOptions, synthCommand } from './options';
import { orFailed, runApp } from './run-app';

/** `statecraft check`: runs the app and says where the committed folder is not what it gives. */
export function addCheck(program: Command): void {
  addAppOptions(program.command('check'))
    .summary('compare the committed YAML with what the app gives')
    .description(
      'Runs the app, compares what it gives with the committed folder byte by byte, and prints what differs and the ' +
        'command that mends it. Writes nothing. What the app prints goes to stderr.',
    )
    .addHelpText('after', `${EXIT_CODES_HELP}\n\nExample:\n  $ statecraft check --ignore 'crds/**' kustomization.yaml`)
    .action(check);
}

async function check(options: AppOptions): Promise<void> {
  const config = readConfig(options);
  for (const note of config.notes) process.stderr.write(`${note}\n`);
  const { apps, ignore, committed } = await runApp(config, options.timeLimit);
  const found = orFailed(() => {
    checkDeclared(apps);
    return compare({ apps, committed, isIgnored: ignoring(ignore), shown: config.output });
  });
  if (found.length === 0) {
    const files = apps.flatMap((app) => app.files).length;
    process.stdout.write(`${config.output}: ${counted(files, 'file')}, as the app gives them\n`);
    return;
  }
  const adopt = found.some(({ needsAdopt }) => needsAdopt);
  process.stdout.write(printDrift(found, { outdir: config.output, synth: synthCommand(options, { adopt }) }));
  throw new CommandError(
    ExitCode.MEND,
    `${config.output} is not what the app gives: ${counted(found.length, 'difference')}`,
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
