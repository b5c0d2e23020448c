/** What is built, how often, and how long one is ready to wait for it. */
export interface Workload {
  readonly name: string;
  readonly title: string;
  /** A key of SHAPES. */
  readonly shape: string;
  readonly sizes: readonly number[];
  /** The sizes of `--quick`. */
  readonly quick: readonly number[];
}

const ROWS: readonly (readonly [name: string, title: string, sizes: readonly number[], quick: readonly number[]])[] = [
  ['one', 'one service: the edit loop', [1], [1]],
  ['deployments', 'Deployments, all in one chart', [500], [500]],
  ['services', 'services, a chart and a file each', [200, 250, 500, 1000, 2000, 4000, 10_000], [200, 250, 1000]],
  ['clusters', 'stateful clusters of three members', [50], [50]],
  ['chain', 'charts, each depending on the one before', [200], [200]],
  ['edges', 'Deployments, one half depending on the other', [200, 2000], [200]],
  ['environments', 'services, in environments of fifty', [1000], [200]],
  ['check', 'services: 4,669 objects, held against the committed files', [667], [667]],
];

const SHAPES: Readonly<Record<string, string>> = { one: 'services', check: 'services' };

export const WORKLOADS: readonly Workload[] = ROWS.map(([name, title, sizes, quick]) => {
  return { name, title, shape: SHAPES[name] ?? name, sizes, quick };
});
