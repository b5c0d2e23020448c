import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inventoryPath } from '../../lib/output/inventory';
import { OutputError } from '../../lib/output/output-error';
import { type PublishResult, publish } from '../../lib/output/publish';
import { fill, tempFolder, tree } from './temp-folder';

type Files = Readonly<Record<string, string>>;

function output(app: string, files: Files) {
  return { app, files: Object.entries(files).map(([path, content]) => ({ path, content })) };
}

function put(
  outdir: string,
  files: Files,
  { app = 'shop', ...options } = {} as { app?: string; adopt?: boolean; ignore?: readonly string[] },
): PublishResult {
  return publish({ outdir, apps: [output(app, files)], ...options });
}

function failure(act: () => unknown): OutputError {
  try {
    act();
  } catch (error) {
    if (error instanceof OutputError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('what one run after another does to the folder', () => {
  const cases: [name: string, before: Files, after: Files, result: Partial<PublishResult>][] = [
    ['a first run writes all files', {}, { 'a.yaml': '1', 'p/b.yaml': '2' }, { written: ['a.yaml', 'p/b.yaml'] }],
    ['the same files again are unchanged', { 'a.yaml': '1' }, { 'a.yaml': '1' }, { unchanged: ['a.yaml'] }],
    [
      'a changed file is written',
      { 'a.yaml': '1', b: '2' },
      { 'a.yaml': '3', b: '2' },
      { written: ['a.yaml'], unchanged: ['b'] },
    ],
    [
      'a file that is declared no more is removed',
      { a: '1', b: '2' },
      { a: '1' },
      { removed: ['b'], unchanged: ['a'] },
    ],
    ['a renamed file is removed and written', { 'x/a': '1' }, { 'y/a': '1' }, { removed: ['x/a'], written: ['y/a'] }],
    ['a file makes room for a folder', { a: '1' }, { 'a/b/c': '1' }, { removed: ['a'], written: ['a/b/c'] }],
    ['a folder makes room for a file', { 'a/b/c': '1' }, { a: '1' }, { removed: ['a/b/c'], written: ['a'] }],
    ['a name that changes its case is a new file', { Foo: '1' }, { foo: '1' }, { removed: ['Foo'], written: ['foo'] }],
    ['an app without files removes all of its own', { a: '1', 'x/b': '2' }, {}, { removed: ['a', 'x/b'] }],
  ];
  test.each(cases)('%s', (_, before, after, result) => {
    const outdir = tempFolder();
    if (Object.keys(before).length > 0) put(outdir, before);
    expect(put(outdir, after)).toEqual({
      written: [],
      unchanged: [],
      removed: [],
      overwritten: [],
      undeclared: [],
      recovered: undefined,
      ...result,
    });
    expect(tree(outdir)).toEqual(after);
    expect(fs.readdirSync(path.join(outdir, '.statecraft'))).toEqual(['shop.inventory']);
  });

  test('folders that become empty go, and others stay', () => {
    const outdir = tempFolder();
    put(outdir, { 'x/y/a': '1', 'z/b': '2' });
    fill(outdir, { 'z/note.txt': 'mine' });
    put(outdir, {});
    expect(fs.readdirSync(outdir).sort()).toEqual(['.statecraft', 'z']);
    expect(tree(outdir)).toEqual({ 'z/note.txt': 'mine' });
  });

  test('an unchanged file, the inventory included, keeps its modification time', () => {
    const outdir = tempFolder();
    put(outdir, { a: '1', b: '2' });
    const old = new Date(1_000_000_000_000);
    for (const name of ['a', 'b', inventoryPath('shop')]) fs.utimesSync(path.join(outdir, name), old, old);
    put(outdir, { a: '1', b: '2' });
    for (const name of ['a', 'b', inventoryPath('shop')]) {
      expect(fs.statSync(path.join(outdir, name)).mtime).toEqual(old);
    }
    put(outdir, { a: '1', b: '3' });
    expect(fs.statSync(path.join(outdir, 'a')).mtime).toEqual(old);
  });

  test('an own file that was changed or deleted by hand is written again', () => {
    const outdir = tempFolder();
    put(outdir, { a: '1', b: '2' });
    fill(outdir, { a: '1\r\n' });
    fs.rmSync(path.join(outdir, 'b'));
    expect(put(outdir, { a: '1', b: '2' }).written).toEqual(['a', 'b']);
    expect(tree(outdir)).toEqual({ a: '1', b: '2' });
  });

  test('an own file that was changed by hand, and it alone, is named as overwritten', () => {
    const outdir = tempFolder();
    put(outdir, { a: '1\n', b: '1', crlf: '1\n' });
    fill(outdir, { a: 'mine', crlf: '1\r\n' });
    const result = put(outdir, { a: '2', b: '2', crlf: '2' });
    expect(result.written).toEqual(['a', 'b', 'crlf']);
    expect(result.overwritten).toEqual(['a']);
  });

  test('an own file that became a link is replaced, and what it pointed to stays', () => {
    const outdir = tempFolder();
    const elsewhere = tempFolder();
    fill(elsewhere, { a: '1' });
    put(outdir, { a: '1' });
    fs.rmSync(path.join(outdir, 'a'));
    fs.symlinkSync(path.join(elsewhere, 'a'), path.join(outdir, 'a'));
    put(outdir, { a: '2' });
    expect(fs.lstatSync(path.join(outdir, 'a')).isFile()).toBe(true);
    expect(tree(elsewhere)).toEqual({ a: '1' });
  });
});

describe('the inventory', () => {
  test('reads well, and sha256sum understands it', () => {
    const outdir = tempFolder();
    put(outdir, { 'b.yaml': 'two\n', 'Z.yaml': 'one\n', 'a/x.yaml': 'three\n' });
    const text = fs.readFileSync(path.join(outdir, '.statecraft/shop.inventory'), 'utf8');
    expect(text.replace(/[0-9a-f]{64}/g, '<sum>')).toBe(
      '# The files here that the app "shop" wrote. Commit this file, don\'t edit it: statecraft prunes by it.\n' +
        '<sum>  Z.yaml\n<sum>  a/x.yaml\n<sum>  b.yaml\n',
    );
    expect(text).toContain('27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a  b.yaml');
  });

  test('with Windows line endings it is read, and written as it should be', () => {
    const outdir = tempFolder();
    put(outdir, { a: '1', b: '2' });
    const place = path.join(outdir, inventoryPath('shop'));
    const text = fs.readFileSync(place, 'utf8');
    fs.writeFileSync(place, text.replaceAll('\n', '\r\n'));
    expect(put(outdir, { a: '1', b: '2' })).toMatchObject({ written: [], unchanged: ['a', 'b'] });
    expect(fs.readFileSync(place, 'utf8')).toBe(text);
  });

  test.each([
    ['a line that means nothing', 'hello\n', 'restore it from version control'],
    ['a path that leaves the folder', `${'0'.repeat(64)}  ../a\n`, 'restore it from version control'],
    ['marks of a merge', `<<<<<<< HEAD\n${'0'.repeat(64)}  a\n`, 'keep the files of both sides'],
  ])('with %s is refused, and the message says how to mend it', (_, text, fix) => {
    const outdir = tempFolder();
    fill(outdir, { [inventoryPath('shop')]: `# comment\n${text}`, a: 'old' });
    const error = failure(() => put(outdir, { a: 'new' }));
    expect(error.kind).toBe('refused');
    expect(error.message).toContain(`${inventoryPath('shop')}:2`);
    expect(error.message).toContain(fix);
    expect(tree(outdir)).toEqual({ a: 'old' });
  });
});

describe('apps that share a folder', () => {
  test("don't prune each other", () => {
    const outdir = tempFolder();
    put(outdir, { 'a.yaml': '1' }, { app: 'shop' });
    put(outdir, { 'b.yaml': '2' }, { app: 'blog' });
    put(outdir, { 'c.yaml': '3' }, { app: 'shop' });
    expect(tree(outdir)).toEqual({ 'b.yaml': '2', 'c.yaml': '3' });
  });

  test('a path of another app is refused, and the message names both and how an app is renamed', () => {
    const outdir = tempFolder();
    put(outdir, { 'a.yaml': '1' }, { app: 'shop' });
    const error = failure(() => put(outdir, { 'a.yaml': '1' }, { app: 'store', adopt: true }));
    expect(error.kind).toBe('refused');
    expect(error.message).toContain('a.yaml (app "store") is written by the app "shop"');
    expect(error.message).toContain(`rename ${path.join(outdir, inventoryPath('shop'))} to`);
  });

  test('in one run, a file may go from one app to the other', () => {
    const outdir = tempFolder();
    publish({ outdir, apps: [output('shop', { a: '1', b: '1' }), output('blog', {})] });
    const result = publish({ outdir, apps: [output('shop', { a: '1' }), output('blog', { b: '2' })] });
    expect(result).toMatchObject({ written: ['b'], removed: [] });
    expect(tree(outdir)).toEqual({ a: '1', b: '2' });
  });
});

describe('what cannot be written anywhere is refused before the folder is made', () => {
  test.each([
    ['a path with ..', [output('shop', { 'x/../../a': '' })], 'leaves the folder'],
    ['an absolute path', [output('shop', { '/etc/a': '' })], 'is absolute'],
    ['an absolute path of Windows', [output('shop', { 'C:/a': '' })], 'is absolute'],
    ['a backslash', [output('shop', { 'x\\a': '' })], 'contains a backslash'],
    ['a line end', [output('shop', { 'x\na': '' })], 'contains a control character'],
    ['an empty part', [output('shop', { 'x//a': '' })], 'has an empty part'],
    ['a path in .statecraft', [output('shop', { '.statecraft/lock': '' })], 'lies in .statecraft'],
    [
      'two apps with one path',
      [output('shop', { a: '' }), output('blog', { a: '' })],
      'a (app "blog") is the same file as a (app "shop")',
    ],
    ['names that differ only in case', [output('shop', { a: '', A: '' })], 'is the same file as'],
    ['two apps with one name', [output('shop', { a: '' }), output('shop', { b: '' })], 'two apps are named "shop"'],
    ['a name of an app that is a path', [output('../shop', { a: '' })], 'the app\'s name "../shop"'],
  ])('%s', (_, apps, message) => {
    const outdir = path.join(tempFolder(), 'dist');
    const error = failure(() => publish({ outdir, apps, adopt: true }));
    expect(error.kind).toBe('refused');
    expect(error.message).toContain(message);
    expect(fs.existsSync(outdir)).toBe(false);
  });
});

describe('files that no app wrote', () => {
  test('with the same content are taken over silently', () => {
    const outdir = tempFolder();
    fill(outdir, { a: '1' });
    expect(put(outdir, { a: '1' }).unchanged).toEqual(['a']);
    expect(put(outdir, {}).removed).toEqual(['a']);
  });

  test('with other content are refused, all of them by name, and nothing changes', () => {
    const outdir = tempFolder();
    fill(outdir, { a: 'mine', b: 'mine', c: 'mine' });
    const error = failure(() => put(outdir, { a: '1', b: '2', d: '3' }));
    expect(error.kind).toBe('refused');
    expect(error.message).toMatch(/got: +a\n +b\n/);
    expect(error.message).toContain('statecraft synth --adopt');
    expect(tree(outdir)).toEqual({ a: 'mine', b: 'mine', c: 'mine' });
  });

  test('are overwritten when adopted, and undeclared ones stay', () => {
    const outdir = tempFolder();
    fill(outdir, { a: 'mine', c: 'mine' });
    expect(put(outdir, { a: '1' }, { adopt: true }).written).toEqual(['a']);
    expect(tree(outdir)).toEqual({ a: '1', c: 'mine' });
  });

  test.each([
    ['a file where a folder is needed', (outdir: string) => fill(outdir, { x: 'mine' }), 'x/a', 'x is a file'],
    ['a folder where a file is needed', (outdir: string) => fill(outdir, { 'x/mine': '' }), 'x', 'x is a folder'],
    [
      'an empty folder where a file is needed',
      (outdir: string) => fs.mkdirSync(path.join(outdir, 'x'), { recursive: true }),
      'x',
      'x is a folder',
    ],
    [
      'a link that leads out',
      (outdir: string) => fs.symlinkSync('/', path.join(outdir, 'x')),
      'x/a',
      'x is a symbolic link, and a folder is needed',
    ],
  ])('%s is refused', (_, prepare, file, message) => {
    const outdir = tempFolder();
    prepare(outdir);
    const error = failure(() => put(outdir, { [file]: '1', other: '2' }, { adopt: true }));
    expect(error.kind).toBe('refused');
    expect(error.message).toContain(message);
    expect(fs.existsSync(path.join(outdir, 'other'))).toBe(false);
  });
});

describe('files that a deployer would apply and no app wrote', () => {
  test('are named, but for those of other apps and those that are ignored, and stay', () => {
    const outdir = tempFolder();
    put(outdir, { 'blog.yaml': '1' }, { app: 'blog' });
    const foreign = { 'note.yml': '', 'x/y/old.json': '', 'crds/z.yaml': '', 'README.md': '' };
    fill(outdir, { ...foreign, '.git/config.yaml': '', 'node_modules/a.yaml': '', 'construct-metadata.json': '{}' });
    const result = put(outdir, { 'a.yaml': '1' }, { ignore: ['crds/**'] });
    expect(result.undeclared).toEqual(['note.yml', 'x/y/old.json']);
    expect(tree(outdir)).toMatchObject(foreign);
  });
});

describe('a folder in the output folder that is a link', () => {
  test.each([
    ['leads out', (outdir: string) => path.join(path.dirname(outdir), 'elsewhere')],
    ['leads inside', (outdir: string) => path.join(outdir, 'other')],
  ])('and %s is refused, even when the files behind it are as they should be', (_, target) => {
    const outdir = path.join(tempFolder(), 'dist');
    put(outdir, { 'x/a': '1', b: '1' });
    fs.renameSync(path.join(outdir, 'x'), target(outdir));
    fs.symlinkSync(target(outdir), path.join(outdir, 'x'));
    for (const files of [{ 'x/a': '1', b: '2' }, { b: '2' }]) {
      const error = failure(() => put(outdir, files as Record<string, string>, { adopt: true }));
      expect(error.kind).toBe('refused');
      expect(error.message).toContain('x is a symbolic link, and a folder is needed');
    }
    expect(fs.readFileSync(path.join(outdir, 'b'), 'utf8')).toBe('1');
    expect(tree(target(outdir))).toEqual({ a: '1' });
  });
});

describe('the folder itself', () => {
  test('is made, with those above it', () => {
    const outdir = path.join(tempFolder(), 'x', 'dist');
    put(outdir, { a: '1' });
    expect(tree(outdir)).toEqual({ a: '1' });
  });

  test('may be a link, which stays one', () => {
    const place = tempFolder();
    const target = tempFolder();
    const outdir = path.join(place, 'dist');
    fs.symlinkSync(target, outdir);
    put(outdir, { 'x/a': '1', b: '2' });
    put(outdir, { b: '2' });
    expect(fs.readlinkSync(outdir)).toBe(target);
    expect(tree(target)).toEqual({ b: '2' });
    expect(fs.readdirSync(place)).toEqual(['dist']);
  });

  test('that is a file gives an error with its name and the reason', () => {
    const outdir = path.join(tempFolder(), 'dist');
    fs.writeFileSync(outdir, '');
    const error = failure(() => put(outdir, { a: '1' }));
    expect(error.kind).toBe('io');
    expect(error.message).toContain(`where: ${outdir}`);
    expect(error.message).toMatch(/\n {2}fix: +move it away; or name another output folder/);
  });

  test('that is a link to nowhere gives an error that says so', () => {
    const outdir = path.join(tempFolder(), 'dist');
    fs.symlinkSync('nowhere', outdir);
    expect(failure(() => put(outdir, { a: '1' })).message).toMatch(/a link leads nowhere.*\n {2}fix: .*remove a link/);
  });
});

describe('the lock', () => {
  test('of a living process stops a second run with one line', () => {
    const outdir = tempFolder();
    fill(outdir, { '.statecraft/lock': `${process.ppid}\n` });
    const error = failure(() => put(outdir, { a: '1' }));
    expect(error.kind).toBe('io');
    expect(error.message.split('\n')).toHaveLength(1);
    expect(error.message).toContain(`another run (process ${process.ppid})`);
    expect(tree(outdir, { state: true })).toEqual({ '.statecraft/lock': `${process.ppid}\n` });
  });

  const gone = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' });
  test.each([
    ['of a process that is gone', gone],
    ['that is empty', ''],
    ['that makes no sense', 'hello\n'],
  ])('%s is taken over', (_, text) => {
    const outdir = tempFolder();
    fill(outdir, { '.statecraft/lock': text });
    put(outdir, { a: '1' });
    expect(fs.readdirSync(path.join(outdir, '.statecraft'))).toEqual(['shop.inventory']);
  });
});
