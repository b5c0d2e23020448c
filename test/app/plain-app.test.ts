import { Chart, App as PlainApp, Testing } from 'cdk8s';
import { App, Environment, IngressRoute, KubernetesObject, Platform } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import { APPS } from '../../apps/main';
import type { Manifest } from '../../lib/manifests/manifest';
import { synthesize } from '../../lib/synth/synthesize';
import { cluster, web } from '../support/objects';

/** Objects by the path of their chart; keys sorted, because their order means nothing. */
function comparable(charts: Readonly<Record<string, readonly unknown[]>>): unknown {
  return JSON.parse(JSON.stringify(charts, (_, value) => (isMap(value) ? sorted(value) : value)));
}

const isMap = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const sorted = (map: object) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));

function underOurs(build: (app: Construct) => void): unknown {
  const app = new App({ outdir: Testing.app().outdir });
  build(app);
  const files = synthesize(app, '.k8s.yaml');
  return comparable(
    Object.fromEntries(files.map(({ chart, objects }) => [chart.node.path, objects.map(({ manifest }) => manifest)])),
  );
}

function underPlain(build: (app: Construct) => void): unknown {
  const app = new PlainApp();
  build(app);
  const charts = app.node.findAll().filter(Chart.isChart) as Chart[];
  return comparable(Object.fromEntries(charts.map((chart) => [chart.node.path, chart.toJson()])));
}

describe('under a plain cdk8s App', () => {
  test.each(Object.entries(APPS))('the app %s gives equal objects in the same order', (_, build) => {
    expect(underPlain(build)).toEqual(underOurs(build));
  });

  test('all apps together do', () => {
    const all = (app: Construct) => {
      for (const build of Object.values(APPS)) build(app);
    };
    expect(underPlain(all)).toEqual(underOurs(all));
  });

  test.each<[string, (chart: Chart) => void, RegExp]>([
    ['StatelessService', (chart) => web(chart, 'web', { replicas: 1.5 }), /replicas.*1\.5/s],
    ['StatefulCluster', (chart) => cluster(chart, 'data', { members: -1 }), /members.*-1/s],
    [
      'IngressRoute',
      (chart) => new IngressRoute(chart, 'www', { host: 'A.example.com', routes: [] }),
      /host.*A\.example\.com/s,
    ],
    [
      'KubernetesObject',
      (chart) => KubernetesObject.custom(chart, 'odd', { apiVersion: 'a/b/c', kind: 'Odd' } as Manifest),
      /apiVersion.*a\/b\/c/s,
    ],
  ])('wrong props of a %s surface as its validation error, in our words', (_, make, text) => {
    const chart = new Chart(new PlainApp(), 'test');
    expect(() => make(chart)).not.toThrow();
    expect(() => chart.toJson()).toThrow(/Validation failed/);
    expect(() => chart.toJson()).toThrow(text);
    expect(() => chart.toJson()).toThrow(/where: .*test\/[\s\S]*fix: /);
  });

  test('those of an Environment do, too', () => {
    const app = new PlainApp();
    const platform = Platform.define({ kubernetesVersion: '1.2' });
    web(new Chart(new Environment(app, 'staging', { platform }), 'web'), 'web');
    expect(() => app.synthYaml()).toThrow(/kubernetesVersion[\s\S]*1\.2/);
  });

  test('several wrong constructs are reported together', () => {
    const chart = new Chart(new PlainApp(), 'test');
    web(chart, 'web', { replicas: 1.5 });
    cluster(chart, 'data', { members: -1 });
    expect(() => chart.toJson()).toThrow(/replicas[\s\S]*members/);
  });
});
