import * as cdk8s from 'cdk8s';
import { Chart } from 'cdk8s';
import { App, Unsafe } from 'cdk8s-statecraft';
import { formatProblem } from '../../lib/errors/problem';
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
    expect(rules(problems)).toEqual([`stateful-set-name-too-long at web/${long}`, 'unused-acceptance at web/other']);
    expect(problems.map(({ severity }) => severity)).toEqual(['unsafe', 'unsafe']);
  });

  test('does not accept what is invalid', () => {
    const problems = refused((app) => {
      Unsafe.accept(app, 'wrong-value', 'I know better');
      web(chartOf(app), 'web', { replicas: 1.5 });
    });
    expect(rules(problems)).toEqual(['wrong-value at web/web']);
  });

  test.each<[string, unknown, unknown, RegExp]>([
    ['an empty reason', 'single-replica', ' ', /needs a reason[\s\S]*got: +" "[\s\S]*fix: +say why/],
    ['no reason', 'single-replica', undefined, /needs a reason[\s\S]*got: +undefined/],
    ['no rule', undefined, 'because', /needs a rule[\s\S]*got: +undefined[\s\S]*fix: +name the rule/],
  ])(
    '%s is reported with the rest, at the line that says it; under a plain cdk8s App, too',
    (_, rule, reason, text) => {
      const build = (app: cdk8s.App) => {
        const chart = new Chart(app, 'web', { namespace: 'shop' });
        Unsafe.accept(chart, rule as string, reason as string);
        web(chart, 'web', { replicas: 1.5 });
      };
      const problems = refused(build);
      expect(rules(problems)).toEqual(['wrong-acceptance at web', 'wrong-value at web/web']);
      expect(formatProblem(problems[0]!)).toMatch(text);
      expect(String(problems[0]!.source)).toMatch(/unsafe\.test\.ts:\d+/);
      const plain = new cdk8s.App({ outdir: outdir() });
      build(plain);
      expect(() => plain.synth()).toThrow(text);
    },
  );

  test('that accepts nothing is reported, with what may be meant, and can be accepted itself', () => {
    const problems = refused((app) => {
      const chart = chartOf(app);
      const made = cluster(chart, long);
      Unsafe.accept(made, 'stateful-set-name-to-long', 'it runs under this name since 2019');
      Unsafe.accept(chart, 'unpinned-image', 'our registry has no tags');
      Unsafe.accept(configMap(chart, 'settings'), 'unpinned-image', 'a ConfigMap has no image');
    });
    expect(rules(problems)).toEqual([
      `stateful-set-name-too-long at web/${long}`,
      `unused-acceptance at web/${long}`,
      'unused-acceptance at web/settings',
    ]);
    expect(problems[1]).toMatchObject({ got: 'stateful-set-name-to-long', fix: 'write stateful-set-name-too-long' });
    expect(problems[2]!.fix).toBe('remove it, or correct the name of the rule');

    const app = new App({ outdir: outdir() });
    const chart = chartOf(app);
    configMap(chart, 'settings');
    Unsafe.accept(chart, 'unpinned-image', 'staging has other images');
    Unsafe.accept(app, 'unused-acceptance', 'the environments differ');
    expect(() => app.synth()).not.toThrow();
    expect(() => app.synth()).not.toThrow();
  });

  test('may say twice what it accepts, here and above', () => {
    const app = new App({ outdir: outdir() });
    const made = cluster(chartOf(app), long);
    for (const at of [made, app]) Unsafe.accept(at, 'stateful-set-name-too-long', 'it runs since 2019');
    expect(() => app.synth()).not.toThrow();
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
