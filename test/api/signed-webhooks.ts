// Webhooks signed with Stripe's own code, verified by ours.
import Stripe from 'stripe';
import { openStripeWebhooks } from '../../infra/stripe/stripe-webhooks.ts';

export const SECRET = 'whsec_first';
export const SECOND_SECRET = 'whsec_second';
const stripe = new Stripe('sk_test_unused');

export const signedWebhooks = openStripeWebhooks(stripe, {
  secrets: [SECRET, SECOND_SECRET],
  livemode: false,
});

/** @param ageSeconds how long ago it was signed. */
export function signature(payload: string, secret = SECRET, ageSeconds = 0): string {
  const timestamp = Math.floor(Date.now() / 1_000) - ageSeconds;
  return stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

/** An event as Stripe sends it; of the session, what the service looks at. */
export function sessionEvent(
  change: { id?: string; type?: string; livemode?: boolean; created?: number; session?: object } = {},
): string {
  const { id = 'evt_1', type = 'checkout.session.completed', livemode = false, created = 1 } = change;
  const session = {
    id: 'cs_test_1',
    object: 'checkout.session',
    status: 'complete',
    payment_status: 'paid',
    amount_total: 1245,
    currency: 'eur',
    payment_intent: 'pi_1',
    client_reference_id: null,
    metadata: {},
    url: null,
    expires_at: 1_795_000_000,
    livemode,
    ...change.session,
  };
  return JSON.stringify({ id, object: 'event', type, livemode, created, data: { object: session } });
}
