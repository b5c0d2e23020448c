import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

const SCRIPT = path.join(__dirname, '../../apps/kafka/keep-blank-out.sh');
const SHELLS = [['dash'], ['busybox', 'sh'], ['sh']].filter(
  ([program, ...applet]) => spawnSync(program!, [...applet, '-c', 'exit 0']).status === 0,
);

/** Runs the script as the init container does. */
function run([program, ...applet]: readonly string[], files: Readonly<Record<string, string>>, FORMAT_BLANK_DISK = '') {
  const folder = mkdtempSync(path.join(tmpdir(), 'kafka-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const args = [...applet, '-c', readFileSync(SCRIPT, 'utf8'), 'keep-blank-out.sh', folder];
  const { status, stderr } = spawnSync(program!, args, {
    encoding: 'utf8',
    env: { ...process.env, FORMAT_BLANK_DISK },
  });
  return { status, stderr: stderr.replaceAll(folder, 'FOLDER') };
}

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('keep-blank-out.sh in %s', (_name, shell) => {
  test('lets a member with a formatted log start', () => {
    expect(run(shell, { 'meta.properties': 'version=1\n' })).toEqual({ status: 0, stderr: '' });
  });

  test('lets a blank disk be formatted where a person said so, with the very word', () => {
    expect(run(shell, {}, 'yes')).toEqual({ status: 0, stderr: '' });
    expect(run(shell, {}, 'no').status).toBe(1);
  });

  test.each<[string, Record<string, string>]>([
    ['a blank disk', {}],
    ['a disk whose format was cut off', { 'meta.properties': '' }],
  ])('keeps a member with %s out, and says why', (_sentence, files) => {
    expect(run(shell, files)).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^FOLDER has no meta\.properties: this member lost its disk\.\n.*README/),
    });
  });
});

const lint = spawnSync('shellcheck', [SCRIPT], { encoding: 'utf8' });
(lint.error ? test.skip : test)('shellcheck has nothing to say of it', () => {
  expect(lint.stdout).toBe('');
});

test('it is short', () => {
  expect(readFileSync(SCRIPT, 'utf8').trim().split('\n').length).toBeLessThan(20);
});

// Kafka 4.1: a cluster's first start fixes it at what the controllers say, and brokers' own value counts no more.
test.each([['combined'], ['cluster']])('all members of %s ask for two disks, not only brokers', (name) => {
  const file = path.join(__dirname, `../../dist/kafka/${name}.k8s.yaml`);
  const sets = parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS())
    .filter(({ kind }) => kind === 'StatefulSet');
  expect(sets.length).toBeGreaterThan(0);
  for (const { spec } of sets) {
    expect(spec.template.spec.containers[0].env).toContainEqual({ name: 'KAFKA_MIN_INSYNC_REPLICAS', value: '2' });
  }
});
