// The middle of measured ratios and its interval, held against exact coins and against the true median.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf, middleOf, ratios } from '../../../dev/bench/compare/ratios.ts';
import { seededRandom } from '../../../dev/bench/load/random.ts';

describe('the middle', () => {
  it.each([
    { values: [3], median: 3, low: 3, high: 3, coverage: 0 },
    { values: [2, 1], median: 1.5, low: 1, high: 2, coverage: 0.5 },
    { values: [5, 1, 4, 2, 3], median: 3, low: 1, high: 5, coverage: 0.9375 },
    { values: [6, 5, 4, 3, 2, 1], median: 3.5, low: 1, high: 6, coverage: 0.96875 },
    // Leaving out both ends covers 93 % of eight, and 87.5 % would be too little.
    { values: [1, 2, 3, 4, 5, 6, 7, 8], median: 4.5, low: 2, high: 7, coverage: 0.9296875 },
  ])('of $values → $median, from $low to $high', ({ values, ...expected }) => {
    expect(middleOf(values)).toEqual(expected);
  });

  it('of any values → within its interval, whatever their order', () => {
    // Zero has two signs, which sorting does not tell apart and equality does.
    const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 40 }), (values) => {
        const { median, low, high, coverage } = middleOf(values);
        expect(low).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(high);
        expect(values).toContain(low);
        expect(values).toContain(high);
        expect(coverage).toBeGreaterThanOrEqual(values.length < 5 ? 0 : 0.9);
        expect(middleOf(values.toReversed())).toEqual(middleOf(values));
      }),
    );
  });

  it('a hundred thousand intervals of random values → hold the true median as often as they say', () => {
    const random = seededRandom(7);
    const tries = 100_000;
    let held = 0;
    let said = 0;
    for (let count = 0; count < tries; count += 1) {
      const { low, high, coverage } = middleOf(Array.from({ length: 5 }, random));
      said = coverage;
      if (low <= 0.5 && high >= 0.5) held += 1;
    }
    expect(Math.abs(held / tries - said)).toBeLessThan(0.005);
  });

  it.each([
    [5, 1, 30 / 32],
    [5, 2, 20 / 32],
    [10, 2, 1 - 22 / 1024],
  ])('%i coins, %i of them on each side at least → %d', (count, k, expected) => {
    expect(coverageOf(count, k)).toBeCloseTo(expected, 12);
  });
});

describe('ratios', () => {
  it('are made within each round', () => {
    expect(ratios([10, 30], [5, 10])).toEqual([2, 3]);
  });
});
