import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { fill, tempFolder } from '../output/temp-folder';
import { type Ended, run } from '../support/run';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const COMMANDS = [
  'npm ci',
  'npx tsc --noEmit',
  'npm test',
  'npx cdk8s synth --no-check-upgrade --output build/yaml',
  'npx statecraft check',
];

test('the GitHub workflow runs each step', () => {
  const { jobs } = parse(read('docs/ci/github-actions.yaml'));
  const steps = jobs.check.steps as readonly { readonly run?: string }[];
  expect(steps.flatMap((step) => step.run ?? [])).toEqual(COMMANDS);
});

test('the GitLab pipeline runs each step', () => {
  const { manifests } = parse(read('docs/ci/gitlab-ci.yaml'));
  expect(manifests.script).toEqual(COMMANDS);
});

test('the README shows the steps of all three, in their order', () => {
  const section = read('README.md').split('## In CI')[1]!.split('\n## ')[0]!;
  const shown = section.split('```').filter((_, index) => index % 2 === 1);
  expect(shown).toHaveLength(3);
  const stepsOf = (text: string) => COMMANDS.filter((command) => text.includes(command));
  expect(shown.map(stepsOf)).toEqual([COMMANDS, COMMANDS, COMMANDS.slice(1)]);
  for (const text of shown) expect(text.trim().split('\n').length).toBeLessThanOrEqual(12);
});

describe('the pre-commit hook', () => {
  // Programs that stand for those of npm: they note that they ran, and `check` compares as the real one does.
  const stub = (name: string, body = '') => `#!/bin/sh\necho "${name} $*" >> "$RAN"\npwd >> "$WHERE"\n${body}\n`;
  let folder: string;
  let notes: { readonly RAN: string; readonly WHERE: string };
  const git = (...args: readonly string[]) =>
    run(folder, 'git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      ...notes,
      GIT_DIR: undefined,
    });
  const commit = async (): Promise<Ended> => git('commit', '-m', 'change');

  beforeEach(async () => {
    folder = tempFolder();
    notes = { RAN: path.join(tempFolder(), 'ran'), WHERE: path.join(tempFolder(), 'where') };
    fill(folder, {
      '.gitignore': 'node_modules/\n',
      'package.json': JSON.stringify({ name: 'project', private: true, scripts: { test: 'tests' } }),
      'app.txt': 'one\n',
      'dist/web.k8s.yaml': 'one\n',
      'node_modules/.bin/tsc': stub('tsc'),
      'node_modules/.bin/tests': stub('tests'),
      'node_modules/.bin/cdk8s': stub('cdk8s', 'echo "Synthesizing application"'),
      'node_modules/.bin/statecraft': stub('statecraft', 'diff app.txt dist/web.k8s.yaml'),
    });
    for (const name of ['tsc', 'tests', 'cdk8s', 'statecraft']) {
      fs.chmodSync(path.join(folder, 'node_modules/.bin', name), 0o755);
    }
    fs.mkdirSync(path.join(folder, '.githooks'));
    fs.copyFileSync(path.join(ROOT, 'docs/ci/pre-commit'), path.join(folder, '.githooks/pre-commit'));
    for (const args of [
      ['init', '-q'],
      ['config', 'core.hooksPath', '.githooks'],
      ['add', '.'],
    ])
      await git(...args);
  });

  test('can be run: the file is executable', () => {
    expect(fs.statSync(path.join(ROOT, 'docs/ci/pre-commit')).mode & 0o111).toBe(0o111);
  });

  test('lets a commit pass whose YAML is what the code gives, and leaves nothing behind', async () => {
    expect(await commit()).toMatchObject({ code: 0 });
    expect(fs.readFileSync(notes.RAN, 'utf8').trim().split('\n')).toEqual([
      'tsc --noEmit',
      'tests ',
      'cdk8s synth --no-check-upgrade --output build/yaml',
      'statecraft check',
    ]);
    const [where, ...others] = new Set(fs.readFileSync(notes.WHERE, 'utf8').trim().split('\n'));
    expect(others).toEqual([]);
    expect(where).not.toBe(folder);
    expect(fs.existsSync(where!)).toBe(false);
    expect((await git('status', '--porcelain')).stdout).toBe('');
  });

  test('refuses a commit of a change without its YAML', async () => {
    fs.writeFileSync(path.join(folder, 'app.txt'), 'two\n');
    await git('add', 'app.txt');
    // In the working tree it is mended, but not staged.
    fs.writeFileSync(path.join(folder, 'dist/web.k8s.yaml'), 'two\n');
    const refused = await commit();
    expect(refused.code).toBe(1);
    expect(`${refused.stdout}${refused.stderr}`).toContain('< two\n---\n> one');
    await git('add', 'dist');
    expect(await commit()).toMatchObject({ code: 0 });
  });

  test('does not look at what is changed, but not staged', async () => {
    fs.writeFileSync(path.join(folder, 'app.txt'), 'two\n');
    expect(await commit()).toMatchObject({ code: 0 });
    expect(fs.readFileSync(path.join(folder, 'app.txt'), 'utf8')).toBe('two\n');
  });
});
