import * as childProcess from 'node:child_process';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ApiObject, App as CdkApp, Chart, Lazy } from 'cdk8s';
import { IngressRoute } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import * as schema from '../../lib/kubernetes/schema';
import { syncFiles } from '../../lib/output/durable';
import { publish } from '../../lib/output/publish';
import { synthesize } from '../../lib/synth/synthesize';
import { RULES } from '../../lib/validation/rules';
import { tempFolder } from '../output/temp-folder';
import { manifestsOf, newApp } from '../support/build';
import { web } from '../support/objects';
import { counting } from '../support/work';

jest.mock('node:child_process', () => {
  const original = jest.requireActual('node:child_process');
  return { ...original, spawnSync: jest.fn(original.spawnSync) };
});

jest.mock('../../lib/kubernetes/schema', () => {
  const original = jest.requireActual('../../lib/kubernetes/schema');
  return { ...original, checkManifest: jest.fn(original.checkManifest) };
});

/** Counts the calls of methods while something runs. */
function counted<K extends string>(methods: Readonly<Record<K, readonly [object, string]>>, run: () => unknown) {
  const counts = Object.fromEntries(Object.keys(methods).map((name) => [name, 0])) as Record<K, number>;
  const restores = (Object.entries(methods) as [K, [object, string]][]).map(([name, [holder, method]]) =>
    counting(holder as Record<string, unknown>, method, () => counts[name]++),
  );
  try {
    run();
  } finally {
    for (const restore of restores) restore();
  }
  return counts;
}

function appOf(services: number) {
  const app = newApp();
  for (let n = 0; n < services; n++) {
    const chart = new Chart(app, `chart-${n}`, { namespace: 'shop' });
    const route = { host: `a${n}.example.com`, className: 'nginx', routes: [{ to: web(chart, `web-${n}`) }] };
    new IngressRoute(chart, `www-${n}`, route);
  }
  return { app, objects: app.node.findAll().filter(ApiObject.isApiObject).length };
}

/** The fields of objects that are asked for when they are rendered. */
function lazyFields(app: Construct): number {
  const props = app.node.findAll().flatMap((one) => Object.values((one as { props?: object }).props ?? {}));
  return props.filter((value) => value instanceof Lazy).length;
}

describe('the synthesis of services', () => {
  test.each([1, 10, 40])('%d: each object is rendered, looked at and checked once', (services) => {
    const { app, objects } = appOf(services);
    jest.mocked(schema.checkManifest).mockClear();
    const counts = counted(
      {
        asked: [Lazy.prototype, 'produce'],
        appsLookedFor: [CdkApp, 'of'],
        renderedByCdk8s: [ApiObject.prototype, 'toJson'],
      },
      () => synthesize(app, '.k8s.yaml'),
    );
    // The App is looked for up to a fixed depth: app, chart, construct, object.
    expect(counts).toEqual({
      asked: lazyFields(app),
      appsLookedFor: 4 * objects,
      renderedByCdk8s: 0,
    });
    expect(schema.checkManifest).toHaveBeenCalledTimes(objects);
  });

  test('a rule runs once for each object of its kinds, or once for all of a platform', () => {
    const { app } = appOf(20);
    const kindsOf = manifestsOf(app).map(({ kind }) => kind);
    const runs = counted(
      Object.fromEntries(RULES.map((rule) => [rule.name, [rule, 'within' in rule ? 'within' : 'check']])),
      () => synthesize(app, '.k8s.yaml'),
    );
    const expected = RULES.map((rule) => {
      const its = kindsOf.filter((kind) => rule.kinds?.includes(kind) ?? true);
      return [rule.name, 'within' in rule ? its.length : Math.min(its.length, 1)];
    });
    expect(runs).toEqual(Object.fromEntries(expected));
  });
});

describe('writing', () => {
  const files = (count: number, text = '') =>
    Array.from({ length: count }, (_, n) => ({
      path: `folder-${n % 2}/file-${n}.k8s.yaml`,
      content: `a: ${n}${text}\n`,
    }));
  const calls = (count: number, outdir: string, text?: string) =>
    counted(
      {
        written: [fs, 'writeFileSync'],
        renamed: [fs, 'renameSync'],
        made: [fs, 'mkdirSync'],
        waited: [fs, 'fsyncSync'],
      },
      () => publish({ outdir, apps: [{ app: 'app', files: files(count, text) }] }),
    );

  test('each file is written once, and the disk is waited for as often for a thousand as for a hundred', () => {
    const [hundred, thousand] = [calls(100, tempFolder()), calls(1000, tempFolder())];
    expect(thousand).toEqual({ ...hundred, written: hundred.written + 900, renamed: hundred.renamed + 900 });
    expect(hundred.waited).toBeLessThan(10);
    expect(hundred.made).toBeLessThan(10);
  });

  test('what is as it should be is not written', () => {
    const outdir = tempFolder();
    calls(100, outdir);
    expect(calls(100, outdir)).toMatchObject({ written: 0, renamed: 0, waited: 0 });
  });

  test('where the file system cannot be waited for at once, each file is', () => {
    const folder = tempFolder();
    const paths = files(100).map((_, n) => path.join(folder, String(n)));
    for (const file of paths) fs.writeFileSync(file, 'a');
    const waited = () => counted({ waited: [fs, 'fsyncSync'] }, () => syncFiles(paths, folder)).waited;
    expect(waited()).toBe(process.platform === 'linux' ? 0 : 100);
    jest.mocked(childProcess.spawnSync).mockReturnValueOnce({ status: 1 } as never);
    expect(waited()).toBe(100);
  });
});

describe('a program of one service', () => {
  const { stdout } = spawnSync(
    process.execPath,
    ['-r', 'ts-node/register', path.join(__dirname, 'fixtures/one-service.ts'), tempFolder()],
    { cwd: path.join(__dirname, '../..'), encoding: 'utf8' },
  );
  const modules = JSON.parse(stdout) as readonly string[];
  const packageOf = (file: string) =>
    /^.*?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file.replaceAll(path.sep, '/'))?.[1];
  const OF_TS_NODE =
    /^(ts-node|typescript|@swc\/.*|@cspotcode\/.*|@jridgewell\/.*|arg|make-error|yn|v8-compile-cache-lib)$/;

  test('loads no packages but cdk8s and constructs', () => {
    const packages = new Set(modules.flatMap((file) => packageOf(file) ?? []).filter((name) => !OF_TS_NODE.test(name)));
    expect([...packages].sort()).toEqual(['cdk8s', 'constructs']);
  });

  test('loads the fields of Kubernetes alone, and nothing of the CLI or of what is for tests', () => {
    const own = modules.filter((file) => packageOf(file) === undefined).map((file) => path.relative('lib', file));
    expect(own.filter((file) => file.endsWith('.json'))).toEqual(['kubernetes/generated/fields.json']);
    expect(own.filter((file) => /^(cli|testing)\//.test(file))).toEqual([]);
  });
});
