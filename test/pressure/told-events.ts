// The events of the double that our endpoint asks for, each with the order and the effect the product sees in it.
import type Stripe from 'stripe';
import { effectOf } from '../../domain/fact-effect.ts';
import { STRIPE_EVENT_MEANING } from '../../domain/payment-facts.ts';
import { DOUBLE_KEY } from '../../infra/env-rules.ts';
import { factOf } from '../../infra/stripe/webhook-facts.ts';

export interface ToldEvent {
  readonly orderId: string;
  readonly effect: string;
  /** As Stripe sends it. */
  readonly body: string;
}

/** @param stripe the double's address. Oldest first. */
export async function readEvents(stripe: string): Promise<ToldEvent[]> {
  const found: ToldEvent[] = [];
  let after: string | null = null;
  do {
    const page: Stripe.ApiList<Stripe.Event> = await readPage(stripe, after);
    found.push(...page.data.map(toldOf));
    after = page.has_more ? (page.data.at(-1)?.id ?? null) : null;
  } while (after !== null);
  return found.reverse();
}

async function readPage(stripe: string, after: string | null): Promise<Stripe.ApiList<Stripe.Event>> {
  const query = new URLSearchParams({ limit: '100', ...(after === null ? {} : { starting_after: after }) });
  for (const type of Object.keys(STRIPE_EVENT_MEANING)) query.append('types[]', type);
  const answer = await fetch(`${stripe}/v1/events?${query.toString()}`, {
    headers: { authorization: `Bearer ${DOUBLE_KEY}` },
  });
  if (!answer.ok) throw new Error(`the double's events: ${answer.status}`);
  // The double's answers are checked against the SDK's types elsewhere.
  return (await answer.json()) as Stripe.ApiList<Stripe.Event>;
}

function toldOf(event: Stripe.Event): ToldEvent {
  const told = factOf({ id: event.id, type: event.type, object: event.data.object });
  if (told?.orderId == null) throw new Error(`an event of no order: ${event.id}`);
  return { orderId: told.orderId, effect: effectOf(told.fact), body: JSON.stringify(event, null, 2) };
}
