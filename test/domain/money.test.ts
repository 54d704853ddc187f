// Money is whole cents; text is made of it, never the other way round.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { euros, formatMoney, sum } from '../../domain/money.ts';

const wholeCents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('an amount', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('of %d cents → refused', (cents) => {
    expect(() => euros(cents)).toThrow(RangeError);
  });

  it.each([
    [0, '0,00 €'],
    [5, '0,05 €'],
    [3998, '39,98 €'],
    [500_000, '5000,00 €'],
    [-5, '-0,05 €'],
    [-3998, '-39,98 €'],
  ])('of %d cents → %s', (cents, text) => {
    expect(formatMoney(euros(cents))).toBe(text);
  });

  it('as text → the same digits as the cents, whatever the amount', () => {
    fc.assert(
      fc.property(wholeCents, (cents) => {
        const text = formatMoney(euros(cents));
        expect(text).toMatch(/^-?\d+,\d{2} €$/);
        expect(Number(text.replace(' €', '').replace(',', ''))).toBe(cents);
      }),
    );
  });
});

describe('a sum', () => {
  it('of nothing → zero', () => {
    expect(sum([])).toEqual(euros(0));
  });

  it('of amounts → exact, in any order', () => {
    fc.assert(
      fc.property(fc.array(wholeCents), (cents) => {
        const total = cents.reduce((all, one) => all + BigInt(one), 0n);
        expect(BigInt(sum(cents.map(euros)).cents)).toBe(total);
        expect(sum(cents.toReversed().map(euros))).toEqual(sum(cents.map(euros)));
      }),
    );
  });

  it('beyond what a number holds exactly → refused, not rounded', () => {
    expect(() => sum([euros(Number.MAX_SAFE_INTEGER), euros(1)])).toThrow(RangeError);
  });
});
