import { join } from 'node:path';
import { ScriptFolder } from '../support/script';

const MEMBERS = ['a', 'b', 'c'];
const env = { SELF: 'a', MEMBERS: MEMBERS.join(' '), MAJORITY: '2', REDISCLI_AUTH: 'secret' };

/** What the members answer: their Sentinels an epoch and a primary, their Redis a number of keys. */
interface Answers {
  readonly sentinels?: Readonly<Record<string, readonly [epoch: number, primary: string]>>;
  readonly keys?: Readonly<Record<string, string>>;
  /** Those whose Redis answers to a ping. */
  readonly up?: readonly string[];
}

function folder({ sentinels = {}, keys = {}, up = [] }: Answers = {}): ScriptFolder {
  const cases = [
    ...Object.entries(sentinels).map(
      ([host, [epoch, primary]]) =>
        `'-h ${host} -p 26379 sentinel master redis') printf 'name\\nredis\\nip\\n${primary}\\nconfig-epoch\\n${epoch}\\n';;`,
    ),
    ...up.map((host) => `'-h ${host} ping') echo PONG;;`),
    ...Object.entries(keys).map(([host, count]) => `'-h ${host} dbsize') echo '${count}';;`),
  ];
  return (
    new ScriptFolder(['/data/appendonlydir', '/sentinel/sentinel.conf', '/tmp/redis.conf', '/tmp/blank'])
      .scripts(join(__dirname, '../../apps/redis/config'), 'etc/redis')
      .program('redis-cli', 'case "$*" in', ...cases, '*) exit 1;;', 'esac')
      .program('redis-server', 'echo "starts $*"')
      .program('redis-sentinel', 'echo "starts $*"')
      // The scripts would wait for ever.
      .program('sleep', 'kill -TERM $PPID')
  );
}

const run = (at: ScriptFolder, script: string, more: Readonly<Record<string, string>> = {}) =>
  at.run(`etc/redis/${script}`, { ...env, ...more, CONFIG: join(at.root, 'etc/redis') });

