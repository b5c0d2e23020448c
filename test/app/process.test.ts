import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fill, tempFolder, tree } from '../output/temp-folder';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The output folder. */
  readonly files: Record<string, string>;
  /** What the program told the CLI. */
  readonly outcome: string | undefined;
}

const EARLIER = { 'web.k8s.yaml': 'earlier: true\n' };

/** Runs `fixtures/program.ts` in a process of its own. */
function run(how: string, before: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const [outdir, outcome] = [tempFolder(), path.join(tempFolder(), 'outcome')];
  fill(outdir, before);
  const root = path.join(__dirname, '../..');
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['-r', 'ts-node/register', 'test/app/fixtures/program.ts', how],
      { cwd: root, env: { ...process.env, CDK8S_OUTDIR: outdir, STATECRAFT_OUTCOME: outcome, NODE_OPTIONS: '' } },
      (_error, stdout, stderr) =>
        resolve({
          code: child.exitCode ?? -1,
          stdout,
          stderr,
          files: tree(outdir),
          outcome: fs.existsSync(outcome) ? fs.readFileSync(outcome, 'utf8') : undefined,
        }),
    );
  });
}

const runs = Promise.all([run('wrong', EARLIER), run('throws', EARLIER), run('good')]);
jest.setTimeout(60_000);

/** A line of a stack trace, as Node prints it. */
const STACK_TRACE = /^\s+at /m;

test('wrong props end a program with code 1 and all errors on stderr, without a stack trace', async () => {
  const [wrong] = await runs;
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toBe('');
  expect(wrong.stderr).toMatch(/2 errors; nothing was written/);
  expect(wrong.stderr).toMatch(/web\/web {2}\(test\/app\/fixtures\/program\.ts:7:1\)/);
  expect(wrong.stderr).toMatch(/replicas/);
  expect(wrong.stderr).toMatch(/128mb/);
  expect(wrong.stderr).not.toMatch(STACK_TRACE);
});

test('they leave the output folder as it was, and tell the CLI that the input is wrong', async () => {
  const [wrong] = await runs;
  expect(wrong.files).toEqual(EARLIER);
  expect(wrong.outcome).toBe('rejected');
});

test('a program that throws before synth() prints what was recorded until then, and its own error', async () => {
  const [, throws] = await runs;
  expect(throws.code).not.toBe(0);
  expect(throws.stderr).toMatch(/Before the program failed, these errors were found:/);
  expect(throws.stderr).toMatch(/replicas/);
  expect(throws.stderr).toMatch(/128mb/);
  expect(throws.stderr).toMatch(/TypeError: the program is broken/);
  expect(throws.stderr).toMatch(STACK_TRACE);
  expect(throws.files).toEqual(EARLIER);
  expect(throws.outcome).toBeUndefined();
});

test('a good program writes its files, and prints nothing', async () => {
  const [, , good] = await runs;
  expect([good.code, good.stdout, good.stderr, good.outcome]).toEqual([0, '', '', undefined]);
  expect(Object.keys(good.files)).toEqual(['web.k8s.yaml']);
});
