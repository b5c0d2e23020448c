import { Chart } from 'cdk8s';
import {
  Environment,
  KubernetesObject,
  Platform,
  type Problem,
  Routing,
  StatefulCluster,
  StatelessService,
} from '../../lib';
import { newApp, problemsOf } from '../support/build';
import { configMap, db, MISTAKES, web } from './mistakes';

const platform = () =>
  Platform.define({
    kubernetesVersion: '1.35',
    storageClasses: ['fast'],
    routing: Routing.ingress({ className: 'nginx' }),
  });

function mistaken(name: string): Chart {
  const chart = new Chart(new Environment(newApp(), name, { platform: platform() }), 'all', { namespace: 'shop' });
  for (const [, make] of MISTAKES) make(chart);
  return chart;
}

describe('one run reports every mistake', () => {
  const found = problemsOf(mistaken('production').node.root as never);

  test.each(MISTAKES)('%s', (_sentence, _make, rule, what, got, allowed, fix) => {
    const one = found.find((problem) => problem.rule === rule && problem.what.includes(what));
    expect(one).toBeDefined();
    expect(one!.got ?? '').toContain(got);
    expect(one!.allowed).toMatch(allowed instanceof RegExp ? allowed : new RegExp(escaped(allowed)));
    expect(one!.fix).toMatch(fix instanceof RegExp ? fix : new RegExp(escaped(fix)));
    expect(one!.path).toMatch(/^production\/all\/\S+$/);
  });

  test('and nothing else: no mistake is said twice', () => {
    expect(found.map(({ rule, path }) => `${path} ${rule}`).sort()).toHaveLength(MISTAKES.length);
  });

  test('with the line of the construct', () => {
    const ours = found.filter(({ path }) => path !== 'production/all/kind');
    for (const { source } of ours) expect(source?.toString()).toMatch(/^test\/constructs\/mistakes\.ts:\d+:\d+$/);
    expect(new Set(ours.map(lineOf)).size).toBeGreaterThanOrEqual(MISTAKES.length - 2);
  });

  test('where two contradict each other, with both lines', () => {
    for (const rule of ['duplicate-object', 'overlapping-selectors']) {
      const one = found.find((problem) => problem.rule === rule)!;
      expect(one.also).toMatch(/^production\/all\/\w+ {2}\(test\/constructs\/mistakes\.ts:\d+:\d+\)$/);
      expect(one.also).not.toContain(lineOf(one));
    }
  });

  test('invalid and unsafe ones told apart', () => {
    const unsafe = found.filter(({ severity }) => severity === 'unsafe').map(({ rule }) => rule);
    expect(unsafe.sort()).toEqual(['overlapping-selectors', 'stateful-set-name-too-long', 'unknown-storage-class']);
  });
});

function lineOf(problem: Problem): string {
  return problem.source!.toString();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('staging and production may share all names', () => {
  const app = newApp();
  for (const environment of ['staging', 'production']) {
    const chart = new Chart(new Environment(app, environment, { platform: platform() }), 'all', { namespace: 'shop' });
    new KubernetesObject(chart, 'settings', configMap());
    new StatelessService(chart, 'web', web);
    new StatefulCluster(chart, 'db', db);
  }
  expect(problemsOf(app)).toEqual([]);
});

test('two charts of one environment may not', () => {
  const environment = new Environment(newApp(), 'staging', { platform: platform() });
  for (const id of ['a', 'b']) new StatelessService(new Chart(environment, id, { namespace: 'shop' }), 'web', web);
  const found = problemsOf(environment.node.root as never);
  expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['duplicate-object']));
  expect(found[0]!.got).toContain('Deployment web in namespace shop');
});

test('one name in two namespaces is two objects', () => {
  const app = newApp();
  for (const id of ['a', 'b']) new StatelessService(new Chart(app, id, { namespace: id }), 'web', web);
  expect(problemsOf(app)).toEqual([]);
});
