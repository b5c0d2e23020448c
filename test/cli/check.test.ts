import fs from 'node:fs';
import path from 'node:path';
import { fill, tree } from '../output/temp-folder';
import { app, project, statecraft, web } from './command';

type Files = Readonly<Record<string, string>>;
const committed = (files: Files) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`dist/${name}`, text]));
const hand = web.replace('value', 'by hand');
const crds = { 'web.k8s.yaml': web, 'crds/x/crd.yaml': '', 'crds/.y.json': '', 'kustomization.yaml': '' };

describe('exits 0 with one line', () => {
  const cases: [name: string, fixture: string, dist: Files, args: string, settings: string, stdout: string][] = [
    ['for a plain app in JavaScript that prints', 'plain', { 'web.k8s.yaml': web }, '', '', 'dist: 1 file'],
    ['for an app that is not Node', 'shell.sh', { 'shop/web.yaml': 'kind: ConfigMap\n' }, '', '', 'dist: 1 file'],
    [
      'where cdk8s.yaml ignores other tools’ files',
      'plain',
      crds,
      '',
      "statecraft: { ignore: ['crds/**', '*.yaml'] }\n",
      'dist: 1 file',
    ],
    [
      'where --ignore does, once or twice',
      'plain',
      crds,
      '--ignore crds/** x --ignore kustomization.yaml',
      '',
      'dist: 1 file',
    ],
    ['where both do', 'plain', crds, '--ignore crds/**', "statecraft: { ignore: ['k*.yaml'] }\n", 'dist: 1 file'],
  ];
  test.each(cases)('%s', (_, fixture, dist, args, settings, stdout) => {
    const folder = project(fixture, committed(dist), settings);
    const result = statecraft(folder, `check ${args}`.trim());
    expect(result.stderr).toBe('printed by the app\n');
    expect(result.stdout).toBe(`${stdout}, as the app gives them\n`);
    expect(result.status).toBe(0);
    expect(tree(path.join(folder, 'dist'))).toEqual(dist);
  });

  const synthesized: [name: string, fixture: string, count: number][] = [
    ['two Apps in one program, and a plain one', 'two-apps', 3],
    ['a file for each object', 'file-per-resource', 2],
  ];
  test.each(synthesized)('after synth: %s', (_, fixture, count) => {
    const folder = project(fixture);
    fs.mkdirSync(path.join(folder, 'real'));
    fs.symlinkSync('real', path.join(folder, 'dist'));
    expect(statecraft(folder, 'synth').status).toBe(0);
    expect(statecraft(folder, 'check').stdout).toBe(`dist: ${count} files, as the app gives them\n`);
  });
});

