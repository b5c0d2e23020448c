import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fill, tempFolder } from '../output/temp-folder';

export const BIN = path.join(__dirname, '../../bin/statecraft.js');

/** The command that runs a fixture: JavaScript unless its name says otherwise. */
export function app(fixture: string): string {
  const [program, name] = fixture.endsWith('.sh') ? ['sh', fixture] : ['node', `${fixture}.js`];
  return `${program} ${JSON.stringify(path.join(__dirname, 'fixtures', name))}`;
}

/** A folder with a cdk8s.yaml that runs a fixture, and other files. */
export function project(fixture: string, files: Readonly<Record<string, string>> = {}, settings = ''): string {
  const folder = tempFolder();
  fill(folder, { 'cdk8s.yaml': `language: typescript\napp: ${JSON.stringify(app(fixture))}\n${settings}`, ...files });
  return folder;
}

/** Runs the command with an empty folder as the system's temporary one, which has to be empty afterwards. */
export function statecraft(
  folder: string,
  args: string | readonly string[],
  env: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  const temporary = tempFolder();
  const result = spawnSync(process.execPath, [BIN, ...(typeof args === 'string' ? args.split(' ') : args)], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, ...env },
  });
  expect(fs.readdirSync(temporary).filter((name) => name.startsWith('statecraft-'))).toEqual([]);
  expect(result.stderr).not.toMatch(/\n {4}at .*(lib|bin)\/(cli|output|statecraft)/);
  return result;
}

/** What the fixture `plain` writes. */
export const web = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  key: value\n';
