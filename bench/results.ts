/** All runs of one contender with one workload of one size. */
export interface Measured {
  readonly contender: string;
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
  readonly peak: readonly number[];
  /** It was killed when it had taken so long: `wall` is that time, and there is nothing else. */
  readonly stopped: boolean;
}

/** Milliseconds of each phase of one process, by the clock and of CPU time; its largest resident size in MB. */
export interface PhaseTimes {
  readonly wall: Readonly<Record<string, number>>;
  readonly cpu: Readonly<Record<string, number>>;
  readonly peak?: number;
}

/** One workload of one size. */
export interface Result {
  readonly workload: string;
  readonly title: string;
  readonly size: number;
  readonly objects: number;
  readonly kinds: string;
  readonly files: number;
  readonly bytes: number;
  readonly contenders: readonly Measured[];
  /** Run by run. */
  readonly phases: readonly PhaseTimes[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function find(
  results: readonly Result[],
  workload: string,
  size: number,
  contender: string,
): Measured | undefined {
  return results
    .find((result) => result.workload === workload && result.size === size)
    ?.contenders.find((measured) => measured.contender === contender);
}