describe('primary.sh', () => {
  test.each<[string, NonNullable<Answers['sentinels']>, string]>([
    ['all say the same', { a: [0, 'b'], b: [0, 'b'], c: [0, 'b'] }, 'b'],
    ['the newest epoch counts, whoever says it', { a: [3, 'a'], b: [12, 'c'], c: [3, 'a'] }, 'c'],
    ['a majority is enough', { a: [1, 'a'], c: [2, 'b'] }, 'b'],
  ])('%s', (_, sentinels, primary) => {
    expect(run(folder({ sentinels }), 'primary.sh')).toMatchObject({ status: 0, stdout: `${primary}\n` });
  });

  test.each<[string, Answers]>([
    ['one of three is not', { sentinels: { a: [1, 'a'] } }],
    ['nobody is not', {}],
  ])('%s', (_, answers) => {
    expect(run(folder(answers), 'primary.sh')).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('start-redis.sh', () => {
  const sentinels = (primary: string) => ({ a: [1, primary], b: [1, primary], c: [1, primary] }) as const;

  test('starts a replica of the primary that the Sentinels name', () => {
    const at = folder({ sentinels: sentinels('b') });
    expect(run(at, 'start-redis.sh')).toMatchObject({ status: 0, stdout: `starts ${at.root}/tmp/redis.conf\n` });
    expect(at.read('tmp/redis.conf').split('\n').slice(-6, -1)).toEqual([
      'requirepass "secret"',
      'masterauth "secret"',
      'replica-announce-ip a',
      'replica-priority 0',
      'replicaof b 6379',
    ]);
  });

  test('starts a replica with data, which may be chosen, when the primary answers', () => {
    const at = folder({ sentinels: sentinels('b'), up: ['b'] }).file('data/appendonlydir', '');
    expect(run(at, 'start-redis.sh').status).toBe(0);
    expect(at.read('tmp/redis.conf')).toMatch(/^replicaof b 6379$/m);
    expect(at.read('tmp/redis.conf')).not.toContain('replica-priority');
  });

  test('does not let one be chosen that was restarted before it had copied all', () => {
    const at = folder({ sentinels: sentinels('b'), up: ['b'] })
      .file('data/appendonlydir', '')
      .file('tmp/blank', '');
    expect(run(at, 'start-redis.sh').status).toBe(0);
    expect(at.read('tmp/redis.conf')).toContain('replica-priority 0');
  });

  test('starts a replica with data without the primary after a minute, and not before', () => {
    const clock = (seconds: number) => [
      `n=$(($(cat "$0.n" 2>/dev/null || echo 0) + ${seconds}))`,
      'echo $n >"$0.n"',
      'echo $n',
    ];
    const at = (seconds: number) =>
      folder({ sentinels: sentinels('b') })
        .file('data/appendonlydir', '')
        .program('date', ...clock(seconds));
    expect(run(at(60), 'start-redis.sh').status).toBe(0);
    expect(run(at(59), 'start-redis.sh')).toMatchObject({ status: 143, stdout: 'waiting: the primary is b\n' });
  });

  test('starts the primary again on its data, whatever the others have', () => {
    const at = folder({ sentinels: sentinels('a') }).file('data/appendonlydir', '');
    expect(run(at, 'start-redis.sh').status).toBe(0);
    expect(at.read('tmp/redis.conf')).not.toContain('replicaof');
  });

  test('starts a blank primary when all others answer that they are empty', () => {
    const at = folder({ sentinels: sentinels('a'), keys: { b: '0', c: '0' } });
    expect(run(at, 'start-redis.sh').status).toBe(0);
    expect(at.read('tmp/redis.conf')).not.toContain('replicaof');
  });

  test.each<[string, Answers, string]>([
    ['a blank primary beside one with keys', { sentinels: sentinels('a'), keys: { b: '0', c: '5' } }, 'a'],
    ['a blank primary beside one that does not answer', { sentinels: sentinels('a'), keys: { b: '0' } }, 'a'],
    ['a blank primary beside one that loads', { sentinels: sentinels('a'), keys: { b: '0', c: 'LOADING' } }, 'a'],
    ['a member that no majority answers', { sentinels: { a: [1, 'a'] } }, 'unknown'],
  ])('%s waits, and goes at once when it is told to', (_, answers, primary) => {
    const at = folder(answers);
    expect(run(at, 'start-redis.sh')).toMatchObject({ status: 143, stdout: `waiting: the primary is ${primary}\n` });
    expect(at.has('tmp/redis.conf')).toBe(false);
  });
});

describe('ready.sh', () => {
  const MAY_BE_CHOSEN = 'config set replica-priority 100';
  test.each<[string, string, boolean, number, string]>([
    ['the primary is ready', 'role:master', false, 0, ''],
    ['a replica that is connected is ready', 'master_link_status:up', false, 0, ''],
    ['one that was blank may be chosen from then on', 'master_link_status:up', true, 0, MAY_BE_CHOSEN],
    ['one that is not connected is not', 'master_link_status:down', true, 1, ''],
  ])('%s', (_, info, blank, status, asked) => {
    const answers = [`'info replication') echo ${info};;`, '*) echo "$*" >"$0.asked";;'];
    const at = folder().program('redis-cli', 'case "$*" in', ...answers, 'esac');
    if (blank) at.file('tmp/blank', '');
    expect(run(at, 'ready.sh').status).toBe(status);
    expect(at.has('bin/redis-cli.asked') ? at.read('bin/redis-cli.asked').trim() : '').toBe(asked);
    expect(at.has('tmp/blank')).toBe(blank && status !== 0);
  });
});

describe('start-sentinel.sh', () => {
  const lines = (at: ScriptFolder) => at.read('sentinel/sentinel.conf').split('\n');

  test('makes its file at the first start, with an id that follows from the name', () => {
    const [one, other] = [folder(), folder()];
    expect(run(one, 'start-sentinel.sh')).toMatchObject({
      status: 0,
      stdout: `starts ${one.root}/sentinel/sentinel.conf\n`,
    });
    run(other, 'start-sentinel.sh', { SELF: 'b' });
    expect(lines(one)).toEqual(
      expect.arrayContaining(['sentinel monitor redis a 6379 2', 'sentinel announce-ip a', 'requirepass "secret"']),
    );
    const ids = [one, other].map((at) => lines(at).find((line) => line.startsWith('sentinel myid ')));
    expect(ids[0]).toMatch(/^sentinel myid [0-9a-f]{40}$/);
    expect(ids[1]).not.toBe(ids[0]);
    expect(one.read('sentinel/sentinel.conf')).not.toContain('@');
  });

  test('keeps what it knows, but for the passwords', () => {
    const known = [
      'sentinel monitor redis c 6379 2',
      'sentinel config-epoch redis 7',
      'sentinel known-replica redis a 6379',
    ];
    const old = ['requirepass "old"', 'user default on #123 ~* &* +@all', 'sentinel auth-pass redis old'];
    const at = folder().file('sentinel/sentinel.conf', [...known, ...old, ''].join('\n'));
    expect(run(at, 'start-sentinel.sh').status).toBe(0);
    expect(lines(at).slice(0, 4)).toEqual([...known, 'requirepass "secret"']);
    expect(at.read('sentinel/sentinel.conf')).not.toMatch(/old|#123/);
  });

  test('counts the majority of the members that there are now', () => {
    const at = folder().file(
      'sentinel/sentinel.conf',
      'sentinel monitor redis c 6379 3\nsentinel config-epoch redis 7\n',
    );
    run(at, 'start-sentinel.sh');
    expect(lines(at).slice(0, 2)).toEqual(['sentinel monitor redis c 6379 2', 'sentinel config-epoch redis 7']);
  });
});
