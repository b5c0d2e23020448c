import { join } from 'node:path';
import { ScriptFolder } from '../support/script';

const APP = join(__dirname, '../../apps/mysql');

/** What the programs that the scripts call do; each line is shell. */
interface Programs {
  readonly mysql?: string;
  readonly mysqladmin?: string;
  readonly mysqldump?: string;
}

function folder({ mysql = 'exit 1', mysqladmin = 'exit 1', mysqldump = 'exit 1' }: Programs = {}): ScriptFolder {
  return new ScriptFolder(['/var/lib/mysql/data', '/var/lib/mysql/initialising', '/run/secrets/mysql', '/scripts/new-'])
    .file('run/secrets/mysql/root-password', 'root')
    .file('run/secrets/mysql/replication-password', 'replica')
    .scripts(join(APP, 'scripts'), 'scripts')
    .scripts(join(APP, 'initdb'), 'initdb')
    .program('mysql', mysql)
    .program('mysqladmin', mysqladmin)
    .program('mysqldump', mysqldump)
    .program('sleep', 'exit 0');
}

const MARK = 'var/lib/mysql/initialising';
const DATA = 'var/lib/mysql/data/mysql/user';

const prepare = (at: ScriptFolder, role: string) =>
  at.run('scripts/prepare.sh', { ROLE: role, PRIMARY: 'mysql', REPLICAS: 'replicas' });

describe.each(['primary', 'replica'])('prepare.sh of a %s', (role) => {
  test('leaves data alone, and asks nobody', () => {
    const at = folder({ mysql: 'echo asked >&2', mysqladmin: 'echo asked >&2' }).file(DATA, 'rows');
    expect(prepare(at, role)).toMatchObject({ status: 0, stderr: '' });
    expect([at.read(DATA), at.has(MARK)]).toEqual(['rows', false]);
  });

  test('drops what an initialisation left that did not end, and marks the next one', () => {
    const at = folder({ mysql: 'exit 0' }).file(DATA, 'half').file(MARK, '');
    expect(prepare(at, role)).toMatchObject({ status: 0 });
    expect([at.has(DATA), at.has(MARK)]).toEqual([false, true]);
  });
});

test('a blank primary is initialised when no replica answers', () => {
  const at = folder();
  expect(prepare(at, 'primary')).toMatchObject({ status: 0 });
  expect(at.has(MARK)).toBe(true);
});

test('a blank primary beside a replica with data refuses, and says why', () => {
  const at = folder({ mysqladmin: '[ "$*" = "--host=replicas --connect-timeout=2 ping" ]' });
  const { status, stderr } = prepare(at, 'primary');
  expect([status, stderr]).toEqual([1, expect.stringContaining('This volume is blank, but replicas has data')]);
  expect(at.has(MARK)).toBe(false);
});

test('a blank replica waits until the primary answers', () => {
  const asked = '"$0".asked';
  const at = folder({ mysql: `echo "$*" >>${asked}; [ "$(wc -l <${asked})" -ge 3 ]` });
  expect(prepare(at, 'replica')).toMatchObject({ status: 0 });
  expect(at.read('bin/mysql.asked').split('\n')[2]).toContain('--host=mysql --user=replication');
});

test('the end of an initialisation takes the mark away', () => {
  const at = folder().file(MARK, '');
  expect(at.run('initdb/99-done.sh')).toMatchObject({ status: 0 });
  expect(at.has(MARK)).toBe(false);
});

describe('20-copy.sh', () => {
  const copy = (mysqldump: string) => {
    const at = folder({ mysql: 'cat >"$0".sql', mysqldump });
    return { at, ...at.run('initdb/20-copy.sh', { PRIMARY: 'mysql' }) };
  };

  test('forgets its own history, loads the dump unlogged, then follows from there', () => {
    const { at, status } = copy('echo DUMP');
    expect(status).toBe(0);
    const said = at.read('bin/mysql.sql');
    const order = ['RESET BINARY LOGS', 'sql_log_bin = 0', 'DUMP', 'FLUSH', 'CHANGE REPLICATION', 'super_read_only'];
    const places = order.map((part) => said.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('fails with a dump that breaks off, and follows nobody', () => {
    const { at, status } = copy('echo DUMP; exit 3');
    expect(status).not.toBe(0);
    expect(at.read('bin/mysql.sql')).not.toContain('CHANGE');
  });
});

describe('ready.sh', () => {
  const ready = (role: string, mysql: string) => folder({ mysql }).run('scripts/ready.sh', { ROLE: role }).status;

  test.each<[string, string, string, boolean]>([
    ['a primary that answers', 'primary', 'echo 1', true],
    ['a primary that does not', 'primary', 'exit 1', false],
    ['a replica that applies changes, of MySQL', 'replica', 'echo "Replica_SQL_Running: Yes"', true],
    ['a replica that applies changes, of MariaDB', 'replica', 'echo "Slave_SQL_Running: Yes"', true],
    [
      'a replica whose primary is away',
      'replica',
      'printf "Replica_IO_Running: No\\nReplica_SQL_Running: Yes\\n"',
      true,
    ],
    ['a replica that has stopped applying', 'replica', 'echo "Replica_SQL_Running: No"', false],
    ['a replica that follows nobody', 'replica', 'exit 0', false],
  ])('%s', (_, role, mysql, isReady) => {
    expect(ready(role, mysql) === 0).toBe(isReady);
  });
});
