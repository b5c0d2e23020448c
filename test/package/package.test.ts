import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ENTRIES } from '../../scripts/bundle';
import { tempFolder, tree } from '../output/temp-folder';
import { type Ended, run } from '../support/run';
import { install, pack, type Tarball } from './consumer';
import { RECIPES, ReadmeProject } from './readme-project';

jest.setTimeout(240_000);

const ROOT = path.join(__dirname, '../..');
const FIXTURES = path.join(__dirname, 'fixtures/consumer');

let tarball: Tarball;
let installed: Awaited<ReturnType<typeof install>>;
let project: string;
beforeAll(async () => {
  tarball = await pack();
  installed = await install(tarball.file);
  project = installed.folder;
  fs.cpSync(FIXTURES, project, { recursive: true });
  // The same program as an ES module.
  fs.copyFileSync(path.join(FIXTURES, 'service.ts'), path.join(project, 'service.mts'));
});

const MAY_BE_IN: readonly RegExp[] = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|index\.js|bin\/statecraft\.js)$/,
  /^testing\.js$|^testing\/[\w-]+\.js$/,
  /^build\/lib\/([\w/-]+\.(js|d\.ts)|library\.js\.map)$/,
  /^build\/lib\/generated\/[\w-]+\.json$/,
];

describe('npm pack', () => {
  test('packs compiled files and no others', () => {
    expect(tarball.files.filter((file) => !MAY_BE_IN.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  test('packs the code as one file, with its map and a file for each entry', () => {
    const packed = tarball.files.filter((file) => /^build\/lib\/.*(\.js|\.js\.map)$/.test(file));
    const entries = ENTRIES.map((entry) => `build/lib/${entry}.js`);
    expect([...packed].sort()).toEqual([...entries, 'build/lib/library.js', 'build/lib/library.js.map'].sort());
    const map = fs.readFileSync(path.join(project, 'node_modules/cdk8s-statecraft/build/lib/library.js.map'), 'utf8');
    const { sources } = JSON.parse(map) as { readonly sources: readonly string[] };
    expect(sources).toEqual(
      expect.arrayContaining(['../../lib/constructs/stateless-service.ts', '../../lib/cli/main.ts']),
    );
  });

  test('packs the types that those of the entries lead to, and leaves out those of the rules and commands', () => {
    const types = tarball.files.filter((file) => file.endsWith('.d.ts'));
    const folder = path.join(project, 'node_modules/cdk8s-statecraft');
    const led = types.flatMap((file) => {
      const text = fs.readFileSync(path.join(folder, file), 'utf8');
      return [...text.matchAll(/(?:from|import) ?\(?['"](\.[^'"]+)['"]/g)].map(([, to]) => {
        const module = path.join(path.dirname(file), to!);
        return types.includes(`${module}.d.ts`) ? `${module}.d.ts` : `${module}/index.d.ts`;
      });
    });
    const entries = ['index', 'testing/index', 'testing/register'].map((name) => `build/lib/${name}.d.ts`);
    expect(types).toEqual(expect.arrayContaining([...entries, ...led]));
    expect(types.filter((file) => /\/(rules|cli\/main)\b/.test(file))).toEqual([]);
  });

  test('packs every table that lib reads', () => {
    const tables = Object.keys(tree(path.join(ROOT, 'lib'))).filter((file) => file.endsWith('.json'));
    expect(tables.length).toBeGreaterThan(0);
    expect(tarball.files).toEqual(
      expect.arrayContaining(tables.map((file) => `build/lib/generated/${path.basename(file)}`)),
    );
  });

  test('packs what is neither code nor types: the licence, README and changelog', () => {
    const others = ['LICENSE', 'README.md', 'CHANGELOG.md'];
    expect(tarball.files).toEqual(expect.arrayContaining(others));
  });

  test('gives a small package', () => {
    expect(tarball.size).toBeLessThan(600_000);
  });

  test('leaves no compiled file beside the sources', () => {
    expect(Object.keys(tree(path.join(ROOT, 'lib'))).filter((file) => /\.(js|map|d\.ts)$/.test(file))).toEqual([]);
  });

  test('packs every file that package.json names as an entry', () => {
    const { main, types, bin, exports } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    const entries = [exports, bin].flatMap(function texts(value: unknown): readonly string[] {
      return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts);
    });
    const missing = [main, types, ...entries].filter((file) => !tarball.files.includes(file.replace('./', '')));
    expect(missing).toEqual([]);
  });
});

test('npm installs it without a warning and runs nothing', () => {
  expect(installed.stderr).toBe('');
  const { scripts } = JSON.parse(
    fs.readFileSync(path.join(project, 'node_modules/cdk8s-statecraft/package.json'), 'utf8'),
  );
  // `prepare` belongs to them as well: npm counts it as a script of installation for files and Git repositories.
  expect(Object.keys(scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/install|^prepare$/)]));
});

describe('a TypeScript project', () => {
  let compiled: Ended;
  beforeAll(async () => {
    const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--sourceMap', '--outDir', 'out'];
    // The types hold without `skipLibCheck`, too.
    const all = [...options, '--types', 'node', '--skipLibCheck', 'false', '--ignoreConfig'];
    compiled = await run(project, 'npx', ['tsc', ...all, 'service.ts', 'service.mts', 'wrong.ts']);
  });

  test('has all types, as CommonJS and as ES module', () => {
    expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  const resolutions: [string, ts.ModuleKind, ts.ModuleResolutionKind][] = [
    ['node10', ts.ModuleKind.CommonJS, ts.ModuleResolutionKind.Node10],
    ['node16', ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16],
    ['bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
  ];
  test.each(resolutions)('has the types of all entries with moduleResolution %s', (_, module, moduleResolution) => {
    const options: ts.CompilerOptions = { module, moduleResolution, target: ts.ScriptTarget.ES2022, strict: true };
    const program = ts.createProgram([path.join(project, 'uses-testing.ts')], {
      ...options,
      ignoreDeprecations: '6.0',
      noEmit: true,
      skipLibCheck: true,
      typeRoots: [path.join(project, 'node_modules/@types')],
      types: ['node', 'jest'],
    });
    const found = ts.getPreEmitDiagnostics(program);
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  test('gives the same bytes with cdk8s synth, with statecraft synth, and run as CommonJS and as ES module', async () => {
    const app = 'npx ts-node service.ts';
    const programs: Record<string, readonly string[]> = {
      cdk8s: ['npx', 'cdk8s', 'synth', '--app', app, '--output', 'cdk8s'],
      statecraft: ['npx', 'statecraft', 'synth', '--app', app, '--output', 'statecraft'],
      commonjs: ['node', 'out/service.js'],
      module: ['node', 'out/service.mjs'],
    };
    const outputs = await Promise.all(
      Object.entries(programs).map(async ([name, [command, ...args]]) => {
        // The CLIs set CDK8S_OUTDIR themselves.
        const { code, stderr } = await run(project, command!, args, { CDK8S_OUTDIR: name });
        return { name, code, stderr, files: tree(path.join(project, name), { state: true }) };
      }),
    );
    expect(outputs.filter(({ code }) => code !== 0)).toEqual([]);
    const [first] = outputs;
    expect(Object.keys(first!.files)).toEqual(['.statecraft/consumer.inventory', 'web.k8s.yaml']);
    expect(first!.files['web.k8s.yaml']).toContain('kind: StatefulSet');
    for (const { files } of outputs) expect(files).toEqual(first!.files);
  });

  test('reads in an error the line of its code: of the JavaScript, and of the TypeScript where Node maps it', async () => {
    const line = (file: string) =>
      fs
        .readFileSync(path.join(project, file), 'utf8')
        .split('\n')
        .findIndex((text) => /new .*StatelessService/.test(text)) + 1;
    const [plain, mapped] = await Promise.all([
      run(project, 'node', ['out/wrong.js']),
      run(project, 'node', ['--enable-source-maps', 'out/wrong.js']),
    ]);
    expect(plain.stderr).toContain(`web/web  (out/wrong.js:${line('out/wrong.js')}:1)`);
    expect(mapped.stderr).toContain(`web/web  (wrong.ts:${line('wrong.ts')}:1)`);
    expect([plain.code, mapped.code]).toEqual([1, 1]);
  });
});

describe('a project made as the README says', () => {
  let shop: ReadmeProject;
  beforeAll(async () => {
    shop = new ReadmeProject(path.join(project, 'node_modules'));
  });

  test('is shown whole', () => {
    expect(Object.keys(shop.files).sort()).toEqual(
      ['.gitignore', 'cdk8s.yaml', 'jest.config.js', 'main.ts', 'shop.test.ts', 'tsconfig.json'].sort(),
    );
  });

  test('writes its YAML, and its tests the golden files and a snapshot that is YAML', async () => {
    const synth = await shop.sh('npx statecraft synth');
    expect(synth).toMatchObject({ code: 0, stdout: 'dist: 1 file (1 written)\n  written  backend.k8s.yaml\n' });
    expect(await shop.sh('npx jest --ci=false')).toMatchObject({ code: 0 });
    const read = (file: string) => fs.readFileSync(path.join(shop.folder, file), 'utf8');
    const yaml = read('dist/backend.k8s.yaml');
    expect(read('golden/backend.k8s.yaml')).toBe(yaml);
    expect(read('__snapshots__/shop.test.ts.snap')).toContain(yaml.replaceAll('\\', '\\\\').replaceAll('`', '\\`'));
  });

  test('passes the recipes for CI; a change without its YAML fails them, and the commit, until it is synthesized', async () => {
    await shop.begin();
    const { github, gitlab } = RECIPES;
    expect(await shop.sh(github.script, github.shell)).toMatchObject({ code: 0 });
    expect((await shop.git('status', '--porcelain')).stdout).toBe('');

    shop.edit('main.ts', "memory: '256Mi'", "memory: '300Mi'");
    await shop.sh('npx jest --ci=false -u');
    await shop.git('add', '.');
    const [pipeline, commit] = await Promise.all([
      shop.sh(gitlab.script, gitlab.shell),
      shop.git('commit', '-m', 'More memory'),
    ]);
    for (const { code, stdout, stderr } of [pipeline, commit]) {
      expect(`${stdout}${stderr}`).toMatch(
        /dist\/backend\.k8s\.yaml: out of date: [\s\S]*\n- +memory: 256Mi\n\+ +memory: 300Mi\n[\s\S]*\nfix: npx statecraft synth\n/,
      );
      expect(code).toBe(1);
    }

    expect(await shop.sh('npx statecraft synth')).toMatchObject({ code: 0 });
    await shop.git('add', '.');
    expect(await shop.git('commit', '-m', 'More memory')).toMatchObject({ code: 0 });
    expect((await shop.git('status', '--porcelain')).stdout).toBe('');
  });
});

test('a module with a space in its path reads its line in an error', async () => {
  const program = [
    "import { App, StatelessService } from 'cdk8s-statecraft';",
    "import { Chart } from 'cdk8s';",
    'const app = new App();',
    "new StatelessService(new Chart(app, 'web'), 'web', {});",
    'app.synth();',
  ];
  fs.writeFileSync(path.join(project, 'wrong.mjs'), program.join('\n'));
  const { code, stderr } = await run(tempFolder(), 'node', [path.join(project, 'wrong.mjs')]);
  expect(stderr).toContain(`web/web  (${project}/wrong.mjs:4:1)`);
  expect(code).toBe(1);
});

test('the command tells the version of the package', async () => {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(await run(project, 'npx', ['statecraft', '--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});
