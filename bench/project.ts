import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { bundle, ENTRIES } from '../scripts/bundle';

const ROOT = path.join(__dirname, '..');
const APPS = path.join(__dirname, 'apps');

/** A project of a user: the compiled package is installed in it, as npm would, and the apps are its programs. */
export interface Project {
  readonly folder: string;
  /** The apps as TypeScript, for ts-node. */
  readonly sources: string;
  /** The apps as JavaScript. */
  readonly compiled: string;
  /** A folder of its own, gone at the end, for what is written: by every contender, and for a while only. */
  readonly scratch: string;
}

/**
 * Makes the project below `build/`, so that all other packages are those of this repository.
 *
 * @param above the folder below which the output goes; a RAM disk, where nothing is said and there is one
 */
export function makeProject(above: string | undefined): Project {
  const folder = path.join(ROOT, 'build/bench');
  fs.rmSync(folder, { recursive: true, force: true });
  installLibrary(path.join(folder, 'node_modules/cdk8s-statecraft'));
  linkCommands(folder);
  const [sources, compiled] = [path.join(folder, 'apps'), path.join(folder, 'js')];
  fs.cpSync(APPS, sources, { recursive: true });
  fs.mkdirSync(compiled);
  for (const file of fs.readdirSync(APPS)) compile(path.join(APPS, file), compiled);
  compile(path.join(__dirname, 'phases.ts'), compiled);
  // Its own scope: otherwise the library's name would mean this repository.
  fs.writeFileSync(path.join(folder, 'package.json'), '{"name":"bench","private":true}\n');
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, 'ts-node': { swc: true } }));
  const scratch = fs.mkdtempSync(path.resolve(above ?? (hasRamDisk() ? RAM_DISK : folder), 'cdk8s-statecraft-bench-'));
  return { folder, sources, compiled, scratch };
}

const RAM_DISK = '/dev/shm';
/** The largest output, several times. Containers have 64 MiB there, often. */
const ENOUGH = 512 * 1024 ** 2;

/**
 * Whether the output can go where no disk takes part. A disk's share says nothing about the contenders, and is not the
 * same twice: ext4 passes over each inode that was deleted in the last minutes, so that a thousand files after a thousand
 * deleted ones cost half a second instead of thirty milliseconds.
 */
function hasRamDisk(): boolean {
  if (!fs.existsSync(RAM_DISK)) return false;
  const { bavail, bsize } = fs.statfsSync(RAM_DISK);
  return bavail * bsize > ENOUGH;
}

const compilerOptions = { target: 'ES2022', module: 'commonjs', strict: true, esModuleInterop: true };

/** What `phases.ts` asks for beside what users do. */
const PHASES = ['synth/synthesize', 'synth/print', 'output/publish'];

function installLibrary(folder: string): void {
  const { status } = spawnSync(process.execPath, [require.resolve('ts-node/dist/bin'), 'scripts/build-package.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the library does not compile');
  fs.mkdirSync(folder, { recursive: true });
  for (const part of ['package.json', 'index.js', 'bin', 'build/lib']) {
    fs.cpSync(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  }
  bundle(path.join(ROOT, 'build/modules'), [...ENTRIES, ...PHASES], path.join(folder, 'build/lib/library.js'));
}

const COMMANDS: Readonly<Record<string, string>> = {
  statecraft: 'build/bench/node_modules/cdk8s-statecraft/bin/statecraft.js',
  cdk8s: 'node_modules/cdk8s-cli/bin/cdk8s',
  'ts-node': 'node_modules/ts-node/dist/bin.js',
};

function linkCommands(folder: string): void {
  const bin = path.join(folder, 'node_modules/.bin');
  fs.mkdirSync(bin, { recursive: true });
  for (const [name, target] of Object.entries(COMMANDS)) {
    fs.chmodSync(path.join(ROOT, target), 0o755);
    fs.symlinkSync(path.join(ROOT, target), path.join(bin, name));
  }
}

function compile(file: string, target: string): void {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), {
    compilerOptions: { ...compilerOptions, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  fs.writeFileSync(path.join(target, path.basename(file).replace(/\.ts$/, '.js')), outputText);
}
