// Which of their shops a butcher works in on this device.
import { kept } from './kept.ts';

export interface ChosenShop {
  readonly id: string;
  readonly name: string;
}

export const CHOICE = kept('klikandgo.console.shop', () => window.localStorage);

/** Whoever has one shop chooses nothing. @param choice as kept; it may be of another account. */
export function chosenOf(shops: readonly ChosenShop[], choice: string | null): ChosenShop | null {
  const only = shops.length === 1 ? shops[0] : undefined;
  return only ?? shops.find(({ id }) => id === choice) ?? null;
}
