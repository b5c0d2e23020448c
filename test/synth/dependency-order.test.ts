import { ApiObject, Chart, App as PlainApp } from 'cdk8s';
import * as fc from 'fast-check';
import { DependencyOrder } from '../../lib/synth/dependency-order';
import { DependencyCycle } from '../../lib/synth/depth-first';
import { Tree } from '../../lib/synth/tree';
import { buildTree, type TreeSpec, treeSpec, withinCharts, withoutLoops } from '../support/random-tree';

type Order = readonly string[] | 'cycle';

/** The paths of a chart's own objects, in the order in which cdk8s prints them. */
function orderOfCdk8s(chart: Chart): Order {
  return ordered(
    () => chart.toJson().map((manifest) => manifest.metadata.name),
    (error) => /Dependency cycle detected/.test(String(error)),
  );
}

function ourOrder(order: DependencyOrder, chart: Chart): Order {
  return ordered(
    () =>
      order
        .below(chart)
        .filter((construct) => ApiObject.isApiObject(construct) && Chart.of(construct) === chart)
        .map((construct) => construct.node.path),
    (error) => error instanceof DependencyCycle,
  );
}

function ordered(order: () => readonly string[], isCycle: (error: unknown) => boolean): Order {
  try {
    return order();
  } catch (error) {
    if (isCycle(error)) return 'cycle';
    throw error;
  }
}

function bothOrders(spec: TreeSpec): { ours: Record<string, Order>; cdk8s: Record<string, Order> } {
  const [mine, theirs] = [new PlainApp(), new PlainApp()];
  const charts = buildTree(mine, spec).filter(Chart.isChart) as Chart[];
  const order = new DependencyOrder(new Tree(mine));
  const twins = buildTree(theirs, spec).filter(Chart.isChart) as Chart[];
  return {
    ours: Object.fromEntries(charts.map((chart) => [chart.node.path, ourOrder(order, chart)])),
    cdk8s: Object.fromEntries(twins.map((chart) => [chart.node.path, orderOfCdk8s(chart)])),
  };
}

describe("the order of a chart's objects", () => {
  test('is that of cdk8s on random trees without circles', () => {
    let compared = 0;
    fc.assert(
      fc.property(treeSpec({ circles: false }), (spec) => {
        const { ours, cdk8s } = bothOrders(withinCharts(spec));
        if (!Object.values(cdk8s).includes('cycle')) compared++;
        expect(ours).toEqual(cdk8s);
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThanOrEqual(300);
  });

  test('is refused where cdk8s finds a circle, and only there', () => {
    fc.assert(
      fc.property(treeSpec({ circles: true }), (spec) => {
        const { ours, cdk8s } = bothOrders(withoutLoops(withinCharts(spec)));
        expect(ours).toEqual(cdk8s);
      }),
      { numRuns: 300 },
    );
  });
});
