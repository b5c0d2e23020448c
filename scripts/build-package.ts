import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { bundle, ENTRIES } from './bundle';
import { lower } from './lower/lower';
import { trimTypes } from './trim-types';

// Run by `npm pack` and `npm publish` (prepack): what they pack is compiled anew, never left over from another build.
const root = path.join(__dirname, '..');
const target = path.join(root, 'build/lib');
const modules = path.join(root, 'build/modules');
const LIBRARY = path.join(target, 'library.js');

for (const folder of [target, modules]) fs.rmSync(folder, { recursive: true, force: true });
// The comments are for those who read the types: in the code they would stand a second time.
compile({ emitDeclarationOnly: true }, () => []);
compile({ declaration: false, removeComments: true, outDir: modules }, (program) => [lower(program)]);
bundle(modules, ENTRIES, LIBRARY);
for (const entry of ENTRIES) writeEntry(entry);
fs.cpSync(path.join(root, 'lib/kubernetes/generated'), path.join(target, 'generated'), {
  recursive: true,
  filter: (file) => !file.endsWith('.ts'),
});

// What the types that users import don't lead to is left out.
const types = new Map(
  namesIn(target, '.d.ts').map((name) => {
    const file = path.join(target, name);
    return [file, fs.readFileSync(file, 'utf8')];
  }),
);
const trimmed = trimTypes(
  types,
  ENTRIES.filter((entry) => entry !== 'cli/main').map((entry) => path.join(target, `${entry}.d.ts`)),
);
for (const file of types.keys()) {
  const text = trimmed.get(file);
  if (text === undefined) fs.rmSync(file);
  else fs.writeFileSync(file, text);
}

/** The file of an entry, beside its types. Node finds the names for ESM in the line that never runs. */
function writeEntry(entry: string): void {
  const library = entry.includes('/') ? '../library.js' : './library.js';
  const lines = [`module.exports = require('${library}')['${entry}']();`];
  if (entry.endsWith('index')) {
    const names = Object.keys(require(LIBRARY)[entry]());
    lines.push(`0 && (module.exports = { ${names.join(', ')} });`);
  }
  const file = path.join(target, `${entry}.js`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${lines.join('\n')}\n`);
}

function compile(
  more: ts.CompilerOptions,
  transformers: (program: ts.Program) => ts.TransformerFactory<ts.SourceFile>[],
): void {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.build.json'), more, host)!;
  const program = ts.createProgram(config.fileNames, config.options);
  const { diagnostics } = program.emit(undefined, undefined, undefined, undefined, { before: transformers(program) });
  const wrong = [...config.errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (wrong.length > 0) fail(...wrong);
}

function fail(...wrong: readonly ts.Diagnostic[]): never {
  const names = {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  };
  throw new Error(`lib does not compile; nothing was packed\n${ts.formatDiagnostics(wrong, names)}`);
}

function namesIn(folder: string, end: string): readonly string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end));
}
