/** All runs of one contender with one workload of one size. */
export interface Measured {
  readonly contender: string;
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
  readonly peak: readonly number[];
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
  /** Milliseconds of each phase, run by run. */
  readonly phases: readonly Readonly<Record<string, number>>[];
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
