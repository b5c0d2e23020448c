import fs from 'node:fs';
import path from 'node:path';
import { tempFolder, tree } from '../output/temp-folder';
import { type Ended, run } from '../support/run';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '../..');
const BIN = path.join(ROOT, 'bin/statecraft.js');
const CDK8S = path.join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
const APP = 'node -r ts-node/register main.ts';

const cdk8s = (cwd: string, ...args: readonly string[]) => run(cwd, process.execPath, [CDK8S, ...args]);
const statecraft = (cwd: string, ...args: readonly string[]) => run(cwd, process.execPath, [BIN, ...args]);
const files = (...parts: readonly string[]) => tree(path.join(...parts), { state: true });

test('the apps of this repository give the same folder with both commands: the one that is committed', async () => {
  const [first, second] = [path.join(tempFolder(), 'dist'), path.join(tempFolder(), 'dist')];
  const ended = await Promise.all([
    cdk8s(ROOT, 'synth', '--output', first),
    statecraft(ROOT, 'synth', '--output', second),
  ]);
  expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
  expect(Object.keys(files(first)).length).toBeGreaterThan(5);
  expect(files(second)).toEqual(files(first));
  expect(files(ROOT, 'dist')).toEqual(files(first));
});

/** A project beside this repository, with an app that uses an imported custom resource. */
async function project(config: string): Promise<string> {
  const folder = tempFolder();
  fs.cpSync(path.join(__dirname, 'fixtures/project'), folder, { recursive: true });
  const modules = path.join(folder, 'node_modules');
  fs.mkdirSync(modules);
  for (const name of ['cdk8s', 'cdk8s-plus-28', 'constructs', 'ts-node', '@swc', 'typescript']) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  }
  fs.symlinkSync(ROOT, path.join(modules, 'cdk8s-statecraft'));
  fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), `language: typescript\napp: ${APP}\n${config}`);
  const imported = await cdk8s(folder, 'import', 'backup.crd.yaml', '--no-save');
  expect(imported).toMatchObject({ code: 0 });
  return folder;
}

const WRITTEN = ['.statecraft/shop.inventory', 'production/web.k8s.yaml'];

describe('a project with an imported custom resource', () => {
  let folder: string;
  let ended: Ended;
  beforeAll(async () => {
    folder = await project('output: deploy\n');
    ended = await cdk8s(folder, 'synth');
  });

  test('is synthesized to the `output` of cdk8s.yaml, and its list of files is the CLI’s', () => {
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('  - deploy/production/web.k8s.yaml\n') });
    expect(Object.keys(files(folder, 'deploy'))).toEqual(WRITTEN);
  });

  test('has the custom resource among our objects, in their form', () => {
    const { 'production/web.k8s.yaml': yaml } = files(folder, 'deploy');
    expect(yaml).toContain(
      [
        'apiVersion: data.example.com/v1',
        'kind: Backup',
        'metadata:',
        '  name: nightly',
        '  namespace: shop',
        'spec:',
        '  schedule: 0 3 * * *',
        '  claim: data',
        '  keep: 7',
      ].join('\n'),
    );
  });

  test('is the same with statecraft synth, which finds the folder as the other left it', async () => {
    const before = files(folder, 'deploy');
    const again = await statecraft(folder, 'synth');
    expect(again).toMatchObject({ code: 0, stdout: 'deploy: 1 file (1 unchanged)\n' });
    expect(files(folder, 'deploy')).toEqual(before);
  });

  test('is printed with --stdout, as it is written', async () => {
    const { 'production/web.k8s.yaml': yaml } = files(folder, 'deploy');
    // It empties the folder of cdk8s.yaml also when it prints.
    expect(await cdk8s(folder, 'synth', '--stdout', '--app', APP)).toMatchObject({ code: 0, stdout: yaml });
  });
});

describe('validations of cdk8s.yaml', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await project('validations:\n  - { package: ./plugin.js, version: 1.0.0, class: NoDeployments }\n');
  });

  test('see the files, and name the construct of a violation', async () => {
    const ended = await cdk8s(folder, 'synth', '--validation-reports-output-file', 'report.json');
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('Validation failed') });
    const { reports } = JSON.parse(fs.readFileSync(path.join(folder, 'report.json'), 'utf8'));
    const [violation] = reports[0].violations[0].violatingConstructs;
    expect(violation).toMatchObject({
      constructPath: expect.stringMatching(/^production\/web\/web\//),
      manifestPath: 'dist/production/web.k8s.yaml',
    });
  });

  test('do not run with --no-validate', async () => {
    expect(await cdk8s(folder, 'synth', '--no-validate')).toMatchObject({ code: 0 });
    expect(Object.keys(files(folder, 'dist'))).toEqual(WRITTEN);
  });
});
