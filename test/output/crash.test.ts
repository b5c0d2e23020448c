import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { OutputError } from '../../lib/output/output-error';
import { publish } from '../../lib/output/publish';
import { fill, tempFolder, tree } from './temp-folder';

type Files = Readonly<Record<string, string>>;
type Call = (...args: unknown[]) => unknown;

/** The calls of the file system that change something. A process can die before, in or after each of them. */
const STEPS = [
  'mkdirSync',
  'openSync',
  'writeSync',
  'writeFileSync',
  'fsyncSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
  'rmSync',
] as const;

class Crash extends Error {}

/**
 * Runs with a file system that does the first `count` steps and then nothing any more, as after a kill; the first step
 * not done writes half of its bytes. `fail` makes that step alone fail with this error instead (a full disk).
 */
function withFault<T>(count: number, act: () => T, fail?: () => Error): { steps: number; result?: T; error?: unknown } {
  let steps = 0;
  const disk = fs as unknown as Record<string, Call>;
  const spies = STEPS.map((name) => {
    const real = disk[name]!;
    return jest.spyOn(disk as Record<string, Call>, name).mockImplementation((...args) => {
      const step = steps++;
      if (step < count || (fail !== undefined && step > count)) return real.apply(fs, args);
      if (step === count && name.startsWith('write')) real.call(fs, args[0], String(args[1]).slice(0, 1));
      throw fail?.() ?? new Crash();
    });
  });
  try {
    return { result: act(), steps };
  } catch (error) {
    return { error, steps };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function put(outdir: string, files: Files, app = 'shop') {
  return publish({
    outdir,
    apps: [{ app, files: Object.entries(files).map(([path, content]) => ({ path, content })) }],
  });
}

const OLD: Files = {
  'same.yaml': 'same',
  'a.yaml': 'old a',
  'gone/b.yaml': 'old b',
  'file.yaml': 'old',
  'dir/c.yaml': 'old c',
};
const NEW: Files = {
  'same.yaml': 'same',
  'a.yaml': 'new a',
  'fresh/d.yaml': 'new d',
  'file.yaml/e.yaml': 'new e',
  dir: 'new dir',
};
const OTHERS: Files = { 'blog/x.yaml': 'other', 'gone/note.txt': 'mine' };

function prepared(old: Files): string {
  const outdir = tempFolder();
  put(outdir, { 'blog/x.yaml': 'other' }, 'blog');
  put(outdir, old);
  fill(outdir, { 'gone/note.txt': 'mine' });
  return outdir;
}

/** Each file is wholly old or wholly new, and the folder is wholly old before the commit point. */
function expectWhole(outdir: string, old: Files, next: Files): void {
  const found = tree(outdir);
  for (const [name, content] of Object.entries(found)) {
    expect([old[name], next[name], OTHERS[name]]).toContain(content);
  }
  const journal = path.join(outdir, '.statecraft/journal');
  if (fs.existsSync(journal)) return;
  expect([
    { ...old, ...OTHERS },
    { ...next, ...OTHERS },
  ]).toContainEqual(found);
}

function expectEnded(outdir: string, files: Files): void {
  expect(tree(outdir)).toEqual({ ...files, ...OTHERS });
  expect(fs.readdirSync(path.join(outdir, '.statecraft')).sort()).toEqual(['blog.inventory', 'shop.inventory']);
  expect(put(outdir, files)).toMatchObject({ written: [], removed: [], recovered: undefined });
}

const folder = prepared(OLD);
const total = withFault(Number.POSITIVE_INFINITY, () => put(folder, NEW)).steps;

test('a run has as many steps as this test believes it kills', () => {
  expect(total).toBeGreaterThan(40);
});

test.each(Array.from({ length: total }, (_, step) => step))(
  'a process that dies at step %i leaves whole files, and the next run ends what it began',
  (step) => {
    const outdir = prepared(OLD);
    withFault(step, () => put(outdir, NEW));
    expectWhole(outdir, OLD, NEW);
    const committed = fs.existsSync(path.join(outdir, '.statecraft/journal'));

    const { recovered, written, removed } = put(outdir, NEW);
    if (committed) {
      expect(recovered).toBe('finished');
      expect(written).toEqual(['a.yaml', 'dir', 'file.yaml/e.yaml', 'fresh/d.yaml']);
      expect(removed).toEqual(['dir/c.yaml', 'file.yaml', 'gone/b.yaml']);
    }
    expectEnded(outdir, NEW);
  },
);

test.each(Array.from({ length: total }, (_, step) => step))(
  'a full disk at step %i leaves whole files, and the next run works',
  (step) => {
    const outdir = prepared(OLD);
    const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const { error } = withFault(step, () => put(outdir, NEW), full);
    expectWhole(outdir, OLD, NEW);
    if (error !== undefined) {
      expect(error).toBeInstanceOf(OutputError);
      expect(error).toMatchObject({
        kind: 'io',
        message: expect.stringContaining('no space left on the disk (ENOSPC)'),
      });
    }
    put(outdir, NEW);
    expectEnded(outdir, NEW);
  },
);

test('a run that dies while it ends another one is ended, too; even if the app has changed since', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'a/b', 'a/c', 'b/a/c', 'gone/d');
  const files = fc
    .dictionary(name, fc.constantFrom('1', '22', '333'), { noNullPrototype: true })
    .filter((all) => Object.keys(all).every((one) => !Object.keys(all).some((other) => other.startsWith(`${one}/`))));
  const step = fc.nat({ max: total + 10 });
  fc.assert(
    fc.property(files, files, files, step, step, (old, next, last, first, second) => {
      const outdir = prepared(old);
      withFault(first, () => put(outdir, next));
      expectWhole(outdir, old, next);
      withFault(second, () => put(outdir, last));
      for (const [path, content] of Object.entries(tree(outdir))) {
        expect([old[path], next[path], last[path], OTHERS[path]]).toContain(content);
      }
      put(outdir, last);
      expectEnded(outdir, last);
    }),
    { numRuns: 150 },
  );
});
