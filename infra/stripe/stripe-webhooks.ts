// The port StripeWebhooks: verify first, with each secret in turn; only then read what the event says.
import { Buffer } from 'node:buffer';
import type Stripe from 'stripe';
import { parseOrderId } from '../../domain/ids.ts';
import type { StripeWebhooks, VerifiedWebhook } from '../../domain/ports/stripe-webhooks.ts';
import { factOf, type ToldFact } from './webhook-facts.ts';

/** Seconds a signature may be old: Stripe's own default, against replays. */
const TOLERANCE = 300;

export interface WebhookRules {
  /** All secrets in force, at least one. */
  readonly secrets: readonly string[];
  /** The mode of our key: an event of the other mode is not about our orders. */
  readonly livemode: boolean;
}

export function openStripeWebhooks(stripe: Pick<Stripe, 'webhooks'>, rules: WebhookRules): StripeWebhooks {
  return {
    verify(body, signature) {
      if (signature === undefined) return { kind: 'forged' };
      const event = verifiedEvent(stripe, rules.secrets, { body, signature });
      if (event === null) return { kind: 'forged' };
      const told = event.livemode === rules.livemode ? factOf(event) : null;
      if (told === null) return { kind: 'foreign', eventId: event.id, type: event.type };
      return verifiedFact(event, told);
    },
  };
}

function verifiedEvent(
  { webhooks }: Pick<Stripe, 'webhooks'>,
  secrets: readonly string[],
  { body, signature }: { body: Uint8Array; signature: string },
): Stripe.Event | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (const secret of secrets) {
    try {
      return webhooks.constructEvent(bytes, signature, secret, TOLERANCE);
    } catch {
      // Not signed with this secret; perhaps with the next one.
    }
  }
  return null;
}

function verifiedFact(event: Stripe.Event, told: ToldFact): VerifiedWebhook {
  return {
    kind: 'fact',
    eventId: event.id,
    type: event.type,
    orderId: told.orderId === null ? null : parseOrderId(told.orderId),
    paymentIntentId: told.paymentIntentId,
    fact: told.fact,
  };
}
