import path from 'node:path';
import { App, Defaults } from 'cdk8s-statecraft';
import { APPS } from '../../apps/main';
import { tempFolder, tree } from '../output/temp-folder';

const committed = tree(path.join(__dirname, '../../dist'), { state: true });

function render(name: string, builds: readonly ((app: App) => void)[]): Record<string, string> {
  const outdir = tempFolder();
  const app = new App({ name, defaults: Defaults.V1, outdir });
  for (const build of builds) build(app);
  app.synth();
  return tree(outdir, { state: true });
}

const outdir = process.env.CDK8S_OUTDIR;
beforeAll(() => delete process.env.CDK8S_OUTDIR);
afterAll(() => {
  if (outdir !== undefined) process.env.CDK8S_OUTDIR = outdir;
});

describe('dist/, as it is committed', () => {
  let rendered: Record<string, string>;
  beforeAll(() => {
    rendered = render('apps', Object.values(APPS));
  });

  test('has the files that the apps give, no more and no less', () => {
    expect(Object.keys(committed)).toEqual(Object.keys(rendered));
  });

  test.each(Object.keys(committed))('%s is what the apps give, byte by byte', (file) => {
    // Lines, so that a failure shows those that differ: `npx cdk8s synth` writes them anew.
    expect(committed[file]!.split('\n')).toEqual(rendered[file]?.split('\n'));
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
