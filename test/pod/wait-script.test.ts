import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WAIT_SCRIPT } from '../../lib/pod/wait-script';

/** A folder with an `nc` that says yes for some addresses, and for others after a number of questions. */
function folderWithNc(answers: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'wait-'));
  const cases = Object.entries(answers).map(
    ([address, after]) =>
      `'-z -w 2 ${address}') n=$(cat ${folder}/n 2>/dev/null || echo 0); echo $((n + 1)) >${folder}/n; [ $n -ge ${after} ];;`,
  );
  writeFileSync(join(folder, 'nc'), `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) exit 1;;\nesac\n`);
  chmodSync(join(folder, 'nc'), 0o755);
  return folder;
}

const SHELLS = [['dash'], ['busybox', 'sh'], ['sh']].filter(
  ([program, ...applet]) => spawnSync(program!, [...applet, '-c', 'exit 0']).status === 0,
);

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('the wait script in %s', (_name, shell) => {
  const [program, ...applet] = shell;
  const wait = (answers: Readonly<Record<string, number>>, limit: string, ...targets: readonly string[]) => {
    const PATH = `${folderWithNc(answers)}:${process.env.PATH}`;
    const args = [...applet, '-c', WAIT_SCRIPT, 'wait-for', limit, ...targets];
    return spawnSync(program!, args, { encoding: 'utf8', env: { PATH } });
  };

  test('ends when each has answered, in turn', () => {
    const { status, stdout, stderr } = wait({ 'db 5432': 0, 'redis.shop 6379': 0 }, '5', 'db:5432', 'redis.shop:6379');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n')).toEqual([
      'Waiting for db:5432',
      'db:5432 answers',
      'Waiting for redis.shop:6379',
      'redis.shop:6379 answers',
    ]);
  });

  test('asks again until one answers', () => {
    expect(wait({ 'db 5432': 1 }, '60', 'db:5432')).toMatchObject({ status: 0, stderr: '' });
  });

  test('fails after the time limit, and names what it waited for', () => {
    const { status, stderr } = wait({ 'db 5432': 0 }, '1', 'db:5432', 'redis:6379');
    expect([status, stderr]).toEqual([1, 'redis:6379 did not answer within 1 seconds\n']);
  });

  test('does without -z where nc has none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wait-'));
    const nc = `case "$*" in -z*) echo "nc: invalid option -- 'z'" >&2; exit 1;; '-w 2 db 5432 -e true') ;; *) exit 1;; esac`;
    writeFileSync(join(folder, 'nc'), `#!/bin/sh\n${nc}\n`, { mode: 0o755 });
    const args = [...applet, '-c', WAIT_SCRIPT, 'wait-for', '2', 'db:5432'];
    const env = { PATH: `${folder}:${process.env.PATH}` };
    expect(spawnSync(program!, args, { encoding: 'utf8', env })).toMatchObject({ status: 0, stderr: '' });
  });

  test('says when the image has no nc', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wait-'));
    const shellPath = spawnSync('which', [program!], { encoding: 'utf8' }).stdout.trim();
    const args = [...applet, '-c', WAIT_SCRIPT, 'wait-for', '5', 'db:5432'];
    const { status, stderr } = spawnSync(shellPath, args, { encoding: 'utf8', env: { PATH: folder } });
    // busybox runs its own applets whatever the PATH is.
    if (program !== 'busybox') expect([status, stderr]).toEqual([1, 'This image has no nc\n']);
  });
});

test('the script is short enough to be read in a Pod', () => {
  expect(WAIT_SCRIPT.trim().split('\n').length).toBeLessThan(20);
});
