import fs from 'node:fs';
import path from 'node:path';
import { Chart, App as PlainApp, Testing } from 'cdk8s';
import { expectGolden } from 'cdk8s-statecraft/testing';
import { fill, tempFolder, tree } from '../output/temp-folder';
import { newApp } from '../support/build';
import { web as webService } from '../support/objects';
import { addShop, type Contents, shop } from './shop';

type Mode = 'all' | 'new' | 'none';

/** Runs with the update switch of jest in another position: `-u`, none, `--ci`. */
function inMode(mode: Mode, run: () => void): void {
  const { snapshotState } = expect.getState() as unknown as { snapshotState: { _updateSnapshot: Mode } };
  const before = snapshotState._updateSnapshot;
  snapshotState._updateSnapshot = mode;
  try {
    run();
  } finally {
    snapshotState._updateSnapshot = before;
  }
}

function failure(mode: Mode, run: () => void): string {
  let message: string | undefined;
  inMode(mode, () => {
    try {
      run();
    } catch (error) {
      message = (error as Error).message;
    }
  });
  if (message === undefined) throw new Error('the expectation did not fail');
  return message;
}

/** A golden folder as an earlier run wrote it. */
function written(contents?: Contents): string {
  const folder = path.join(tempFolder(), 'golden');
  inMode('new', () => expectGolden(shop(contents), folder));
  return folder;
}

const relative = (folder: string) => path.relative(__dirname, folder);
/** What a failure says of the files. */
const files = (message: string) => message.split('\n\n').slice(1, -1).join('\n\n');

describe('a folder that is not there', () => {
  test.each<Mode>(['new', 'all'])('is written, and then is right (%s)', (mode) => {
    const folder = path.join(tempFolder(), 'golden');
    inMode(mode, () => expectGolden(shop(), relative(folder)));
    expect(Object.keys(tree(folder))).toEqual(['data.k8s.yaml', 'web.k8s.yaml']);
    inMode('none', () => expectGolden(shop(), folder));
  });

  test('is an error with --ci', () => {
    const folder = path.join(tempFolder(), 'golden');
    expect(failure('none', () => expectGolden(shop(), folder))).toBe(
      `expectGolden(app, ${JSON.stringify(folder)}): there are no YAML files, and --ci writes none. Run the test without it, and commit them.`,
    );
    expect(fs.existsSync(folder)).toBe(false);
  });
});

