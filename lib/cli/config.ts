import fs from 'node:fs';
import { parse } from 'yaml';
import { CommandError, ExitCode } from './exit-code';
import type { AppOptions } from './options';
import { checkPatterns, readSettings } from './settings';

/** How the app is run, and where its committed output is. */
export interface Config {
  /** A command for the shell. */
  readonly app: string;
  readonly output: string;
  /** Patterns of other tools' files: those of `statecraft:` and of the command line. */
  readonly ignore: readonly string[];
  /** What the user should know about the file. */
  readonly notes: readonly string[];
}

const DEFAULT_FILE = 'cdk8s.yaml';

/** Reads `cdk8s.yaml`, the file of cdk8s-cli, with the meaning it has there. */
export function readConfig(options: AppOptions): Config {
  const patterns = checkPatterns(options.ignore ?? []);
  const file = options.config ?? DEFAULT_FILE;
  const content = readFile(file, options);
  const app = options.app ?? text(content, 'app', file);
  if (app === undefined || app.trim() === '') {
    throw new CommandError(
      ExitCode.FAILED,
      `no app: ${file} has no \`app\`; add one (app: node main.js) or give --app <command>`,
    );
  }
  const notes = content.validations
    ? [`${file}: \`validations\` run in \`cdk8s synth\`; \`statecraft\` doesn't run them`]
    : [];
  const output = options.output ?? text(content, 'output', file) ?? 'dist';
  const { ignore } = readSettings(content.statecraft, file);
  return { app, output, ignore: [...ignore, ...patterns], notes };
}

function readFile(file: string, options: AppOptions): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && options.config === undefined) {
      if (options.app !== undefined) return {};
      throw new CommandError(
        ExitCode.FAILED,
        `no ${file} in ${process.cwd()}: run in the folder that has it, or give --app <command>`,
      );
    }
    throw new CommandError(ExitCode.FAILED, `${file} cannot be read: ${message.trim()}`);
  }
  if (content === null || content === undefined) return {};
  if (typeof content === 'object' && !Array.isArray(content)) return content as Record<string, unknown>;
  throw new CommandError(ExitCode.FAILED, `${file} must be a map with \`app\` and \`output\`, as cdk8s-cli reads it`);
}

function text(content: Record<string, unknown>, key: string, file: string): string | undefined {
  const value = content[key];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new CommandError(ExitCode.FAILED, `${file}: \`${key}\` must be a text, got ${JSON.stringify(value)}`);
}
