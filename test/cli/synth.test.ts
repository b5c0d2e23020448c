import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fill, tempFolder, tree } from '../output/temp-folder';
import { app, BIN, project, statecraft, web } from './command';

describe('a plain cdk8s app', () => {
  test('is written, left alone when unchanged, and pruned; the summary names what changed', () => {
    const folder = project('plain');
    const first = statecraft(folder, 'synth', { CHARTS: 'web,api' });
    expect(first.status).toBe(0);
    expect(first.stdout).toBe('dist: 2 files (2 written)\n  written  api.k8s.yaml\n  written  web.k8s.yaml\n');
    expect(first.stderr).toBe('printed by the app\n');
    expect(Object.keys(tree(path.join(folder, 'dist'), { state: true }))).toEqual([
      '.statecraft/cdk8s.inventory',
      'api.k8s.yaml',
      'web.k8s.yaml',
    ]);

    const file = path.join(folder, 'dist/web.k8s.yaml');
    const old = new Date(1_000_000_000_000);
    fs.utimesSync(file, old, old);
    const second = statecraft(folder, 'synth', { CHARTS: 'web,shop' });
    expect(second.stdout).toBe(
      'dist: 2 files (1 written, 1 removed, 1 unchanged)\n  written  shop.k8s.yaml\n  removed  api.k8s.yaml\n',
    );
    expect(fs.statSync(file).mtime).toEqual(old);
    expect(Object.keys(tree(path.join(folder, 'dist')))).toEqual(['shop.k8s.yaml', 'web.k8s.yaml']);
  });

  test('needs no cdk8s.yaml when the command and the folder are given', () => {
    const folder = tempFolder();
    const result = spawnSync(process.execPath, [BIN, 'synth', '--app', app('plain'), '--output', 'deploy/k8s'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(result.stdout).toBe('deploy/k8s: 1 file (1 written)\n  written  web.k8s.yaml\n');
    expect(tree(path.join(folder, 'deploy/k8s'))).toEqual({ 'web.k8s.yaml': web });
  });

  test('meets a file that no app wrote: refused, then adopted', () => {
    const folder = project('plain');
    fill(folder, { 'dist/web.k8s.yaml': 'mine', 'dist/other.yaml': 'mine' });
    const refused = statecraft(folder, 'synth');
    expect(refused.status).toBe(1);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(/got: +web\.k8s\.yaml\n +fix: .*`npx statecraft synth --adopt`\n$/);
    expect(tree(path.join(folder, 'dist'))).toEqual({ 'other.yaml': 'mine', 'web.k8s.yaml': 'mine' });

    expect(statecraft(folder, 'synth --adopt').status).toBe(0);
    expect(tree(path.join(folder, 'dist'))).toEqual({ 'other.yaml': 'mine', 'web.k8s.yaml': web });
  });
});

test('names what it overwrites that was changed by hand, and what no app wrote', () => {
  const folder = project('plain');
  expect(statecraft(folder, 'synth', { CHARTS: 'api,web' }).status).toBe(0);
  fill(folder, { 'dist/api.k8s.yaml': 'mine', 'dist/note.yaml': '', 'dist/crds/a.yaml': '' });
  const result = statecraft(folder, 'synth --ignore crds/**', { CHARTS: 'api,web', DATA: 'new' });
  expect(result.stderr).toBe(
    'printed by the app\n' +
      'dist/api.k8s.yaml: was not as the last run left it, and is overwritten (git diff shows how)\n' +
      'dist/note.yaml: no app wrote it, and a deployer would apply it\n' +
      '  fix: delete it, or declare it in the app; where another tool writes it, name it in `ignore` of the App\n',
  );
  expect(result.status).toBe(0);
});

test("honours the patterns of other tools' files that the App names, as check does", () => {
  const folder = project('ignores', { 'dist/crds/a.yaml': '', 'dist/kustomization.yaml': '', 'dist/note.yaml': '' });
  const result = statecraft(folder, 'synth --ignore note.yaml');
  expect(result).toMatchObject({ status: 0, stderr: '' });
  expect(tree(path.join(folder, 'dist'), { state: true })).toMatchObject({
    '.statecraft/ignores.inventory': expect.anything(),
    'note.yaml': '',
  });
  expect(fs.readdirSync(path.join(folder, 'dist/.statecraft'))).toEqual(['ignores.inventory']);
  expect(statecraft(folder, 'check --ignore note.yaml')).toMatchObject({ status: 0, stderr: '' });
  const drift = statecraft(folder, 'check');
  expect(drift.status).toBe(1);
  expect(drift.stdout).toMatch(/^dist\/note\.yaml: undeclared: .*\n\nfix:/);
  // Run alone, the app says the same.
  const alone = spawnSync(app('ignores'), { cwd: folder, encoding: 'utf8', shell: true });
  expect(alone.stderr).toMatch(/^dist\/note\.yaml: no app wrote it, .*\n {2}fix: .*\n$/);
  expect(alone.status).toBe(0);
});

test('each of several apps in one program gets its own inventory', () => {
  const folder = project('two-apps');
  expect(statecraft(folder, 'synth').status).toBe(0);
  const dist = tree(path.join(folder, 'dist'), { state: true });
  expect(Object.keys(dist)).toEqual([
    '.statecraft/blog.inventory',
    '.statecraft/cdk8s.inventory',
    '.statecraft/shop.inventory',
    'blog/web.k8s.yaml',
    'plain.k8s.yaml',
    'shop/web.k8s.yaml',
  ]);
  expect(dist['.statecraft/blog.inventory']).toMatch(/^#.*"blog".*\n[0-9a-f]{64} {2}blog\/web\.k8s\.yaml\n$/);
});

describe('what goes wrong writes nothing, and ends with its code and a message', () => {
  const cases: [name: string, fixture: string, args: string, code: number, stderr: RegExp][] = [
    ['an app that rejects its input', 'rejects', 'synth', 1, /^1 error; told by the app\nnothing was written\n$/],
    [
      'an app that throws',
      'throws',
      'synth',
      2,
      /thrown by the app[\s\S]*\nthe app failed \(exit code 1\): node .*throws\.js"; nothing was written\n$/,
    ],
    [
      'an app with its own outdir',
      'own-outdir',
      'synth',
      2,
      /^the app wrote nothing .*\n {2}fix: .*own `outdir`.*ignores CDK8S_OUTDIR/,
    ],
    [
      'a command that is not there',
      'plain',
      'synth --app no-such-command',
      2,
      /the app failed \(exit code 127\): no-such-command; nothing was written\n$/,
    ],
    [
      'an app that writes to the committed folder itself',
      'own-folder',
      'synth',
      2,
      /^the app wrote to dist itself, which is restored[\s\S]*\nthe app wrote to dist \(web\.k8s\.yaml\)[\s\S]*fix: .*`outdir`/,
    ],
    [
      'an app that never ends',
      'waits',
      'synth --time-limit 1s',
      2,
      /^the app did not end within 1s and was killed: node .*\n {2}fix: .*--time-limit\n$/,
    ],
    [
      'a time limit without a unit',
      'plain',
      'synth --time-limit 10',
      2,
      /^error: option '--time-limit <duration>' argument '10' is invalid\. Allowed: .*90s/,
    ],
    ['an unknown option', 'plain', 'synth --force', 2, /^error: unknown option '--force'\n.*--help/],
    ['an unknown command', 'plain', 'sinth', 2, /^error: unknown command 'sinth'\n/],
    ['a word too many', 'plain', 'synth dist', 2, /^error: too many arguments/],
    ['a config file that is not there', 'plain', 'synth --config other.yaml', 2, /^other\.yaml cannot be read: ENOENT/],
    [
      'a folder that cannot be made',
      'plain',
      'synth --output cdk8s.yaml/dist',
      2,
      /\nthe output folder cdk8s\.yaml\/dist cannot be written/,
    ],
  ];
  test.each(cases)('%s', (_, fixture, args, code, stderr) => {
    const folder = project(fixture);
    fill(folder, { 'dist/web.k8s.yaml': web });
    const result = statecraft(folder, args);
    expect(result.stderr).toMatch(stderr);
    expect(result.stdout).toBe('');
    expect(result.status).toBe(code);
    expect(tree(path.join(folder, 'dist'), { state: true })).toEqual({ 'web.k8s.yaml': web });
  });

  const files: [name: string, content: string | undefined, stderr: RegExp][] = [
    ['no cdk8s.yaml', undefined, /^no cdk8s\.yaml in .*give --app <command>\n$/],
    ['a cdk8s.yaml without an app', 'output: dist\n', /^no app: cdk8s\.yaml has no `app`/],
    [
      'a cdk8s.yaml with an app that is no text',
      'app: [node, main.js]\n',
      /^cdk8s\.yaml: `app` must be a text, got \["node","main\.js"\]\n$/,
    ],
    ['a cdk8s.yaml that is no YAML', 'app: "node\n', /^cdk8s\.yaml cannot be read: /],
    ['a cdk8s.yaml that is a list', '- app\n', /^cdk8s\.yaml must be a map/],
  ];
  test.each(files)('%s', (_, content, stderr) => {
    const folder = tempFolder();
    if (content !== undefined) fill(folder, { 'cdk8s.yaml': content });
    const result = statecraft(folder, 'synth');
    expect(result.stderr).toMatch(stderr);
    expect(result.status).toBe(2);
    expect(fs.existsSync(path.join(folder, 'dist'))).toBe(false);
  });
});

test('help shows the exit codes and an example; the version is the package’s', () => {
  const help = statecraft(tempFolder(), 'synth --help');
  expect(help.status).toBe(0);
  expect(help.stdout).toMatch(/Exit codes:[\s\S]*Example:\n {2}\$ statecraft synth/);
  const { version } = JSON.parse(fs.readFileSync(path.join(__dirname, '../../package.json'), 'utf8'));
  expect(statecraft(tempFolder(), '--version').stdout).toBe(`${version}\n`);
});

test('a signal ends the app first, and leaves no temporary folder', async () => {
  const folder = project('waits');
  const child = spawn(process.execPath, [BIN, 'synth'], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  const running = path.join(folder, 'running');
  while (!fs.existsSync(running) || fs.readFileSync(running, 'utf8') === '') await sleep(20);
  child.kill('SIGTERM');
  expect(await ended).toBe('SIGTERM');
  expect(fs.readFileSync(path.join(folder, 'ended'), 'utf8')).toBe('SIGTERM');
  expect(fs.existsSync(path.dirname(fs.readFileSync(running, 'utf8')))).toBe(false);
});
