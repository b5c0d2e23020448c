import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { fill, tempFolder } from '../output/temp-folder';
import { type Ended, run } from '../support/run';

const ROOT = path.join(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** The files that the README shows to those who start a project: the first line of a block is a comment with its name. */
function filesOfReadme(): Readonly<Record<string, string>> {
  const blocks = read('README.md').matchAll(/```\w+\n(?:\/\/|#) ([\w.-]+\.\w+|\.gitignore)\b.*\n([\s\S]*?)```/g);
  const wanted = ['main.ts', 'cdk8s.yaml', 'tsconfig.json', 'jest.config.js', '.gitignore', 'shop.test.ts'];
  const files = [...blocks].map(([, name, text]) => [name!, text!] as const).filter(([name]) => wanted.includes(name));
  return Object.fromEntries(files);
}

/** A Git repository with what the README says, and with the packages of another project. */
export class ReadmeProject {
  readonly folder = tempFolder();
  readonly files = filesOfReadme();

  constructor(modules: string) {
    fill(this.folder, {
      ...this.files,
      'package.json': JSON.stringify({ name: 'shop', private: true, scripts: { test: 'jest' } }),
    });
    fs.symlinkSync(modules, path.join(this.folder, 'node_modules'));
  }

  /** Runs a line in the shell, as CI does. */
  sh(line: string, shell = 'sh'): Promise<Ended> {
    // Of the hook's Git nothing reaches a test that runs in a hook itself.
    return run(this.folder, shell, ['-e', '-c', line], { CI: 'true', GIT_DIR: undefined, GIT_INDEX_FILE: undefined });
  }

  git(...args: readonly string[]): Promise<Ended> {
    return run(this.folder, 'git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      GIT_DIR: undefined,
      GIT_INDEX_FILE: undefined,
    });
  }

  /** The first commit, with the hook of docs/ci. */
  async begin(): Promise<void> {
    await this.git('init', '-q');
    // It is a link here, which `node_modules/` in .gitignore does not name.
    fs.appendFileSync(path.join(this.folder, '.git/info/exclude'), 'node_modules\n');
    fill(this.folder, { '.githooks/pre-commit': read('docs/ci/pre-commit') });
    fs.chmodSync(path.join(this.folder, '.githooks/pre-commit'), 0o755);
    await this.git('add', '.');
    await this.git('commit', '-qm', 'Begin');
    await this.git('config', 'core.hooksPath', '.githooks');
  }

  edit(file: string, from: string, to: string): void {
    const text = fs.readFileSync(path.join(this.folder, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    fs.writeFileSync(path.join(this.folder, file), text.replace(from, to));
  }
}

/**
 * The steps of a recipe as one script, but for `npm ci`: it asks a registry for what is installed already.
 * The shells are those that GitHub (`bash -e`) and GitLab (`sh`, with `-e` of its own) run them in.
 */
export const RECIPES = {
  github: { shell: 'bash', script: script(steps('docs/ci/github-actions.yaml', ({ jobs }) => jobs.check.steps)) },
  gitlab: { shell: 'sh', script: script(steps('docs/ci/gitlab-ci.yaml', ({ manifests }) => manifests.script)) },
} as const;

type Step = string | { readonly run?: string };

// biome-ignore lint/suspicious/noExplicitAny: what YAML holds
function steps(file: string, of: (content: any) => readonly Step[]): readonly string[] {
  return of(parse(read(file))).flatMap((step) => (typeof step === 'string' ? step : (step.run ?? [])));
}

function script([first, ...rest]: readonly string[]): string {
  if (first !== 'npm ci') throw new Error(`a recipe begins with ${first}`);
  return rest.join('\n');
}
