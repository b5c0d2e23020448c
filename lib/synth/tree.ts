import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A construct and the nearest chart at or above it; undefined above all charts. */
export interface Placed {
  readonly construct: IConstruct;
  readonly chart: Chart | undefined;
}

/** The construct tree, walked once in pre-order. */
export class Tree {
  readonly placed: readonly Placed[];
  /** All charts, in pre-order. */
  readonly charts: readonly Chart[];
  private readonly positions = new Map<IConstruct, { readonly start: number; end: number }>();

  constructor(readonly root: IConstruct) {
    const placed: Placed[] = [];
    const visit = (construct: IConstruct, above: Chart | undefined): void => {
      const chart = Chart.isChart(construct) ? construct : above;
      const position = { start: placed.length, end: 0 };
      this.positions.set(construct, position);
      placed.push({ construct, chart });
      for (const child of construct.node.children) visit(child, chart);
      position.end = placed.length;
    };
    visit(root, undefined);
    this.placed = placed;
    this.charts = placed.flatMap(({ construct }) => (Chart.isChart(construct) ? [construct] : []));
  }

  has(construct: IConstruct): boolean {
    return this.positions.has(construct);
  }

  chartOf(construct: IConstruct): Chart | undefined {
    const position = this.positions.get(construct);
    return position && this.placed[position.start]!.chart;
  }

  /** A construct and all below it, in pre-order. */
  below(construct: IConstruct): readonly Placed[] {
    const position = this.positions.get(construct);
    return position ? this.placed.slice(position.start, position.end) : [];
  }

  /** The API objects of a construct's own chart, at or below the construct. */
  objectsOf(construct: IConstruct): readonly ApiObject[] {
    const chart = this.chartOf(construct);
    return this.below(construct).flatMap((below) =>
      below.chart === chart && ApiObject.isApiObject(below.construct) ? [below.construct] : [],
    );
  }
}
