import fs from 'node:fs';
import path from 'node:path';
import { Snapshot } from '../../lib/output/snapshot';
import { fill, tempFolder, tree } from './temp-folder';

describe('a folder is restored after', () => {
  const at = (folder: string, name: string) => path.join(folder, 'dist', name);
  const cases: [name: string, touch: (folder: string) => void, restored: readonly string[]][] = [
    ['nothing', () => {}, []],
    ['a changed file', (folder) => fs.writeFileSync(at(folder, 'a.yaml'), 'other'), ['a.yaml']],
    ['a file written again with the same bytes', (folder) => fs.writeFileSync(at(folder, 'a.yaml'), 'a'), ['a.yaml']],
    ['a file with another mode', (folder) => fs.chmodSync(at(folder, 'a.yaml'), 0o600), ['a.yaml']],
    ['a removed file', (folder) => fs.rmSync(at(folder, 'x/b.yaml')), ['x/b.yaml']],
    ['a new file in a new folder', (folder) => fill(folder, { 'dist/y/c.yaml': 'c' }), ['y', 'y/c.yaml']],
    [
      'a file in place of a folder',
      (folder) => {
        fs.rmSync(at(folder, 'x'), { recursive: true });
        fs.writeFileSync(at(folder, 'x'), '');
      },
      ['x', 'x/b.yaml'],
    ],
    [
      'a file in place of a link',
      (folder) => {
        fs.rmSync(at(folder, 'link'));
        fs.writeFileSync(at(folder, 'link'), '');
      },
      ['link'],
    ],
    [
      'the removal of all',
      (folder) => fs.rmSync(at(folder, ''), { recursive: true }),
      ['', 'a.yaml', 'link', 'x', 'x/b.yaml'],
    ],
  ];
  test.each(cases)('%s', (_, touch, restored) => {
    const folder = tempFolder();
    fill(folder, { 'dist/a.yaml': 'a', 'dist/x/b.yaml': 'b' });
    fs.symlinkSync('a.yaml', at(folder, 'link'));
    const old = new Date(1_000_000_000_000);
    for (const name of ['a.yaml', 'x/b.yaml']) fs.utimesSync(at(folder, name), old, old);

    const snapshot = Snapshot.take(path.join(folder, 'dist'));
    touch(folder);
    expect(snapshot.restore()).toEqual(restored);
    expect(tree(folder)).toEqual({ 'dist/a.yaml': 'a', 'dist/link': 'a', 'dist/x/b.yaml': 'b' });
    expect(fs.readdirSync(at(folder, '')).sort()).toEqual(['a.yaml', 'link', 'x']);
    expect(fs.readlinkSync(at(folder, 'link'))).toBe('a.yaml');
    for (const name of ['a.yaml', 'x/b.yaml']) expect(fs.statSync(at(folder, name)).mtime).toEqual(old);
    expect(fs.statSync(at(folder, 'a.yaml')).mode & 0o777).toBe(0o644);
    expect(snapshot.restore()).toEqual([]);
  });

  test('a folder that was not there goes again', () => {
    const folder = tempFolder();
    const snapshot = Snapshot.take(path.join(folder, 'dist'));
    fill(folder, { 'dist/a.yaml': 'a' });
    expect(snapshot.restore()).toEqual(['', 'a.yaml']);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
