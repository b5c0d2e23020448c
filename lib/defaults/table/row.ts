import type { DefaultValues } from '../values';

/** The constructs that a default is seen in. */
export type DefaultIn =
  | 'StatelessService'
  | 'StatefulCluster'
  | 'NodeAgent'
  | 'BatchJob'
  | 'ScheduledJob'
  | 'Namespace'
  | 'IngressRoute';

/** The kind of object in which each has most of its defaults. */
export const DEFAULT_KINDS: Readonly<Record<DefaultIn, string>> = {
  StatelessService: 'Deployment',
  StatefulCluster: 'StatefulSet',
  NodeAgent: 'DaemonSet',
  BatchJob: 'Job',
  ScheduledJob: 'CronJob',
  Namespace: 'Namespace',
  IngressRoute: 'Ingress',
};

/** One default: what docs/defaults.md says of it, and what the tests hold it to. */
export interface DefaultRow {
  readonly name: keyof DefaultValues;
  readonly of: readonly DefaultIn[];
  /** Where it is emitted, each with the value when that is not the default itself; `Workload` is the kind of any. */
  readonly emitted: Readonly<Record<string, unknown>>;
  /** The path of the prop that changes it. */
  readonly option: string;
  /** Props with another value, and what is emitted then instead of the default. */
  readonly other: Readonly<Record<string, unknown>>;
  readonly gives: unknown;
  /** The value that gives it, where that is another. */
  readonly value?: unknown;
  readonly why: string;
  /** Props that show it, where the usual ones don't. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** Stands for the value of the set. */
export const ITSELF = Symbol('the default itself');

export const REPLICATED = ['StatelessService', 'StatefulCluster'] as const;
export const LONG_RUNNING = [...REPLICATED, 'NodeAgent'] as const;
export const JOBS = ['BatchJob', 'ScheduledJob'] as const;
export const WORKLOADS = [...LONG_RUNNING, ...JOBS] as const;
export const AGENT = ['NodeAgent'] as const;
export const SCHEDULED = ['ScheduledJob'] as const;
export const SERVICE = ['StatelessService'] as const;
export const CLUSTER = ['StatefulCluster'] as const;
export const POD = 'Workload spec.template.spec';
export const CONTAINER = `${POD}.containers[0]`;

/** A default that is emitted as it is at each of the paths, and that `gives`, given to the option, changes. */
export function row(
  name: keyof DefaultValues,
  of: readonly DefaultIn[],
  paths: readonly string[],
  option: string,
  gives: unknown,
  why: string,
  more: Partial<DefaultRow> = {},
): DefaultRow {
  const emitted = Object.fromEntries(paths.map((path) => [path, ITSELF]));
  return { name, of, emitted, option, other: atPath(option, gives), gives, why, ...more };
}

/** `security.runAsUser`, 70 → `{ security: { runAsUser: 70 } }`. */
function atPath(path: string, value: unknown): Readonly<Record<string, unknown>> {
  const [first, ...rest] = path.split('.');
  return { [first!]: rest.length === 0 ? value : atPath(rest.join('.'), value) };
}
