import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { trimTypes } from './trim-types';

// Run by `npm pack` and `npm publish` (prepack): what they pack is compiled anew, never left over from another build.
const root = path.join(__dirname, '..');
const target = path.join(root, 'build/lib');

fs.rmSync(target, { recursive: true, force: true });
// The comments are for those who read the types: in the code they would stand a second time.
for (const what of [['--emitDeclarationOnly'], ['--declaration', 'false', '--removeComments']]) compile(what);

// Read by `require`, which the compiler doesn't follow.
for (const table of namesIn(path.join(root, 'lib'), '.json')) {
  fs.copyFileSync(path.join(root, 'lib', table), path.join(target, table));
}

// The maps of modules that hold types alone map nothing, and are a quarter of the package.
const NO_CODE =
  /^"use strict";\s*Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);\s*\/\/# sourceMappingURL=.*$/;
for (const name of namesIn(target, '.js')) {
  const file = path.join(target, name);
  const code = fs.readFileSync(file, 'utf8');
  if (!NO_CODE.test(code)) continue;
  fs.writeFileSync(file, code.replace(/\n\/\/# sourceMappingURL=.*$/, '\n'));
  fs.rmSync(`${file}.map`);
}

// What the types that users import don't lead to is left out.
const types = new Map(
  namesIn(target, '.d.ts').map((name) => {
    const file = path.join(target, name);
    return [file, fs.readFileSync(file, 'utf8')];
  }),
);
const entries = ['index', 'testing/index', 'testing/register'].map((name) => path.join(target, `${name}.d.ts`));
const trimmed = trimTypes(types, entries);
for (const file of types.keys()) {
  const text = trimmed.get(file);
  if (text === undefined) fs.rmSync(file);
  else fs.writeFileSync(file, text);
}

function compile(options: readonly string[]): void {
  const compiler = require.resolve('typescript/bin/tsc');
  const args = [compiler, '-p', path.join(root, 'tsconfig.build.json'), ...options];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('lib does not compile; nothing was packed');
}

function namesIn(folder: string, end: string): readonly string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end));
}
