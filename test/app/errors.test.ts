import { ApiObject, Chart, JsonPatch, Lazy, App as PlainApp } from 'cdk8s';
import { App } from 'cdk8s-statecraft';
import { Construct } from 'constructs';
import { cluster, configMap, web } from '../support/objects';
import { outdir } from '../support/outdir';
import { refused, rules } from '../support/refused';

const chartOf = (app: PlainApp, id = 'web') => new Chart(app, id, { namespace: 'shop' });

const boom = (message: string) => () => {
  throw new Error(message);
};

describe('what is reported', () => {
  test.each<[string, (app: App) => void, string[], RegExp]>([
    ['a wrong prop', (app) => web(chartOf(app), 'web', { replicas: 1.5 }), ['wrong-value at web/web'], /replicas/],
    [
      'what a Lazy throws',
      (app) => configMap(chartOf(app), 'lazy', { key: Lazy.any({ produce: boom('no value today') }) }),
      ['not-rendered at web/lazy'],
      /no value today/,
    ],
    [
      'what a JsonPatch throws',
      (app) => configMap(chartOf(app), 'patched').addJsonPatch(JsonPatch.remove('/spec/nothing/here')),
      ['wrong-patch at web/patched'],
      /remove \/spec\/nothing\/here/,
    ],
    [
      "another library's validation",
      (app) => chartOf(app).node.addValidation({ validate: () => ['the house rule is broken'] }),
      ['construct-validation at web'],
      /the house rule is broken/,
    ],
    [
      'a validation that throws',
      (app) => chartOf(app).node.addValidation({ validate: boom('the validation is broken') }),
      ['construct-validation at web'],
      /the validation is broken/,
    ],
    [
      'a circle of objects',
      (app) => {
        const chart = chartOf(app);
        const [a, b] = [configMap(chart, 'a'), configMap(chart, 'b')];
        a.addDependency(b);
        b.addDependency(a);
      },
      ['dependency-cycle at web/a'],
      /depends on itself/,
    ],
    [
      'a circle of charts',
      (app) => {
        const [a, b] = [chartOf(app, 'a'), chartOf(app, 'b')];
        configMap(a, 'one').addDependency(configMap(b, 'two'));
        b.addDependency(a);
      },
      ['dependency-cycle at a'],
      /depends on itself/,
    ],
    [
      'an id that is taken',
      (app) => {
        const chart = chartOf(app);
        web(chart, 'web');
        web(chart, 'web', { name: 'other' });
      },
      ['duplicate-id at web/web~2'],
      /the id "web" is taken/,
    ],
    [
      'charts whose files differ in capitals only',
      (app) => {
        configMap(chartOf(app, 'Web'), 'a');
        configMap(chartOf(app, 'web'), 'b');
      },
      ['same-file at web'],
      /capitals/,
    ],
    [
      'charts whose files differ in the form of an accent only',
      (app) => {
        configMap(chartOf(app, 'caf\u00e9'), 'a');
        configMap(chartOf(app, 'cafe\u0301'), 'b');
      },
      ['same-file at cafe\u0301'],
      /is also that of/,
    ],
    [
      'a chart whose file is the folder of another',
      (app) => {
        configMap(chartOf(app, 'a'), 'a');
        configMap(new Chart(new Construct(app, 'a.k8s.yaml'), 'b'), 'b');
      },
      ['same-file at a.k8s.yaml/b'],
      /lies in a folder that is also the file of a/,
    ],
    ...['..', 'a:b', '.hidden', 'C:\\temp', 'a*', 'a\tb', 'a.', 'CON', 'aux.web', 'é'.repeat(150)].map(
      (id): [string, (app: App) => void, string[], RegExp] => [
        `a chart id that is no file name: ${JSON.stringify(id)}`,
        (app) => configMap(chartOf(app, id), 'a'),
        [`unsafe-file-name at ${id}`],
        /cannot be the name of a file/,
      ],
    ),
    [
      'a folder that leads out of the output folder',
      (app) => configMap(new Chart(new Construct(app, '..'), 'web'), 'a'),
      ['unsafe-file-name at ../web'],
      /cannot be the name of a file/,
    ],
  ])('%s', (_, build, expected, text) => {
    const problems = refused(build);
    expect(rules(problems)).toEqual(expected);
    expect(problems.map(({ what }) => what).join()).toMatch(text);
  });

  test('an unsafe id above a chart without objects is nobody’s trouble', () => {
    const app = new App({ outdir: outdir() });
    new Chart(app, '..');
    expect(() => app.synth()).not.toThrow();
  });

  test('all of it at once, with the construct and the line', () => {
    const problems = refused((app) => {
      const chart = chartOf(app);
      web(chart, 'Web_1', { replicas: -1 });
      cluster(chart, 'database', { members: 1.5, image: 'database' });
      configMap(chart, 'lazy', { key: Lazy.any({ produce: boom('no value today') }) });
      configMap(chart, 'patched').addJsonPatch(JsonPatch.remove('/spec/nothing/here'));
      chart.node.addValidation({ validate: () => ['the house rule is broken'] });
      configMap(chart, 'twice');
      configMap(new Construct(chart, 'below'), 'twice');
      const [a, b] = [configMap(chart, 'a'), configMap(chart, 'b')];
      a.addDependency(b);
      b.addDependency(a);
      configMap(chartOf(app, '..'), 'far');
    });
    expect(new Set(rules(problems))).toEqual(
      new Set([
        'construct-validation at web',
        'unpinned-image at web/database',
        'wrong-value at web/Web_1',
        'wrong-value at web/database',
        'dependency-cycle at web/a',
        'not-rendered at web/lazy',
        'wrong-patch at web/patched',
        'unsafe-file-name at ..',
        'duplicate-object at web/below/twice',
      ]),
    );
    const ours = problems.filter(({ path }) => path === 'web/Web_1');
    for (const { source } of ours) expect(String(source)).toMatch(/^test\/support\/objects\.ts:\d+:\d+$/);
  });
});

describe('what is not reported', () => {
  test('a circle is one problem, not one for each walk', () => {
    const problems = refused((app) => {
      const chart = chartOf(app);
      const [a, b] = [configMap(chart, 'a'), configMap(chart, 'b')];
      a.addDependency(b);
      b.addDependency(a);
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]!.got).toBe('web/a → web/b → web/a');
  });

  test('a good app', () => {
    const app = new App({ outdir: outdir() });
    web(chartOf(app), 'web');
    expect(() => app.synth()).not.toThrow();
  });
});

test('an object whose toJson throws no Error is reported too', () => {
  class Odd extends ApiObject {
    override toJson(): never {
      throw 'just text';
    }
  }
  const problems = refused((app) => new Odd(chartOf(app), 'odd', { apiVersion: 'v1', kind: 'ConfigMap' }));
  expect(problems[0]!.what).toContain('just text');
});
