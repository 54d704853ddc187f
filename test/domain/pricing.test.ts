// Prices: integer cents, rounded half up once per line, within the limits of an order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProductId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import type { Unit } from '../../domain/order-item.ts';
import type { Product } from '../../domain/ports/catalogue.ts';
import { priceItems, type WantedItem } from '../../domain/pricing.ts';
import { checked } from '../support/placed-orders.ts';

const MEAT = checked(parseProductId('boeuf-bavette'));
const BIRD = checked(parseProductId('poulet-fermier'));

const products = (perKg: number, perPiece: number): Product[] => [
  { productId: MEAT, name: 'Bavette', category: 'Bœuf', unitPrice: euros(perKg), pricedPer: 'KG' },
  { productId: BIRD, name: 'Poulet', category: 'Volaille', unitPrice: euros(perPiece), pricedPer: 'PIECE' },
];
const meat = (quantity: number, unit: Unit = 'g'): WantedItem => ({ productId: MEAT, quantity, unit });
const bird = (quantity: number, unit: Unit = 'piece'): WantedItem => ({ productId: BIRD, quantity, unit });
const price = (...wanted: WantedItem[]) => priceItems(products(2490, 1500), wanted);
const cents = (perKg: number, wanted: WantedItem) => {
  const priced = priceItems(products(perKg, 1500), [wanted, bird(1)]);
  return priced.kind === 'priced' ? priced.items[0]?.price.cents : priced.code;
};

describe('a line', () => {
  it.each([
    [2490, meat(500), 1245],
    [2490, meat(2, 'kg'), 4980],
    [2490, meat(1.5, 'kg'), 3735],
    [2490, meat(1.001, 'kg'), 2492],
    [999, meat(0.5, 'kg'), 500],
    [1001, meat(500), 501],
    [1000, meat(1), 1],
    [499, meat(1), 0],
    [500, meat(1), 1],
  ])('at %i cents a kg, %j → %i cents', (perKg, wanted, expected) => {
    expect(cents(perKg, wanted)).toBe(expected);
  });

  it('any weight at any price → what exact arithmetic gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        (perKg, grams) => {
          const exact = Number((BigInt(perKg) * BigInt(grams) * 2n + 1_000n) / 2_000n);
          expect(cents(perKg, meat(grams))).toBe(exact);
          // The same weight written in kilograms costs the same.
          expect(cents(perKg, meat(grams / 1_000, 'kg'))).toBe(exact);
        },
      ),
    );
  });

  it('a fraction of a kilogram → whole grams in the order; whole kilograms stay', () => {
    expect(price(meat(1.255, 'kg'), meat(2, 'kg'))).toMatchObject({
      items: [
        { quantity: 1255, unit: 'g' },
        { quantity: 2, unit: 'kg' },
      ],
    });
  });
});

describe('an order', () => {
  it('two lines of one product → each rounded by itself, the total their sum', () => {
    expect(priceItems(products(1001, 1500), [meat(500), meat(500)])).toMatchObject({
      items: [{ price: { cents: 501 } }, { price: { cents: 501 } }],
      total: { cents: 1002, currency: 'EUR' },
    });
  });

  it.each<[what: string, wanted: WantedItem, code: string]>([
    [
      'an unknown product',
      { ...meat(500), productId: checked(parseProductId('licorne')) },
      'UNKNOWN_PRODUCT',
    ],
    ['meat by the piece', meat(1, 'piece'), 'WRONG_UNIT'],
    ['a bird by weight', bird(1_000, 'g'), 'WRONG_UNIT'],
    ['nothing', meat(0), 'QUANTITY_OUT_OF_RANGE'],
    ['less than nothing', meat(-500), 'QUANTITY_OUT_OF_RANGE'],
    ['half a gram', meat(0.5), 'QUANTITY_OUT_OF_RANGE'],
    ['half a gram in kilograms', meat(1.0005, 'kg'), 'QUANTITY_OUT_OF_RANGE'],
    ['half a bird', bird(0.5), 'QUANTITY_OUT_OF_RANGE'],
    ['a tiny weight', meat(1e-7, 'kg'), 'QUANTITY_OUT_OF_RANGE'],
    ['20 kg and a gram', meat(20_001), 'QUANTITY_OUT_OF_RANGE'],
    ['20.001 kg', meat(20.001, 'kg'), 'QUANTITY_OUT_OF_RANGE'],
    ['101 birds', bird(101), 'QUANTITY_OUT_OF_RANGE'],
    ['a billion', meat(1e9), 'QUANTITY_OUT_OF_RANGE'],
    ['1e21 kg', meat(1e21, 'kg'), 'QUANTITY_OUT_OF_RANGE'],
    ['infinity', meat(Number.POSITIVE_INFINITY, 'kg'), 'QUANTITY_OUT_OF_RANGE'],
    ['not a number', meat(Number.NaN, 'kg'), 'QUANTITY_OUT_OF_RANGE'],
  ])('%s on the second line → refused there', (_what, wanted, code) => {
    expect(price(meat(500), wanted)).toEqual({ kind: 'refused', code, line: 1 });
  });

  it.each([
    [49, 'refused'],
    [50, 'priced'],
    [5_000, 'priced'],
    [5_001, 'refused'],
  ])('a piece of %i → %s by the limits of 0.50 € and 5,000 €', (perPiece, kind) => {
    const isCents = perPiece < 100;
    const result = priceItems(products(1, isCents ? perPiece : perPiece * 100), [bird(1)]);
    expect(result.kind).toBe(kind);
    if (result.kind === 'refused') expect(result).toMatchObject({ code: 'TOTAL_OUT_OF_RANGE', line: null });
  });

  it('the most of everything → within the limits of a line', () => {
    expect(price(meat(20_000)).kind).toBe('priced');
    expect(price(meat(20, 'kg')).kind).toBe('priced');
    expect(price(bird(100)).kind).toBe('priced');
  });
});
