// How much one asks a butcher for: steps of 50 g and handy amounts, or pieces.
import type { Product } from '../api/bodies.ts';
import type { Unit } from '../basket/basket.ts';

interface Measure {
  readonly step: number;
  /** What a first touch means. */
  readonly first: number;
  readonly most: number;
  readonly quick: readonly number[];
}

/** The most is what the API takes of one line. */
const MEASURES: Readonly<Record<Unit, Measure>> = {
  g: { step: 50, first: 500, most: 20_000, quick: [200, 500, 1_000] },
  piece: { step: 1, first: 1, most: 100, quick: [] },
};

export const unitOf = ({ pricedPer }: Pick<Product, 'pricedPer'>): Unit =>
  pricedPer === 'KG' ? 'g' : 'piece';

export const firstQuantity = (unit: Unit): number => MEASURES[unit].first;
export const quickQuantities = (unit: Unit): readonly number[] => MEASURES[unit].quick;
export const isMost = (unit: Unit, quantity: number): boolean => quantity >= MEASURES[unit].most;

/** To the next multiple of the step, never above the most. */
export function more(unit: Unit, quantity: number): number {
  const { step, most } = MEASURES[unit];
  return Math.min(most, (Math.floor(quantity / step) + 1) * step);
}

/** To the multiple of the step before; 0 takes the product out. */
export function less(unit: Unit, quantity: number): number {
  const { step } = MEASURES[unit];
  return Math.max(0, (Math.ceil(quantity / step) - 1) * step);
}
