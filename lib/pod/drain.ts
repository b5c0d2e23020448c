import type { Place } from '../input/place';

/** How long a Pod that is stopping still serves, and how long it may take in all. */
export interface ReadDrain {
  readonly drain?: number;
  readonly terminationGracePeriod?: number;
}

/** Complains about a preStop sleep that the grace period does not leave room for; the API server refuses it. */
export function checkDrain(read: ReadDrain, drain: number, grace: number, place: Place): void {
  if (drain === 0 || drain < grace) return;
  const key = read.drain === undefined ? 'terminationGracePeriod' : 'drain';
  place.key(key).complain({
    rule: 'drain-above-grace',
    what: `makes the drain (${drain} s) take the whole grace period (${grace} s)`,
    got: read[key] ?? drain,
    allowed: 'a drain that is shorter than terminationGracePeriod',
    fix:
      key === 'drain'
        ? `write terminationGracePeriod: ${drain + 30}`
        : `write drain: 0, or terminationGracePeriod: ${drain + 30}`,
  });
}
