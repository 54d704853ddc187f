// Webhooks signed and verified with Stripe's own code; of the events only what the API looks at is narrowed.
import Stripe from 'stripe';
import { parseOrderId } from '../../domain/ids.ts';
import type { StripeWebhooks, VerifiedWebhook } from '../../domain/ports/stripe-webhooks.ts';

export const SECRET = 'whsec_first';
export const SECOND_SECRET = 'whsec_second';
const stripe = new Stripe('sk_test_unused');

/** @param ageSeconds how long ago it was signed. */
export function signature(payload: string, secret = SECRET, ageSeconds = 0): string {
  const timestamp = Math.floor(Date.now() / 1_000) - ageSeconds;
  return stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

export const signedWebhooks: StripeWebhooks = {
  verify: (body, header) => {
    for (const secret of [SECRET, SECOND_SECRET]) {
      try {
        return narrowed(stripe.webhooks.constructEvent(Buffer.from(body), header ?? '', secret, 300));
      } catch {
        // Perhaps another secret.
      }
    }
    return { kind: 'forged' };
  },
};

function narrowed({ id: eventId, type, data }: Stripe.Event): VerifiedWebhook {
  const object: object = data.object;
  if (type === 'checkout.session.completed') {
    const session = data.object;
    // Only told on, never looked into.
    const fact = { kind: 'SESSION_COMPLETED', eventId, session } as unknown as Extract<
      VerifiedWebhook,
      { kind: 'fact' }
    >['fact'];
    const orderId = parseOrderId(session.metadata?.orderId ?? '');
    return { kind: 'fact', eventId, type, orderId, paymentIntentId: intentOf(object), fact };
  }
  return { kind: 'foreign', eventId, type };
}

function intentOf(object: object): string | null {
  const intent: unknown = 'payment_intent' in object ? object.payment_intent : null;
  return typeof intent === 'string' ? intent : null;
}
