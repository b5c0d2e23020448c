import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Duration, parseDuration } from './duration';

/** The options of a command that runs the app. They win over cdk8s.yaml. */
export interface AppOptions {
  readonly app?: string;
  readonly output?: string;
  readonly config?: string;
  readonly timeLimit: Duration;
  readonly ignore?: readonly string[];
}

const DEFAULT_LIMIT: Duration = { text: '10m', milliseconds: 600_000 };

const OPTIONS: readonly Option[] = [
  new Option('-a, --app <command>', 'command that runs the app (default: `app` in cdk8s.yaml)'),
  new Option('-o, --output <dir>', 'the folder of committed YAML (default: `output` in cdk8s.yaml, else dist)'),
  new Option('-c, --config <file>', 'read this file (default: cdk8s.yaml in the current folder)'),
  new Option('--time-limit <duration>', 'end an app that runs longer: 90s, 10m, 1h')
    .default(DEFAULT_LIMIT, DEFAULT_LIMIT.text)
    .argParser(readLimit),
  new Option(
    '--ignore <glob...>',
    "files that other tools write, relative to the folder: 'crds/**' (more in cdk8s.yaml: statecraft: { ignore: [] }, or as `ignore` of the App)",
  ),
];

function readLimit(text: string): Duration {
  const limit = parseDuration(text);
  if (limit !== undefined) return limit;
  throw new InvalidArgumentError('Allowed: a whole number and s, m or h, up to 24h, such as 90s or 10m.');
}

export function addAppOptions(command: Command): Command {
  for (const option of OPTIONS) command.addOption(option);
  return command;
}

/** The `statecraft synth` that writes what a command with these options looked at; ready for a shell. */
export function synthCommand(options: AppOptions, { adopt }: { readonly adopt: boolean }): string {
  const given: readonly (readonly [flag: string, value: string | undefined])[] = [
    ['--app', options.app],
    ['--output', options.output],
    ['--config', options.config],
    ['--time-limit', options.timeLimit === DEFAULT_LIMIT ? undefined : options.timeLimit.text],
    ...(options.ignore ?? []).map((pattern) => ['--ignore', pattern] as const),
  ];
  const words = given.flatMap(([flag, value]) => (value === undefined ? [] : [flag, quote(value)]));
  return ['npx', 'statecraft', 'synth', ...words, ...(adopt ? ['--adopt'] : [])].join(' ');
}

function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
