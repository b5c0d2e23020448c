import type { Place } from '../input/place';
import type { ReadLifecycle } from './lifecycle';

/** How long a Pod that is stopping still serves, and how long it may take in all. */
export interface ReadDrain {
  readonly drain?: number;
  readonly terminationGracePeriod?: number;
  readonly lifecycle?: ReadLifecycle;
}

/**
 * The lifecycle with the drain in it: a preStop sleep, unless a preStop hook is given, which then is what drains.
 * `drain` alone is `lifecycle: { preStop: Hook.sleep(drain) }`.
 */
export function withDrain(read: ReadDrain, drain: number): ReadLifecycle {
  const { lifecycle = {} } = read;
  if (drain === 0 || lifecycle.preStop) return lifecycle;
  return { ...lifecycle, preStop: { kind: 'sleep', seconds: drain } };
}

/**
 * Complains about a drain beside another preStop hook, or without room in the grace period: the API server refuses one that
 * is longer, and takes one that leaves the program no second to end (ValidateLifecycleHandler of pkg/apis/core/validation).
 */
export function checkDrain(read: ReadDrain, drain: number, grace: number, place: Place): void {
  if (read.lifecycle?.preStop) {
    if (read.drain) secondHook(read.drain, place);
    return;
  }
  if (drain === 0 || drain < grace) return;
  const key = read.drain === undefined ? 'terminationGracePeriod' : 'drain';
  place.key(key).complain({
    rule: 'drain-above-grace',
    severity: drain === grace ? 'unsafe' : 'invalid',
    what: `makes the drain (${drain} s) take the whole grace period (${grace} s)`,
    got: read[key] ?? drain,
    allowed: 'a drain that is shorter than terminationGracePeriod',
    fix:
      key === 'drain'
        ? `write terminationGracePeriod: ${drain + 30}`
        : `write drain: 0, or terminationGracePeriod: ${drain + 30}`,
  });
}

function secondHook(drain: number, place: Place): void {
  place.key('drain').complain({
    rule: 'two-pre-stop-hooks',
    what: 'is a preStop sleep, but lifecycle.preStop is given too: a container has one preStop hook',
    got: drain,
    allowed: 'one of drain and lifecycle.preStop',
    fix: 'remove drain, and let the hook take that time',
  });
}