describe('exits 1, says what differs and what mends it, and touches nothing', () => {
  test('each kind of drift', () => {
    const folder = project('plain');
    expect(statecraft(folder, 'synth', { CHARTS: 'api,old,shop,web' }).status).toBe(0);
    fs.rmSync(path.join(folder, 'dist/shop.k8s.yaml'));
    fill(folder, { 'dist/web.k8s.yaml': hand, 'dist/note.yml': '', 'dist/.statecraft/blog.inventory': '# blog\n' });
    const api = path.join(folder, 'dist/api.k8s.yaml');
    fs.writeFileSync(api, fs.readFileSync(api, 'utf8').replaceAll('\n', '\r\n'));
    const before = tree(folder, { state: true });

    const result = statecraft(folder, 'check --output dist --config cdk8s.yaml', { CHARTS: 'api,shop,web' });
    expect(
      result.stdout,
    ).toBe(`dist/.statecraft/blog.inventory: the list of files of an app that the program does not have
dist/api.k8s.yaml: differs only in its line endings (CRLF)
dist/note.yml: undeclared: no app wrote it, and a deployer would apply it
dist/old.k8s.yaml: stale: an earlier run wrote it, and the app declares it no more
dist/shop.k8s.yaml: missing: the app gives it
dist/web.k8s.yaml: changed by hand, or by a merge; synth overwrites it, so say the change in the app first
--- dist/web.k8s.yaml (committed)
+++ dist/web.k8s.yaml (given by the app)
@@ -3,4 +3,4 @@
 metadata:
   name: web
 data:
-  key: by hand
+  key: value

fix: for each such list; its App, blog for one, was
       removed: delete its files, and the list
       never here, because another program shares dist: in cdk8s.yaml: statecraft: { ignore: ['.statecraft/blog.inventory'] }
fix: in .gitattributes: *.yaml text eol=lf
     then npx statecraft synth --output dist --config cdk8s.yaml
fix: delete it, or declare it in the app; where another tool writes it, in cdk8s.yaml: statecraft: { ignore: ['note.yml'] }
     (or as \`ignore\` of the App, or with --ignore; patterns are relative to the output folder)
fix: npx statecraft synth --output dist --config cdk8s.yaml
     and commit what it writes
`);
    expect(result.stderr).toBe('printed by the app\ndist is not what the app gives: 6 differences\n');
    expect(result.status).toBe(1);
    expect(tree(folder, { state: true })).toEqual(before);
  });

  test('the command that mends it has the options of this one, and works', () => {
    const folder = project('shell.sh', { 'yaml out/web.k8s.yaml': hand });
    const args = ['--app', app('plain'), '--output', 'yaml out', '--time-limit', '1m'];
    const result = statecraft(folder, ['check', ...args]);
    const command = `npx statecraft synth --app '${app('plain')}' --output 'yaml out' --time-limit 1m --adopt`;
    expect(result.stdout).toContain(`yaml out/web.k8s.yaml: not what the app gives\n--- `);
    expect(result.stdout).toContain(`\nfix: ${command}\n`);
    expect(result.status).toBe(1);
    expect(statecraft(folder, ['synth', ...args, '--adopt']).status).toBe(0);
    expect(statecraft(folder, ['check', ...args]).status).toBe(0);
  });

  test('a long diff is cut with a count; control characters are shown', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `  - item ${index} \u001b[31m\n`).join('');
    const result = statecraft(project('plain', committed({ 'web.k8s.yaml': web + lines })), 'check');
    expect(result.stdout).toMatch(/\n- {2}- item 50 \\u001b\[31m\n[\s\S]*\n… \d+ more lines of this diff\n/);
    expect(result.stdout.split('\n').length).toBeLessThan(80);
    expect(result.status).toBe(1);
  });

  test('a folder that is a link: named once, with what mends it', () => {
    const folder = project('two-apps');
    expect(statecraft(folder, 'synth').status).toBe(0);
    fs.renameSync(path.join(folder, 'dist/shop'), path.join(folder, 'shop'));
    fs.symlinkSync('../shop', path.join(folder, 'dist/shop'));
    const result = statecraft(folder, 'check');
    expect(result.stdout).toMatch(
      /^dist\/shop: a symbolic link, and not a folder: .*\n\nfix: remove the link, .*: rm dist\/shop\n {5}then npx statecraft synth\n$/,
    );
    expect(result.status).toBe(1);
    expect(statecraft(folder, 'synth').stderr).toMatch(/shop is a symbolic link/);
    fs.rmSync(path.join(folder, 'dist/shop'));
    expect(statecraft(folder, 'synth').status).toBe(0);
    expect(statecraft(folder, 'check').status).toBe(0);
  });

  test('an interrupted run is named', () => {
    const folder = project('plain', committed({ 'web.k8s.yaml': web, '.statecraft/staged/0': '' }));
    expect(statecraft(folder, 'check').stdout).toMatch(
      /^dist\/\.statecraft\/staged: left by an interrupted run.*\n\nfix: npx statecraft synth\n/,
    );
  });

  test('a folder that is not there: every file is missing', () => {
    const result = statecraft(project('plain'), 'check');
    expect(result.stdout).toBe(
      'dist/web.k8s.yaml: missing: the app gives it\n\nfix: npx statecraft synth\n     and commit what it writes\n',
    );
    expect(result.stderr).toMatch(/1 difference\n$/);
    expect(result.status).toBe(1);
  });

  test('an app that rejects its input', () => {
    const result = statecraft(project('rejects'), 'check');
    expect(result.stderr).toMatch(/^1 error; told by the app\n/);
    expect(result.status).toBe(1);
  });
});

