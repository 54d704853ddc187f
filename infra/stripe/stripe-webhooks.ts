// The port StripeWebhooks: verify first; only then read what the event says, and whom it names.
import type Stripe from 'stripe';
import { parseOrderId } from '../../domain/ids.ts';
import type { StripeWebhooks, VerifiedWebhook } from '../../domain/ports/stripe-webhooks.ts';
import { namedIn } from './named-in.ts';
import { type Event, readEvent, signedContent } from './signed-event.ts';
import { factOf, type ToldFact, unreadable } from './webhook-facts.ts';

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
      const signed = signedContent(stripe, rules.secrets, { body, signature });
      return signed === null ? { kind: 'forged' } : believed(readEvent(signed, body), rules);
    },
  };
}

function believed(event: Event, { livemode }: WebhookRules): VerifiedWebhook {
  const { id: eventId, type } = event;
  if (event.livemode !== null && event.livemode !== livemode) return { kind: 'other_mode', eventId, type };
  const told =
    event.livemode === null ? { fact: unreadable(eventId, type), ...namedIn(event.object) } : factOf(event);
  return told === null ? { kind: 'foreign', eventId, type } : verifiedFact(event, told);
}

function verifiedFact({ id: eventId, type, madeAt }: Event, told: ToldFact): VerifiedWebhook {
  return {
    kind: 'fact',
    madeAt,
    eventId,
    type,
    orderId: told.orderId === null ? null : parseOrderId(told.orderId),
    paymentIntentId: told.paymentIntentId,
    fact: told.fact,
  };
}
