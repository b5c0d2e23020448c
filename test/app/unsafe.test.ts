import { Chart } from 'cdk8s';
import { App, Unsafe } from 'cdk8s-statecraft';
import { cluster, configMap, web } from '../support/objects';
import { outdir } from '../support/outdir';
import { refused, rules } from '../support/refused';

const chartOf = (app: App) => new Chart(app, 'web', { namespace: 'shop' });

describe('Unsafe.accept', () => {
  const long = 'x'.repeat(53);

  test('accepts what is unsafe, for a construct and all below it', () => {
    for (const at of ['construct', 'chart', 'app']) {
      const app = new App({ outdir: outdir() });
      const chart = chartOf(app);
      const made = cluster(chart, long);
      const scope = { construct: made, chart, app }[at]!;
      Unsafe.accept(scope, 'stateful-set-name-too-long', 'it runs under this name since 2019');
      expect(() => app.synth()).not.toThrow();
    }
  });

  test('does not accept it elsewhere', () => {
    const problems = refused((app) => {
      const chart = chartOf(app);
      Unsafe.accept(configMap(chart, 'other'), 'stateful-set-name-too-long', 'why not');
      cluster(chart, long);
    });
    expect(rules(problems)).toEqual([`stateful-set-name-too-long at web/${long}`]);
    expect(problems[0]!.severity).toBe('unsafe');
  });

  test('does not accept what is invalid', () => {
    const problems = refused((app) => {
      Unsafe.accept(app, 'wrong-value', 'I know better');
      web(chartOf(app), 'web', { replicas: 1.5 });
    });
    expect(rules(problems)).toEqual(['wrong-value at web/web']);
  });

  test('asks for a reason', () => {
    expect(() => Unsafe.accept(new App(), 'single-replica', ' ')).toThrow('needs a reason');
  });
});

describe("the App's own props", () => {
  test.each<[string, object, RegExp]>([
    ['an unknown prop', { outDir: 'x' }, /outDir/],
    ['a number as outdir', { outdir: 7 }, /outdir/],
    ['a name that cannot be a file', { name: '../apps' }, /name/],
    ['an ending that deployers do not read', { outputFileExtension: '.txt' }, /outputFileExtension/],
    ['a resolver without a method', { resolvers: [{}] }, /resolvers\[0\]/],
    ['defaults that are none', { defaults: 'v1' }, /defaults/],
  ])('%s is reported with the rest', (_, props, text) => {
    const app = new App({ ...props } as never);
    chartOf(app).node.addValidation({ validate: () => ['the house rule is broken'] });
    expect(() => app.synth()).toThrow(text);
    expect(() => app.synth()).toThrow('the house rule is broken');
  });
});
