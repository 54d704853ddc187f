// One key per attempt at an order, kept until it was answered: a double tap, a reload or a tunnel give one order.
import { statusOf } from '../api/failure.ts';
import { attempt, type Keeper } from './keeper.ts';

export interface PlacingKeys {
  /** The same until `answered`, also when the basket was changed in between: an unanswered attempt may have become an order. */
  keyFor(shopId: string): string;
  answered(shopId: string): void;
}

const placeOf = (shopId: string): string => `klikandgo.placing.${shopId}`;

export function createPlacingKeys(keeper: Keeper, makeKey: () => string): PlacingKeys {
  const made = new Map<string, string>();
  return {
    keyFor(shopId) {
      const key = made.get(shopId) ?? read(keeper, shopId) ?? makeKey();
      made.set(shopId, key);
      attempt(() => keeper.setItem(placeOf(shopId), key));
      return key;
    },
    answered(shopId) {
      made.delete(shopId);
      attempt(() => keeper.removeItem(placeOf(shopId)));
    },
  };
}

/** Without an answer, and where one is asked to come again, the attempt goes on. A sign-in in between does not end it either. */
export function endsAttempt(error: unknown): boolean {
  const status = statusOf(error);
  return status !== null && status < 500 && status !== 401 && status !== 429;
}

const read = (keeper: Keeper, shopId: string): string | null =>
  attempt(() => keeper.getItem(placeOf(shopId)));
