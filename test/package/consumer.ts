import fs from 'node:fs';
import path from 'node:path';
import { fill, tempFolder } from '../output/temp-folder';
import { type Ended, run } from '../support/run';

const ROOT = path.join(__dirname, '../..');
/** What the package needs: copied from here by npm, so that nothing is asked for over a network. */
const NEEDED = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'commander', 'yaml'];
/** What else the project of the consumer uses. Linked: cdk8s-cli alone brings a hundred packages. */
const LINKED = ['cdk8s-cli', 'ts-node', 'typescript', '@types', 'jest', '@swc'];
const LINKED_BINS = {
  cdk8s: '../cdk8s-cli/bin/cdk8s',
  jest: '../jest/bin/jest.js',
  tsc: '../typescript/bin/tsc',
  'ts-node': '../ts-node/dist/bin.js',
};

async function npm(cwd: string, ...args: readonly string[]): Promise<Ended> {
  const ended = await run(cwd, 'npm', args);
  if (ended.code !== 0) throw new Error(`npm ${args.join(' ')}: ${ended.stderr}`);
  return ended;
}

export interface Tarball {
  readonly file: string;
  readonly size: number;
  readonly files: readonly string[];
}

/** What `npm pack` gives. */
export async function pack(): Promise<Tarball> {
  const folder = tempFolder();
  const { stdout } = await npm(ROOT, 'pack', '--json', '--pack-destination', folder);
  const [{ filename, size, files }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  return { file: path.join(folder, filename), size, files: files.map((file: { path: string }) => file.path) };
}

/** A project that has installed the tarball; its folder's name has a space. Returns what npm printed, too. */
export async function install(tarball: string): Promise<Ended & { readonly folder: string }> {
  const folder = path.join(tempFolder(), 'my project');
  const modules = path.join(ROOT, 'node_modules');
  const dependencies = Object.fromEntries(NEEDED.map((name) => [name, `file:${path.join(modules, name)}`]));
  fill(folder, {
    'package.json': JSON.stringify({
      name: 'consumer',
      private: true,
      dependencies: { 'cdk8s-statecraft': `file:${tarball}`, ...dependencies },
    }),
  });
  const options = ['--offline', '--install-links', '--no-audit', '--no-fund', '--no-package-lock'];
  const ended = await npm(folder, 'install', ...options);
  for (const name of LINKED) fs.symlinkSync(path.join(modules, name), path.join(folder, 'node_modules', name));
  for (const [name, target] of Object.entries(LINKED_BINS)) {
    fs.symlinkSync(target, path.join(folder, 'node_modules/.bin', name));
  }
  return { ...ended, folder };
}
