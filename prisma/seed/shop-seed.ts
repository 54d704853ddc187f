// The shape of a seeded shop.
import type { OpeningHours, OpeningInterval, Weekday } from '../../domain/opening-hours.ts';
import type { PricedPer } from '../../domain/order-item.ts';
import type { ShopPolicy } from '../../domain/policy.ts';

interface ProductSeed {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly unitPriceCents: number;
  readonly pricedPer: PricedPer;
}

export interface ShopSeed {
  readonly id: string;
  readonly name: string;
  /** Where it is written to about its orders; no one reads it. */
  readonly email: string;
  readonly hours: OpeningHours;
  readonly policy: ShopPolicy;
  /** As they lie on the counter. */
  readonly products: readonly ProductSeed[];
  readonly members: readonly string[];
}

type Goods = readonly (readonly [id: string, name: string, cents: number])[];

/** @param goods prices in cents per kilogram. */
export const perKg = (category: string, goods: Goods): readonly ProductSeed[] =>
  priced('KG', category, goods);

/** @param goods prices in cents per piece. */
export const perPiece = (category: string, goods: Goods): readonly ProductSeed[] =>
  priced('PIECE', category, goods);

function priced(pricedPer: PricedPer, category: string, goods: Goods): readonly ProductSeed[] {
  return goods.map(([id, name, unitPriceCents]) => ({ id, name, category, unitPriceCents, pricedPer }));
}

type Clock = readonly [opens: string, closes: string];

/** The same intervals on each of the days. */
export function openOn(days: readonly Weekday[], intervals: readonly Clock[]): readonly OpeningInterval[] {
  return days.flatMap((day) => intervals.map(([opens, closes]) => ({ day, opens, closes })));
}
