import { compare } from '../../lib/output/compare';
import type { Drift } from '../../lib/output/drift';
import { inventoryPath, printInventory } from '../../lib/output/inventory';
import { OutputError } from '../../lib/output/output-error';
import type { Entry } from '../../lib/output/snapshot';

type Files = Readonly<Record<string, string>>;
const given = (app: string, files: Files) => ({
  app,
  files: Object.entries(files).map(([path, content]) => ({ path, content })),
});
const inventory = (app: string, files: Files) => ({
  [inventoryPath(app)]: printInventory(app, given(app, files).files),
});
const file = (content: string): Entry => ({ kind: 'file', content: Buffer.from(content), mode: 0o644, mtimeMs: 0 });

function drift(apps: Readonly<Record<string, Files>>, committed: Files, more: Readonly<Record<string, Entry>> = {}) {
  return compare({
    apps: Object.entries(apps).map(([app, files]) => given(app, files)),
    committed: new Map([
      ...Object.entries(committed).map(([path, text]) => [path, file(text)] as const),
      ...Object.entries(more),
    ]),
    isIgnored: (path) => path.includes('ignored'),
    shown: 'dist',
  });
}

const a = { 'a.yaml': 'a: 1\n' };
const ab = { ...a, 'b.yaml': 'b: 1\n' };

