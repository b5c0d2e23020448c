import path from 'node:path';
import { App, Defaults } from 'cdk8s-statecraft';
import { expectGolden } from 'cdk8s-statecraft/testing';
import { APPS } from '../../apps/main';
import { tempFolder, tree } from '../output/temp-folder';

const committed = tree(path.join(__dirname, '../../dist'), { state: true });

function appOf(name: string, builds: readonly ((app: App) => void)[]): App {
  const app = new App({ name, defaults: Defaults.V1, outdir: tempFolder() });
  for (const build of builds) build(app);
  return app;
}

function render(name: string, builds: readonly ((app: App) => void)[]): Record<string, string> {
  const app = appOf(name, builds);
  app.synth();
  return tree(app.outdir, { state: true });
}

const outdir = process.env.CDK8S_OUTDIR;
beforeAll(() => delete process.env.CDK8S_OUTDIR);
afterAll(() => {
  if (outdir !== undefined) process.env.CDK8S_OUTDIR = outdir;
});

describe('dist/, as it is committed', () => {
  test('is what the apps give, byte by byte', () => {
    expectGolden(appOf('apps', Object.values(APPS)), '../../dist');
  });

  test('has the inventory that the apps give', () => {
    const inventory = '.statecraft/apps.inventory';
    expect(committed[inventory]).toBe(render('apps', Object.values(APPS))[inventory]);
  });
});

describe('an app that runs alone', () => {
  test.each(Object.entries(APPS))('%s gives the same files as with the others', (name, build) => {
    const own = Object.entries(render(name, [build])).filter(([file]) => !file.startsWith('.statecraft/'));
    const expected = Object.entries(committed).filter(([file]) => file.startsWith(`${name}/`));
    expect(own).toEqual(expected);
    expect(own.length).toBeGreaterThan(0);
  });
});