describe('a folder that differs', () => {
  test.each<Mode>(['new', 'none'])('fails with a diff by object, and stays (%s)', (mode) => {
    const folder = written({ settings: { level: 'info' }, more: ['old'] });
    const before = tree(folder, { state: true });
    const message = failure(mode, () => expectGolden(shop({ settings: { level: 'debug' }, more: ['fresh'] }), folder));
    expect(message).toBe(
      `expectGolden(app, ${JSON.stringify(folder)}): the app gives other files than those that are committed
(- committed, + given by the app)

web.k8s.yaml
  changed: ConfigMap settings in namespace shop
    @@ metadata @@
       name: settings
       namespace: shop
     data:
    -  level: info
    +  level: debug
  added: ConfigMap fresh in namespace shop
  removed: ConfigMap old in namespace shop

If the app is right, run the test with -u, and commit what changes.`,
    );
    expect(tree(folder, { state: true })).toEqual(before);
  });

  test('is made right by -u, and only its stale files are removed', () => {
    const folder = written();
    fill(folder, { 'notes.txt': 'mine', 'other/notes.yaml': 'a: b\n' });
    const app = newApp({ name: 'shop' });
    webService(new Chart(app, 'web', { namespace: 'shop' }), 'web');
    const message = failure('all', () => expectGolden(app, folder));
    expect(files(message)).toBe('other/notes.yaml\n  undeclared: no app wrote it; delete it by hand');
    expect(Object.keys(tree(folder))).toEqual(['notes.txt', 'other/notes.yaml', 'web.k8s.yaml']);
    fs.rmSync(path.join(folder, 'other'), { recursive: true });
    inMode('none', () => expectGolden(app, folder));
  });

  test('that another tool writes is none of its business where the App says so', () => {
    const folder = tempFolder();
    fill(folder, { 'crds/more.yaml': 'a: 1\n' });
    const app = newApp({ name: 'shop', ignore: ['crds/**'] });
    webService(new Chart(app, 'web', { namespace: 'shop' }), 'web');
    inMode('all', () => expectGolden(app, folder));
    inMode('none', () => expectGolden(app, folder));
    expect(Object.keys(tree(folder))).toEqual(['crds/more.yaml', 'web.k8s.yaml']);
  });

  test('that nobody wrote is taken over by -u', () => {
    const folder = tempFolder();
    fill(folder, { 'web.k8s.yaml': 'by: hand\n' });
    inMode('all', () => expectGolden(shop(), folder));
    inMode('none', () => expectGolden(shop(), folder));
  });

  test.each<[string, (folder: string) => void, string]>([
    [
      'a file that is missing',
      (folder) => fs.rmSync(path.join(folder, 'data.k8s.yaml')),
      'data.k8s.yaml\n  missing\n  added: ConfigMap tables in namespace shop',
    ],
    [
      'a file that no app wrote',
      (folder) => fill(folder, { 'sub/more.yml': 'a: 1\n' }),
      'sub/more.yml\n  undeclared: no app wrote it; delete it by hand',
    ],
    [
      'line endings of Windows',
      (folder) => edit(folder, (text) => text.replaceAll('\n', '\r\n')),
      'web.k8s.yaml\n  differs in line endings only (CRLF where the app gives LF)',
    ],
    [
      'a comment',
      (folder) => edit(folder, (text) => text.replace('\ndata:', '\ndata: # by hand')),
      `web.k8s.yaml
  the same objects, written in another way
    @@
     metadata:
       name: settings
       namespace: shop
    -data: # by hand
    +data:
       level: info
       url: http://shop
     ---`,
    ],
    [
      'another order',
      (folder) => edit(folder, (text) => `${text.split('---\n')[1]}---\n${text.split('---\n')[0]}`),
      'web.k8s.yaml\n  the same objects in another order: ConfigMap settings in namespace shop, ConfigMap more in namespace shop',
    ],
    [
      'something that is no YAML',
      (folder) => edit(folder, (text) => text.replace('kind: ConfigMap\nmetadata:\n  name: more', '<<<<<<< HEAD: [')),
      `web.k8s.yaml
  changed
    @@ data @@
       url: http://shop
     ---
     apiVersion: v1
    -<<<<<<< HEAD: [
    +kind: ConfigMap
    +metadata:
    +  name: more
       namespace: shop
     data: {}`,
    ],
  ])('names %s', (_, change, expected) => {
    const folder = written({ more: ['more'] });
    change(folder);
    expect(files(failure('none', () => expectGolden(shop({ more: ['more'] }), folder)))).toBe(expected);
  });

  test('names a file that the app gives no more', () => {
    const folder = written();
    const app = newApp({ name: 'shop' });
    webService(new Chart(app, 'web', { namespace: 'shop' }), 'web');
    expect(failure('none', () => expectGolden(app, folder))).toContain(
      'data.k8s.yaml\n  stale: the app gives it no more\n',
    );
  });
});

function edit(folder: string, change: (text: string) => string): void {
  const file = path.join(folder, 'web.k8s.yaml');
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
}

test('apps of different names share a folder', () => {
  const folder = written();
  const other = newApp({ name: 'other' });
  webService(new Chart(other, 'own', { namespace: 'shop' }), 'web');
  inMode('all', () => expectGolden(other, folder));
  inMode('none', () => {
    expectGolden(other, folder);
    expectGolden(shop(), folder);
  });
});

test('a plain cdk8s App is compared as cdk8s writes it, elsewhere', () => {
  const folder = path.join(tempFolder(), 'golden');
  const outdir = tempFolder();
  const app = addShop(new PlainApp({ outdir }));
  inMode('new', () => expectGolden(app, folder));
  expect([app.outdir, fs.readdirSync(outdir)]).toEqual([outdir, []]);
  app.synth();
  expect(tree(folder)).toEqual(tree(outdir));
  const message = failure('none', () => expectGolden(addShop(Testing.app(), { more: ['more'] }), folder));
  expect(files(message)).toBe('web.k8s.yaml\n  added: ConfigMap more in namespace shop');
});

test('an app that gives nothing is an error', () => {
  expect(failure('all', () => expectGolden(newApp(), 'golden'))).toBe(
    'expectGolden(app, "golden"): the app gives no files',
  );
});

test('an app with errors throws all of them, and nothing is written', () => {
  const folder = path.join(tempFolder(), 'golden');
  const app = newApp();
  webService(new Chart(app, 'web'), 'web', { replicas: 1.5 });
  expect(failure('all', () => expectGolden(app, folder))).toContain('replicas has a wrong value');
  expect(fs.existsSync(folder)).toBe(false);
});

test('it counts as an assertion, and its error points to the test', () => {
  const folder = written();
  const before = expect.getState().assertionCalls;
  let stack = '';
  try {
    inMode('none', () => expectGolden(shop({ more: ['x'] }), folder));
  } catch (error) {
    stack = (error as Error).stack ?? '';
  }
  expect(expect.getState().assertionCalls).toBe(before + 1);
  expect(/^ +at .*/m.exec(stack)?.[0]).toContain('expect-golden.test.ts');
});
