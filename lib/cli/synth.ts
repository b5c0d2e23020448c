import type { Command } from 'commander';
import { notes } from '../output/notes';
import { type PublishResult, publish } from '../output/publish';
import { readConfig } from './config';
import { EXIT_CODES_HELP } from './exit-code';
import { type AppOptions, addAppOptions } from './options';
import { orFailed, runApp } from './run-app';

interface SynthOptions extends AppOptions {
  readonly adopt?: boolean;
}

/** `statecraft synth`: runs the app and makes the output folder hold its files. */
export function addSynth(program: Command): void {
  addAppOptions(program.command('synth'))
    .summary('run the app and write its YAML to the output folder')
    .description(
      'Runs the app and writes its YAML to the output folder: each file wholly old or wholly new, unchanged files ' +
        'untouched, and only files removed that an earlier run wrote. What the app prints goes to stderr.',
    )
    .option('--adopt', 'own and overwrite files in the output folder that no app wrote')
    .addHelpText(
      'after',
      `${EXIT_CODES_HELP}\n\nExample:\n  $ statecraft synth --app "npx ts-node main.ts" --output dist`,
    )
    .action(synth);
}

async function synth(options: SynthOptions): Promise<void> {
  const config = readConfig(options);
  for (const note of config.notes) process.stderr.write(`${note}\n`);
  const { apps, ignore } = await runApp(config, options.timeLimit);
  const result = orFailed(() => publish({ outdir: config.output, apps, ignore, adopt: options.adopt }));
  process.stdout.write(summary(config.output, result));
  for (const note of notes(config.output, result)) process.stderr.write(`${note}\n`);
}

const RECOVERED = {
  finished: 'an interrupted run was finished first\n',
  undone: 'an interrupted run was undone first\n',
} as const;

function summary(outdir: string, { written, unchanged, removed, recovered }: PublishResult): string {
  const all = written.length + unchanged.length;
  const counts = [
    [written.length, 'written'],
    [removed.length, 'removed'],
    [unchanged.length, 'unchanged'],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const title = `${outdir}: ${all} ${all === 1 ? 'file' : 'files'}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}\n`;
  return [
    recovered === undefined ? '' : RECOVERED[recovered],
    title,
    ...written.map((name) => `  written  ${name}\n`),
    ...removed.map((name) => `  removed  ${name}\n`),
  ].join('');
}
