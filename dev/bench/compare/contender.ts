// One of the three that are compared: how an order is lived through with it, from placing to accepted.
import type { PlacedOrder } from '../../../domain/placed-order.ts';

export const LETTERS = ['A', 'B', 'C'] as const;
export type Letter = (typeof LETTERS)[number];

/** What each letter stands for, in reports and in the chart. */
export const NAMES: Readonly<Record<Letter, string>> = {
  A: 'ours',
  B: 'straightforward',
  C: 'bare',
};

export interface Contender {
  readonly letter: Letter;
  /** Placed, paid, accepted; ends when the caller knows that it is. @returns milliseconds until the payment page was known. */
  readonly live: (placed: PlacedOrder) => Promise<{ readonly checkoutMs: number }>;
}
