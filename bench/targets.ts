import { find, median, type Result } from './results';

/** By the clock, which is what has to hold; or CPU time of all threads, which a busy machine changes less. */
export type Time = 'wall' | 'cpu';

/** What has to hold on any machine: a ratio of two measurements of one bench. */
interface Target {
  readonly title: string;
  readonly limit: number;
  /** @default the limit is the most */
  readonly atLeast?: boolean;
  /** Where the two are of different workloads or sizes, and so not measured in turns. @default 'wall' */
  readonly by?: Time;
  /** Undefined where the bench did not run what it takes. */
  value(results: readonly Result[], time: Time): number | undefined;
}

type Run = readonly [workload: string, size: number, contender: string];

/** Of what was stopped there is no CPU time, and the ratio is more than that by the clock. */
function ratio(of: Run, to: Run): Target['value'] {
  return (results, time) => {
    const [above, below] = [find(results, ...of), find(results, ...to)];
    if (!above || !below || below.stopped || (above.stopped && time === 'cpu')) return undefined;
    return median(above[time]) / median(below[time]);
  };
}

function within(workload: string, size: number, above: string, below: string): Target['value'] {
  return ratio([workload, size, above], [workload, size, below]);
}

/** How much more an object costs at a large size than at a small one. */
function growth(workload: string, [small, large]: readonly [number, number], what?: 'peak'): Target['value'] {
  return (results, time) => {
    const at = (size: number) => {
      const measured = find(results, workload, size, 'statecraft, compiled');
      return measured && !measured.stopped ? measured[what ?? time] : [];
    };
    const [from, to] = [at(small), at(large)];
    return from.length > 0 && to.length > 0 ? median(to) / large / (median(from) / small) : undefined;
  };
}

/** The exponent of the CPU time in the size, fitted over all sizes: 1 is linear. What Node itself takes is not counted. */
function exponent(workload: string): Target['value'] {
  return (results) => {
    const points = results
      .filter((result) => result.workload === workload)
      .map(({ size, phases }) => {
        const own = phases.map(({ cpu: { start, load, ...rest } }) => Object.values(rest).reduce((a, b) => a + b));
        return [Math.log(size), Math.log(median(own))] as const;
      });
    if (points.length < 3) return undefined;
    const [x, y] = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length);
    const slope = points.map((point) => [(point[0] - x!) * (point[1] - y!), (point[0] - x!) ** 2] as const);
    return slope.reduce((sum, [xy]) => sum + xy, 0) / slope.reduce((sum, [, xx]) => sum + xx, 0);
  };
}

const REQUIRE = 'require cdk8s and cdk8s-plus-28, ts-node';

export const TARGETS: readonly Target[] = [
  {
    title: '1,000 services compiled : floor',
    limit: 3,
    value: within('services', 1000, 'statecraft, compiled', 'floor'),
  },
  {
    title: '1,000 services through ts-node : `helm template`',
    limit: 1,
    value: within('services', 1000, 'statecraft, ts-node', 'helm template'),
  },
  {
    title: 'the same : `helm template` of finished YAML with names filled in',
    limit: 1,
    value: within('services', 1000, 'statecraft, ts-node', 'helm template, word for word'),
  },
  {
    title: '1,000 services: plain cdk8s : statecraft, both compiled',
    limit: 10,
    atLeast: true,
    value: within('services', 1000, 'plain cdk8s, compiled', 'statecraft, compiled'),
  },
  {
    title: '2,000 services: plain cdk8s : statecraft, both compiled',
    limit: 30,
    atLeast: true,
    value: within('services', 2000, 'plain cdk8s, compiled', 'statecraft, compiled'),
  },
  { title: 'time of a service, 10,000 : 1,000', by: 'cpu', limit: 1.2, value: growth('services', [1000, 10_000]) },
  { title: 'memory of a service, 10,000 : 1,000', limit: 1.2, value: growth('services', [1000, 10_000], 'peak') },
  { title: 'services: exponent of the CPU time in the size', limit: 1.1, value: exponent('services') },
  {
    title: 'time of an object of a chain : of one without',
    by: 'cpu',
    limit: 1.2,
    value: ratio(['chain', 200, 'statecraft, compiled'], ['services', 200, 'statecraft, compiled']),
  },
  { title: 'edges: time of an object, 2,000 : 200', by: 'cpu', limit: 1.2, value: growth('edges', [200, 2000]) },
  {
    title: 'one service through ts-node : requiring cdk8s and cdk8s-plus-28',
    limit: 1.5,
    value: within('one', 1, 'statecraft, ts-node', REQUIRE),
  },
  {
    title: '4,669 objects: `statecraft check` : rendering them',
    limit: 2,
    value: within('check', 667, 'statecraft check', 'statecraft, compiled'),
  },
];