describe('exits 2 when it could not do its work, and touches nothing', () => {
  const ignore = (text: string) => `statecraft: ${text}\n`;
  const cases: [name: string, fixture: string, args: string, settings: string, stderr: RegExp][] = [
    ['an app that throws', 'throws', '', '', /thrown by the app[\s\S]*\nthe app failed \(exit code 1\)/],
    ['an app that never ends', 'waits', '--time-limit 1s', '', /^the app did not end within 1s and was killed: node /],
    ['an app that writes elsewhere', 'own-outdir', '', '', /^the app wrote nothing .*\n {2}fix: .*own `outdir`/],
    [
      'an app that writes to the committed folder',
      'own-folder',
      '',
      '',
      /^the app wrote to dist itself, which is restored as it was\n.*wrote to dist \(web\.k8s\.yaml\).*\n {2}fix: .*`outdir`/,
    ],
    ['an unknown option', 'plain', '--force', '', /^error: unknown option '--force'/],
    ['a time limit that is none', 'plain', '--time-limit 1.5m', '', /argument '1\.5m' is invalid\. Allowed: .*24h/],
    [
      'an output folder that is a file',
      'plain',
      '--output cdk8s.yaml',
      '',
      /^the output folder cdk8s\.yaml cannot be read.*\n.*\n.*\n {2}fix: {3}move it away; or name another output folder/,
    ],
    [
      'a pattern that leads out',
      'plain',
      '--ignore ../x',
      '',
      /^`--ignore` has a wrong value\n {2}where: {3}the command line\n {2}got: {5}"\.\.\/x"/,
    ],
    [
      'a setting that is not there, and one of the wrong type, both at once',
      'plain',
      '',
      ignore('{ ignored: [], ignore: crds }'),
      /^`statecraft\.ignored` is no setting\n {2}where: {3}cdk8s\.yaml\n {2}got: {5}"ignored"\n {2}allowed: ignore\n {2}fix: .*\n\n`statecraft\.ignore` has a wrong value\n.*\n {2}got: {5}"crds"\n {2}allowed: a list; .*\n {2}fix: {5}write ignore: \['crds\/\*\*'\]\n$/,
    ],
    ['a list with a number', 'plain', '', ignore('{ ignore: [1] }'), /^`statecraft\.ignore` has a wrong value\n/],
    ['a list with a negation', 'plain', '', ignore("{ ignore: ['!a'] }"), /^`statecraft\.ignore` has a wrong value\n/],
    [
      'settings that are no map',
      'plain',
      '',
      ignore('[ignore]'),
      /^`statecraft` has a wrong value\n[\s\S]*allowed: a map\n/,
    ],
  ];
  test.each(cases)('%s', (_, fixture, args, settings, stderr) => {
    const folder = project(fixture, committed({ 'web.k8s.yaml': hand }), settings);
    const old = new Date(1_000_000_000_000);
    fs.utimesSync(path.join(folder, 'dist/web.k8s.yaml'), old, old);
    const result = statecraft(folder, `check ${args}`.trim());
    expect(result.stderr).toMatch(stderr);
    expect(result.stdout).toBe('');
    expect(result.status).toBe(2);
    expect(tree(path.join(folder, 'dist'), { state: true })).toEqual({ 'web.k8s.yaml': hand });
    expect(fs.statSync(path.join(folder, 'dist/web.k8s.yaml')).mtime).toEqual(old);
  });

  test('an app that writes to the committed folder through a link to another folder of the project', () => {
    const folder = project('own-folder', { 'yaml/web.k8s.yaml': hand });
    fs.mkdirSync(path.join(folder, 'dist'));
    fs.symlinkSync('../yaml', path.join(folder, 'dist/production'));
    const result = statecraft(folder, 'check', { FOLDER: 'dist/production' });
    expect(result.stderr).toMatch(/which is restored[\s\S]*the app wrote to dist \(production\/web\.k8s\.yaml\)/);
    expect(result.status).toBe(2);
    expect(fs.readFileSync(path.join(folder, 'yaml/web.k8s.yaml'), 'utf8')).toBe(hand);
  });

  test('one of two Apps writes to the committed folder: half an answer is none', () => {
    const folder = project('own-folder', committed({ 'web.k8s.yaml': '' }));
    const result = statecraft(folder, 'check', { BOTH: 'yes' });
    expect(result.stderr).toMatch(/not only to the folder that CDK8S_OUTDIR names/);
    expect(result.status).toBe(2);
  });
});

test('help shows the exit codes and an example', () => {
  const help = statecraft(project('plain'), 'check --help');
  expect(help.stdout).toMatch(
    /--time-limit[\s\S]*\(default:\s+10m\)[\s\S]*Exit codes:[\s\S]*\$ statecraft check --ignore/,
  );
});
