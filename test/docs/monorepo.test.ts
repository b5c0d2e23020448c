import fs from 'node:fs';
import path from 'node:path';
import { tempFolder } from '../output/temp-folder';
import { run } from '../support/run';

const ROOT = path.join(__dirname, '../..');
const EXAMPLE = path.join(ROOT, 'examples/monorepo');
const APPS = fs.readdirSync(path.join(EXAMPLE, 'apps'));

interface Task {
  readonly inputs: readonly string[];
  readonly outputs?: readonly string[];
  readonly dependsOn?: readonly string[];
}

const read = (file: string) => JSON.parse(fs.readFileSync(path.join(EXAMPLE, file), 'utf8'));
const { source, ...tasks }: Record<string, Task> = read('turbo.json').tasks;

/** The example as it is after `npm install`, with the packages of this repository. */
function installed(): string {
  const folder = path.join(tempFolder(), 'monorepo');
  fs.cpSync(EXAMPLE, folder, { recursive: true });
  const modules = path.join(folder, 'node_modules');
  fs.mkdirSync(modules);
  fs.symlinkSync(ROOT, path.join(modules, 'cdk8s-statecraft'));
  fs.symlinkSync(path.join(folder, 'packages/platforms'), path.join(modules, 'platforms'));
  for (const name of ['cdk8s', 'constructs', 'ts-node', 'typescript', '@swc', '@types', '.bin']) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  }
  return folder;
}

test('every app has the tasks, and a task depends on the packages that the app imports', () => {
  for (const app of APPS) expect(Object.keys(read(`apps/${app}/package.json`).scripts)).toEqual(Object.keys(tasks));
  for (const task of Object.values(tasks)) expect(task.dependsOn).toEqual(['^source']);
  expect(source!.inputs).toEqual(['*.ts']);
});

test.each(APPS)(
  '%s: the programs of the tasks run, and read nothing but the inputs',
  async (app) => {
    const folder = path.join(installed(), 'apps', app);
    for (const [name, { inputs, outputs }] of Object.entries(tasks)) {
      if (outputs === undefined) continue;
      const environment = name.split(':')[1]!;
      for (const file of fs.readdirSync(folder)) {
        if (/\.ts$/.test(file) && !inputs.includes(file))
          fs.renameSync(path.join(folder, file), path.join(folder, `${file}.off`));
      }
      const ended = await run(folder, path.join(folder, '../../node_modules/.bin/ts-node'), [`${environment}.ts`], {
        CDK8S_OUTDIR: path.join(folder, 'dist', environment),
      });
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(outputs).toEqual([`dist/${environment}/**`]);
      expect(
        fs.existsSync(path.join(folder, 'dist', environment, '.statecraft', `${app}-${environment}.inventory`)),
      ).toBe(true);
      for (const file of fs.readdirSync(folder)) {
        if (file.endsWith('.off')) fs.renameSync(path.join(folder, file), path.join(folder, file.slice(0, -4)));
      }
    }
  },
  60_000,
);

test('the packages are those that this library is tested with', () => {
  const ours = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const { turbo, 'cdk8s-statecraft': own, ...others } = read('package.json').devDependencies;
  expect(turbo).toMatch(/^\d+\.\d+\.\d+$/);
  expect(own).toBe(ours.version);
  expect(ours.devDependencies).toMatchObject(others);
});
