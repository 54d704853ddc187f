// What a fact says, whatever event said it: Stripe sometimes makes two events of one fact.
import type { StripeFact } from './payment-facts.ts';

/** @returns the same text for the same news of the same object, and for no other: each field has its part in it. */
export function effectOf(fact: StripeFact): string {
  const { eventId: _name, ...says } = fact;
  return JSON.stringify(says);
}
