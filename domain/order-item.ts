// A line of an order: what, how much, and its frozen total.
import type { ProductId } from './ids.ts';
import type { Money } from './money.ts';

export const UNITS = ['g', 'kg', 'piece'] as const;
export type Unit = (typeof UNITS)[number];

export const PRICED_PER = ['KG', 'PIECE'] as const;
export type PricedPer = (typeof PRICED_PER)[number];

export interface OrderItem {
  readonly productId: ProductId;
  readonly name: string;
  readonly quantity: number;
  readonly unit: Unit;
  /** The whole line's price, rounded once. */
  readonly price: Money;
}
