/**
 * The candidate that was most likely meant by a mistyped word, for «did you mean …»; undefined when nothing is near.
 * Letter case counts for nothing, a swap of two neighbours counts as one mistake, and a third of the letters may be wrong.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const longest = Math.max(word.length, candidate.length);
    const allowed = Math.min(Math.max(1, Math.floor(longest / 3)), longest - 1, fewest - 1);
    if (Math.abs(word.length - candidate.length) > allowed) continue;
    const mistakes = distance(wanted, candidate.toLowerCase());
    if (mistakes <= allowed) [best, fewest] = [candidate, mistakes];
  }
  return best;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
