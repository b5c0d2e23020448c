import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptFolder } from '../support/script';

const APPS = join(__dirname, '../../apps');
const scripts = readdirSync(APPS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.sh') && !path.includes('/dist/'))
  .sort();

describe.each(scripts)('apps/%s', (path) => {
  const lines = readFileSync(join(APPS, path), 'utf8').trimEnd().split('\n');
  const shebang = /^#!(\/bin\/(?:ba)?sh)$/.exec(lines[0]!);
  const said = lines[shebang ? 1 : 0];

  test('is small, and says what it does', () => {
    expect(lines.filter((line) => !/^\s*(#|$)/.test(line)).length).toBeLessThan(20);
    expect(said).toMatch(/^# .{20}/);
  });

  test('is sound for its shell', () => {
    const shell = shebang?.[1] ?? '/bin/sh';
    if (!existsSync(shell)) return;
    expect(spawnSync(shell, ['-n', join(APPS, path)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('the first page of nginx', () => {
  const run = (at: ScriptFolder) =>
    at
      .scripts(join(APPS, 'nginx-stateful/scripts'), 'scripts')
      .run('scripts/first-page.sh', { POD_NAME: 'web-1', PAGES: join(at.root, 'pages') });

  test('is written to a new volume', () => {
    const at = new ScriptFolder(['/pages/index.html']);
    expect(run(at)).toMatchObject({ status: 0 });
    expect(at.read('pages/index.html')).toBe('web-1\n');
  });

  test('is never written over one', () => {
    const at = new ScriptFolder([]).file('pages/index.html', 'mine');
    expect(run(at)).toMatchObject({ status: 0 });
    expect(at.read('pages/index.html')).toBe('mine');
  });
});
