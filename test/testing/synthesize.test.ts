import fs from 'node:fs';
import { ApiObject, Chart, Lazy, App as PlainApp, Testing } from 'cdk8s';
import { SynthesisError } from 'cdk8s-statecraft';
import { type Manifest, synthesize } from 'cdk8s-statecraft/testing';
import { Construct } from 'constructs';
import { tempFolder } from '../output/temp-folder';
import { newApp } from '../support/build';
import { configMap, web } from '../support/objects';
import { addShop, shop } from './shop';

const names = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind}/${metadata?.name}`);
const find = (app: PlainApp, path: string) =>
  path.split('/').reduce<Construct>((at, id) => at.node.findChild(id) as Construct, app);

describe('what is synthesized', () => {
  test.each<[string, (app: PlainApp) => Construct, string[]]>([
    ['an app: all its charts', (app) => app, ['ConfigMap/settings', 'ConfigMap/more', 'ConfigMap/tables']],
    ['a chart: its objects', (app) => find(app, 'web'), ['ConfigMap/settings', 'ConfigMap/more']],
    ['an object: itself', (app) => find(app, 'web/more'), ['ConfigMap/more']],
  ])('%s, of our App and of a plain one', (_, scope, expected) => {
    expect(names(synthesize(scope(shop({ more: ['more'] }))))).toEqual(expected);
    expect(names(synthesize(scope(addShop(Testing.app(), { more: ['more'] }))))).toEqual(expected);
  });

  test('a construct gives its own objects, in the order of the output', () => {
    const service = web(new Chart(newApp(), 'web', { namespace: 'shop' }), 'web');
    const kinds = synthesize(service).map(({ kind }) => kind);
    expect(kinds.slice().sort()).toEqual([
      'Deployment',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]);
    expect(synthesize(service)).toEqual(synthesize(service.node.root));
  });

  test('dependencies come first', () => {
    const app = newApp();
    const chart = new Chart(app, 'web');
    const last = configMap(chart, 'last');
    last.addDependency(configMap(chart, 'first'));
    expect(names(synthesize(app))).toEqual(['ConfigMap/first', 'ConfigMap/last']);
  });

  test('a construct without objects gives none', () => {
    expect(synthesize(new Construct(newApp(), 'empty'))).toEqual([]);
  });
});

describe('a manifest', () => {
  test('is plain data, resolved, without what is undefined', () => {
    const app = newApp();
    configMap(new Chart(app, 'web'), 'c', { a: Lazy.any({ produce: () => 'resolved' }), b: undefined });
    expect(synthesize(app)).toStrictEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'resolved' } },
    ]);
  });

  test('is a copy: changing it changes nothing', () => {
    const app = shop();
    (synthesize(app)[0] as { data?: object }).data = {};
    expect(synthesize(app)[0]).toHaveProperty('data.level', 'info');
  });
});

describe('an app with errors', () => {
  test.each<[string, (scope: Chart) => Construct]>([
    ['in the scope', (chart) => chart],
    ['beside the scope', (chart) => new Chart(chart.node.root as PlainApp, 'other')],
  ])('throws a SynthesisError with all of them: %s', (_, scope) => {
    const chart = new Chart(newApp(), 'web');
    web(chart, 'a', { replicas: 1.5 });
    configMap(chart, 'b', { a: Lazy.any({ produce: () => Number.NaN }) });
    const error = (() => {
      try {
        return synthesize(scope(chart));
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(SynthesisError);
    expect((error as SynthesisError).problems.map(({ path }) => path)).toContain('web/a');
  });

  test('a value that YAML cannot hold is an error', () => {
    const app = newApp();
    new ApiObject(new Chart(app, 'web'), 'c', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c' },
      data: { a: '\ud800' },
    });
    expect(() => synthesize(app)).toThrow(SynthesisError);
  });
});

test('nothing is written', () => {
  const outdir = tempFolder();
  synthesize(addShop(newApp({ outdir })));
  synthesize(addShop(new PlainApp({ outdir })));
  expect(fs.readdirSync(outdir)).toEqual([]);
});
