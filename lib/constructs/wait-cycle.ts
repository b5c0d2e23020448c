import type { IConstruct } from 'constructs';
import type { Place } from '../input/place';
import { clusterScope } from '../platform/isolation-of';
import { Held } from '../tree/held';

/** A workload as waits see it. */
export interface Waiter extends IConstruct {
  readonly _waits: Wait[];
  /** Undefined where the deployer decides. */
  readonly _waitNamespace?: string;
}

/** One wait of a workload. */
export interface Wait {
  /** `host:port`. */
  readonly address: string;
  /** The workload at the other end; undefined where the address was given as a text. */
  readonly to?: IConstruct;
}

/** A workload whose Services others may wait for by their names. */
interface Named {
  readonly waiter: Waiter;
  readonly namespace?: string;
}

/** What is known of the waits of a whole app. */
interface Waits {
  readonly services: Map<string, Named[]>;
  /** Workloads from which no circle can be reached, so that each is looked at once. */
  readonly safe: Set<Waiter>;
}

const WAITS = new Held<Waits>('waits');

function waitsOf(anywhere: IConstruct): Waits {
  return WAITS.byOr(anywhere.node.root, () => ({ services: new Map(), safe: new Set() }));
}

/** Says that a workload answers under the name of a Service, so that a wait for a text finds it. */
export function answersTo(waiter: Waiter, service: string, namespace: string | undefined): void {
  const { services } = waitsOf(waiter);
  const all = services.get(service);
  if (all) all.push({ waiter, namespace });
  else services.set(service, [{ waiter, namespace }]);
}

/** Keeps one more wait of a workload. */
export function addWait(waiter: Waiter, wait: Wait): void {
  waiter._waits.push(wait);
  waitsOf(waiter).safe.clear();
}

/**
 * The circle of waits that begins and ends at a workload, shortest first found; undefined where there is none. All the
 * workloads of a circle find it: it is that of the one whose path comes first.
 */
export function waitCycle(start: Waiter): readonly Waiter[] | undefined {
  if (isSafe(start, waitsOf(start).safe, new Set())) return undefined;
  const from = new Map<Waiter, Waiter>();
  const queue = [start];
  for (let at = queue.shift(); at; at = queue.shift()) {
    for (const wait of at._waits) {
      const next = waiterOf(wait, at);
      if (next === start) return first(pathTo(at, from, start));
      if (!next || from.has(next)) continue;
      from.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

function isSafe(at: Waiter, safe: Set<Waiter>, above: Set<Waiter>): boolean {
  if (safe.has(at)) return true;
  if (above.has(at)) return false;
  above.add(at);
  const found = at._waits.every((wait) => {
    const next = waiterOf(wait, at);
    return !next || isSafe(next, safe, above);
  });
  above.delete(at);
  if (found) safe.add(at);
  return found;
}

function waiterOf({ to, address }: Wait, by: Waiter): Waiter | undefined {
  if (to) return '_waits' in to ? (to as Waiter) : undefined;
  // `db`, `db.shop`, `db.shop.svc.cluster.local`, and a member's `db-0.db-headless.shop`.
  const labels = address.slice(0, address.lastIndexOf(':')).split('.');
  const { services } = waitsOf(by);
  for (const index of [0, 1]) {
    const within = labels[index + 1] ?? by._waitNamespace;
    const found = services
      .get(labels[index] ?? '')
      ?.find((one) => one.namespace === within && clusterScope(one.waiter) === clusterScope(by));
    if (found) return found.waiter;
  }
  return undefined;
}

function pathTo(last: Waiter, from: ReadonlyMap<Waiter, Waiter>, start: Waiter): readonly Waiter[] {
  const path = [last];
  while (path[0] !== start) path.unshift(from.get(path[0]!)!);
  return path;
}

function first(cycle: readonly Waiter[]): readonly Waiter[] | undefined {
  const paths = cycle.map(({ node }) => node.path);
  return paths.some((path) => path < paths[0]!) ? undefined : cycle;
}

/** Complains about a workload that waits for itself, by way of others or not. */
export function checkWaitCycle(waiter: Waiter, at: Place): void {
  const cycle = waitCycle(waiter);
  if (!cycle) return;
  at.complain({
    rule: 'wait-cycle',
    severity: 'unsafe',
    what: cycle.length === 1 ? 'waits for the workload itself' : 'waits in a circle: none of them would ever start',
    got: [...cycle, waiter].map(({ node }) => node.path).join(' → '),
    allowed: 'waits without a circle',
    fix: 'remove one of these waits, and let that program try until the other answers',
  });
}
