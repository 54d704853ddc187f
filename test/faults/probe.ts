// Measures a recovery: an order that stood ready before the kill, and how long until something can be done with it.
import type { Cast } from './cast.ts';
import { SHOP, WISH } from './steps.ts';
import type { Victim } from './victims.ts';

export interface Probe {
  /** To be asked at the moment of the kill. Resolves when the first thing asked for since has been done. */
  untilItGoesOn(victim: Victim): Promise<void>;
  /** Prepares the next one. Not part of what is measured. */
  prepare(): Promise<void>;
  /** Leads every order of the probe to its end. */
  finish(): Promise<void>;
}

/** @param run part of every order's key. */
export function openProbe(cast: Cast, run: string): Probe {
  const placed: string[] = [];
  let waiting = '';
  let count = 0;
  const butcher = cast.butcherOf(SHOP);
  const nextKey = (): string => {
    count += 1;
    return `${run}/probe/${count}`;
  };
  return {
    async prepare() {
      waiting = (await cast.customer.place(WISH, nextKey())).id;
      placed.push(waiting);
    },
    async untilItGoesOn(victim) {
      // A decision needs everything but Stripe, and the worker that had this order in its cache.
      if (victim !== 'stripe') await butcher.decide(waiting, 'accept');
      else placed.push((await cast.customer.checkout(WISH, nextKey())).orderId);
    },
    async finish() {
      for (const orderId of placed) await cast.operator.decide(orderId, 'cancel', { reason: 'OTHER' });
    },
  };
}
