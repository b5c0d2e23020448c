import { ApiObject, Chart, App as PlainApp } from 'cdk8s';
import { Construct } from 'constructs';
import { DependencyOrder } from '../../lib/synth/dependency-order';
import { DependencyCycle } from '../../lib/synth/depth-first';
import { Tree } from '../../lib/synth/tree';
import { lookups } from '../support/work';

const configMap = (scope: Construct, id: string) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });

const names = (app: PlainApp, chart: Chart) =>
  new DependencyOrder(new Tree(app))
    .below(chart)
    .filter(ApiObject.isApiObject)
    .map((object) => (object as ApiObject).name);

function chain(length: number): { app: PlainApp; chart: Chart } {
  const app = new PlainApp();
  const chart = new Chart(app, 'chart');
  const objects = Array.from({ length }, (_, index) => configMap(chart, `object-${index}`));
  for (const [index, object] of objects.entries()) if (index > 0) objects[index - 1]!.addDependency(object);
  return { app, chart };
}

describe('dependencies that cdk8s does not take', () => {
  test('of a construct above charts order the charts below it, and throw nothing', () => {
    const app = new PlainApp();
    const [one, two] = [new Construct(app, 'one'), new Construct(app, 'two')];
    const [web, data] = [new Chart(one, 'web'), new Chart(two, 'data')];
    configMap(web, 'web');
    configMap(data, 'data');
    one.node.addDependency(two);
    expect(() => web.toJson()).toThrow('cannot find a parent chart');
    const order = new DependencyOrder(new Tree(app)).below(app);
    expect(order.indexOf(two)).toBeLessThan(order.indexOf(one));
    expect(names(app, web)).toEqual(['web']);
    expect(names(app, data)).toEqual(['data']);
  });

  test('of an object on itself are a circle: cdk8s would lose the object', () => {
    const app = new PlainApp();
    const chart = new Chart(app, 'chart');
    const object = configMap(chart, 'own');
    object.addDependency(object);
    expect(() => names(app, chart)).toThrow(DependencyCycle);
  });

  test('on a construct of another tree are left out, as cdk8s leaves out what is not in the chart', () => {
    const [app, other] = [new PlainApp(), new PlainApp()];
    const chart = new Chart(app, 'chart');
    configMap(chart, 'own').addDependency(configMap(new Chart(other, 'chart'), 'far'));
    expect(names(app, chart)).toEqual(['own']);
  });
});

describe('circles', () => {
  const circle = (link: (first: Construct, second: Construct, chart: Chart) => void) => () => {
    const app = new PlainApp();
    const chart = new Chart(app, 'chart');
    const [first, second] = [new Construct(chart, 'first'), new Construct(chart, 'second')];
    configMap(first, 'a');
    configMap(second, 'b');
    link(first, second, chart);
    return names(app, chart);
  };

  test.each<[string, (first: Construct, second: Construct, chart: Chart) => void]>([
    [
      'of two constructs',
      (first, second) => {
        first.node.addDependency(second);
        second.node.addDependency(first);
      },
    ],
    [
      'of a chart on two objects in it',
      (first, second, chart) => chart.node.addDependency(first.node.children[0]!, second.node.children[0]!),
    ],
    [
      'of an object on a construct around it, by way of another that depends on that construct',
      (first, second) => {
        const own = first.node.children[0]!;
        own.node.addDependency(first, second);
        second.node.addDependency(first);
      },
    ],
  ])('are found: %s', (_, link) => {
    expect(circle(link)).toThrow(DependencyCycle);
  });

  test('between charts are found where the whole app is ordered', () => {
    const app = new PlainApp();
    const [web, data] = [new Chart(app, 'web'), new Chart(app, 'data')];
    configMap(web, 'a').addDependency(configMap(data, 'b'));
    configMap(data, 'c').addDependency(configMap(web, 'd'));
    const order = new DependencyOrder(new Tree(app));
    expect(() => order.below(app)).toThrow('web → data → web');
    expect(() => order.below(web)).not.toThrow();
  });
});

describe('cost', () => {
  test('a chain of 20,000 objects is ordered without an overflow of the stack', () => {
    const { app, chart } = chain(20_000);
    const order = names(app, chart);
    expect([order[0], order.at(-1), order.length]).toEqual(['object-19999', 'object-0', 20_000]);
  });

  /** Charts of four objects each, each chart depending on the one before, as releases of layers do. */
  const layers = (count: number) => {
    const app = new PlainApp();
    const charts = Array.from({ length: count }, (_, index) => new Chart(app, `chart-${index}`));
    for (const [index, chart] of charts.entries()) {
      for (const id of ['a', 'b', 'c', 'd']) configMap(chart, id);
      if (index > 0) chart.addDependency(charts[index - 1]!);
    }
    return app;
  };
  /** One chart: constructs of ten objects, each depending on the one before. */
  const groups = (count: number) => {
    const app = new PlainApp();
    const chart = new Chart(app, 'chart');
    const constructs = Array.from({ length: count }, (_, index) => new Construct(chart, `group-${index}`));
    for (const [index, construct] of constructs.entries()) {
      for (let n = 0; n < 10; n++) configMap(construct, `object-${n}`);
      if (index > 0) construct.node.addDependency(constructs[index - 1]!);
    }
    return app;
  };
  /** One chart: a construct of many objects that depends on another one of as many. */
  const wide = (count: number) => {
    const app = new PlainApp();
    const chart = new Chart(app, 'chart');
    const [first, second] = [new Construct(chart, 'first'), new Construct(chart, 'second')];
    for (let n = 0; n < count; n++) {
      configMap(first, `object-${n}`);
      configMap(second, `object-${n}`);
    }
    first.node.addDependency(second);
    return app;
  };

  test.each<[string, (count: number) => PlainApp]>([
    ['charts in layers', layers],
    ['constructs in a row', groups],
    ['a wide construct that depends on another', wide],
    ['a chain of objects', (count) => chain(count).app],
  ])('grows linearly: %s', (_, build) => {
    const cost = (count: number) => {
      const app = build(count);
      return lookups(() => {
        const tree = new Tree(app);
        const order = new DependencyOrder(tree);
        order.below(app);
        for (const chart of tree.charts) order.below(chart);
      });
    };
    expect(cost(400) / cost(100)).toBeLessThan(4.2);
  });
});
