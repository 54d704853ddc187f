// How much one asks a butcher for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstQuantity, isMost, less, more, quickQuantities, unitOf } from '../../web/shop/quantity.ts';

describe('by weight', () => {
  it('a product priced per kilogram → grams, 500 at first, 200, 500 and 1000 at once', () => {
    expect(unitOf({ pricedPer: 'KG' })).toBe('g');
    expect([firstQuantity('g'), ...quickQuantities('g')]).toEqual([500, 200, 500, 1_000]);
  });

  it('steps → 50 g, from wherever one is to the next multiple', () => {
    expect([more('g', 500), less('g', 500)]).toEqual([550, 450]);
    expect([more('g', 330), less('g', 330)]).toEqual([350, 300]);
  });

  it('less than one step → out of the basket; more than 20 kg → stays', () => {
    expect(less('g', 50)).toBe(0);
    expect([more('g', 19_980), more('g', 20_000), isMost('g', 20_000)]).toEqual([20_000, 20_000, true]);
  });
});

describe('by piece', () => {
  it('one more, one less, at most a hundred', () => {
    expect(unitOf({ pricedPer: 'PIECE' })).toBe('piece');
    expect([firstQuantity('piece'), more('piece', 1), less('piece', 2), less('piece', 1)]).toEqual([
      1, 2, 1, 0,
    ]);
    expect([more('piece', 100), isMost('piece', 100), isMost('piece', 99)]).toEqual([100, true, false]);
    expect(quickQuantities('piece')).toEqual([]);
  });
});

it('any quantity, any way of pressing → never below nothing, never above what the API takes, always a multiple', () => {
  const units = fc.constantFrom('g' as const, 'piece' as const);
  fc.assert(
    fc.property(units, fc.array(fc.boolean(), { maxLength: 500 }), (unit, presses) => {
      let quantity = firstQuantity(unit);
      for (const isMore of presses) quantity = isMore ? more(unit, quantity) : less(unit, quantity);
      expect(quantity).toBeGreaterThanOrEqual(0);
      expect(quantity).toBeLessThanOrEqual(unit === 'g' ? 20_000 : 100);
      expect(quantity % (unit === 'g' ? 50 : 1)).toBe(0);
    }),
  );
});