describe('what is said of a committed folder', () => {
  const cases: [name: string, apps: Readonly<Record<string, Files>>, committed: Files, found: readonly Drift[]][] = [
    ['nothing, where all is the same', { shop: ab }, { ...ab, ...inventory('shop', ab) }, []],
    ['nothing of files that deployers don’t read', { shop: a }, { ...a, ...inventory('shop', a), 'README.md': '' }, []],
    ['nothing of a plain app’s inventory that isn’t there', { cdk8s: a }, a, []],
    ['nothing of what cdk8s synth leaves for validations', { cdk8s: a }, { ...a, 'construct-metadata.json': '{}' }, []],
    ['nothing of ignored files', { cdk8s: a }, { ...a, 'ignored/b.yaml': '', 'ignored.json': '' }, []],
    [
      'nothing of a program that shares the folder and whose inventory is ignored',
      { cdk8s: a },
      { ...ab, ...inventory('ignored', { 'b.yaml': '' }) },
      [],
    ],
    [
      'a file that isn’t as the last run wrote it was changed by hand',
      { shop: a },
      { 'a.yaml': 'a: 2\n', ...inventory('shop', a) },
      [{ kind: 'edited', path: 'a.yaml', contents: { committed: 'a: 2\n', given: 'a: 1\n' } }],
    ],
    [
      'a file that is as the last run wrote it is out of date',
      { shop: { 'a.yaml': 'a: 2\n' } },
      { ...a, ...inventory('shop', a) },
      [{ kind: 'outdated', path: 'a.yaml', contents: { committed: 'a: 1\n', given: 'a: 2\n' } }],
    ],
    [
      'and it is, too, when Git gave it the line endings of Windows',
      { shop: { 'a.yaml': 'a: 2\n' } },
      { 'a.yaml': 'a: 1\r\n', ...inventory('shop', a) },
      [{ kind: 'outdated', path: 'a.yaml', contents: { committed: 'a: 1\r\n', given: 'a: 2\n' } }],
    ],
    [
      'a file that no inventory lists needs --adopt',
      { cdk8s: a },
      { 'a.yaml': 'a: 2\n' },
      [{ kind: 'different', path: 'a.yaml', contents: { committed: 'a: 2\n', given: 'a: 1\n' }, needsAdopt: true }],
    ],
    [
      'line endings alone, of a file and of the inventory',
      { shop: a },
      {
        'a.yaml': 'a: 1\r\n',
        [inventoryPath('shop')]: printInventory('shop', given('', a).files).replaceAll('\n', '\r\n'),
      },
      [
        { kind: 'line-endings', path: inventoryPath('shop') },
        { kind: 'line-endings', path: 'a.yaml', needsAdopt: false },
      ],
    ],
    ['a missing file', { shop: ab }, { ...a, ...inventory('shop', ab) }, [{ kind: 'missing', path: 'b.yaml' }]],
    ['a stale file', { shop: a }, { ...ab, ...inventory('shop', ab) }, [{ kind: 'stale', path: 'b.yaml' }]],
    [
      'a stale file of an app without files',
      { shop: {} },
      { ...a, ...inventory('shop', a) },
      [{ kind: 'stale', path: 'a.yaml' }],
    ],
    [
      'undeclared files, with each ending that deployers read, in any folder',
      { cdk8s: a },
      { ...a, 'b.yml': '', 'c/d.JSON': '', '.hidden/e.yaml': '', '.statecraft/f.yaml': '' },
      ['.hidden/e.yaml', '.statecraft/f.yaml', 'b.yml', 'c/d.JSON'].map((path) => ({ kind: 'undeclared', path })),
    ],
    [
      'the inventory of an app that is gone, with its files, and not these as undeclared',
      { shop: a },
      { ...ab, ...inventory('shop', a), ...inventory('blog', { 'b.yaml': '', 'gone.yaml': '' }) },
      [{ kind: 'orphan', path: inventoryPath('blog'), lists: ['b.yaml'], renamedTo: undefined }],
    ],
    [
      'the inventory of an app that was renamed, with the new name',
      { store: a },
      { ...a, ...inventory('shop', a) },
      [
        { kind: 'orphan', path: inventoryPath('shop'), lists: [], renamedTo: 'store' },
        { kind: 'inventory', path: inventoryPath('store') },
      ],
    ],
    [
      'a missing inventory of an app that writes one',
      { shop: a },
      a,
      [{ kind: 'inventory', path: inventoryPath('shop') }],
    ],
    [
      'an inventory that lists a file that is long gone',
      { shop: a },
      { ...a, ...inventory('shop', ab) },
      [{ kind: 'inventory', path: inventoryPath('shop') }],
    ],
    [
      'the journal of an interrupted run, after which differences are no editing',
      { shop: a },
      { 'a.yaml': 'a: 2\n', ...inventory('shop', a), '.statecraft/journal': '{}' },
      [
        { kind: 'interrupted', path: '.statecraft/journal' },
        { kind: 'outdated', path: 'a.yaml', contents: { committed: 'a: 2\n', given: 'a: 1\n' } },
      ],
    ],
  ];
  test.each(cases)('%s', (_, apps, committed, found) => {
    expect(drift(apps, committed)).toEqual(found);
  });

  test('a link in place of a file, and one that a deployer would follow', () => {
    const link: Entry = { kind: 'link', target: '/etc/passwd' };
    expect(drift({ cdk8s: a }, {}, { 'a.yaml': link, 'b.yaml': link })).toEqual([
      { kind: 'link', path: 'a.yaml', needsAdopt: true },
      { kind: 'undeclared', path: 'b.yaml' },
    ]);
  });

  test('a link in place of a folder: it, once, and not the files behind it', () => {
    const files = { 'x/y/a.yaml': 'a', 'x/y/b.yaml': 'b', 'c.yaml': 'c' };
    const given = { ...files, ...inventory('shop', { ...files, 'x/old.yaml': '' }), 'x/foreign.yaml': '' };
    expect(drift({ shop: files }, given, { x: { kind: 'link', target: '../y' } })).toEqual([
      { kind: 'folder-link', path: 'x' },
    ]);
  });

  test('a folder in place of a file: the file is missing', () => {
    expect(drift({ cdk8s: a }, {}, { 'a.yaml': { kind: 'folder', mode: 0o755 } })).toEqual([
      { kind: 'missing', path: 'a.yaml' },
    ]);
  });

  test('an inventory that a merge left unfinished is an error that says so', () => {
    const text = '<<<<<<< HEAD\n';
    expect(() => drift({ shop: a }, { [inventoryPath('shop')]: text })).toThrow(OutputError);
    expect(() => drift({ shop: a }, { [inventoryPath('shop')]: text })).toThrow(/a merge left it unfinished/);
  });
});
