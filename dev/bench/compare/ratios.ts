// The middle of some measured values, and an interval that holds the true middle, without assuming anything of them.

export interface Middle {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** How probable it is that the interval holds the true median, 0 to 1. */
  readonly coverage: number;
}

/** What an interval should hold the median with; five values cannot do better than 0.94. */
const CONFIDENCE = 0.9;

/**
 * By order statistics: the k-th least and the k-th greatest value enclose the median unless fewer than k values fall on
 * one of its sides, which is a matter of coins. The narrowest such pair that still covers `CONFIDENCE`, else the widest.
 */
export function middleOf(values: readonly number[]): Middle {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  let k = 1;
  while (k + 1 <= Math.ceil(count / 2) && coverageOf(count, k + 1) >= CONFIDENCE) k += 1;
  return {
    median: (at(sorted, Math.ceil(count / 2) - 1) + at(sorted, Math.floor(count / 2))) / 2,
    low: at(sorted, k - 1),
    high: at(sorted, count - k),
    coverage: Math.max(0, coverageOf(count, k)),
  };
}

/** The chance that at least k of `count` fair coins fall on each side. */
export function coverageOf(count: number, k: number): number {
  let tail = 0;
  let ways = 1;
  for (let heads = 0; heads < k; heads += 1) {
    tail += ways / 2 ** count;
    ways = (ways * (count - heads)) / (heads + 1);
  }
  return 1 - 2 * tail;
}

/** Pair by pair, as measured in the same round. */
export function ratios(above: readonly number[], below: readonly number[]): number[] {
  return above.map((value, round) => value / (below[round] ?? Number.NaN));
}

const at = (values: readonly number[], index: number): number => values[index] ?? Number.NaN;
