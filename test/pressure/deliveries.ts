// What is sent: every event many times, in any order, with forged ones among them.

import { signPayload } from '../../dev/stripe-double/webhooks/sign.ts';
import { type Choices, oneOf } from '../simulation/choices.ts';
import type { Outgoing } from './sender.ts';

export interface Delivery extends Outgoing {
  readonly isForged: boolean;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

/** Signed as it leaves, as Stripe does. */
export const genuine = (body: string, secret: string): Delivery => ({
  body,
  isForged: false,
  headers: () => ({ 'stripe-signature': signPayload(body, [secret], nowSeconds()) }),
});

/** Of a true event: signed with another secret, changed after it was signed, or signed too long ago. */
export function forged(body: string, secret: string, choices: Choices): Delivery {
  const way = oneOf(choices, 'secret', 'body', 'age');
  const signed = way === 'secret' ? 'whsec_ffffffffffffffffffffffffffffffff' : secret;
  const age = way === 'age' ? 600 : 0;
  return {
    body: way === 'body' ? body.replace('"object": "event"', '"object": "event" ') : body,
    isForged: true,
    headers: () => ({ 'stripe-signature': signPayload(body, [signed], nowSeconds() - age) }),
  };
}

/** @param percent forged ones, of all deliveries. @returns all in a random order. */
export function withForged(
  deliveries: readonly Delivery[],
  { secret, percent, choices }: { secret: string; percent: number; choices: Choices },
): Delivery[] {
  const count = Math.round((deliveries.length * percent) / (100 - percent));
  const fakes = Array.from({ length: deliveries.length === 0 ? 0 : count }, () => {
    const model = deliveries[choices.pick(deliveries.length)];
    return forged(model?.body ?? '', secret, choices);
  });
  return shuffled([...deliveries, ...fakes], choices);
}

function shuffled<T>(entries: readonly T[], choices: Choices): T[] {
  return entries
    .map((entry) => ({ entry, at: choices.pick(2 ** 30) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}
