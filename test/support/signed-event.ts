// Events signed as Stripe signs them, sent to a stack's real endpoint.
import Stripe from 'stripe';
import type { StackInfo } from '../../dev/stack/stack-info.ts';

const stripe = new Stripe('sk_test_unused');

/** @param payload sent byte for byte. @returns the HTTP status. */
export async function sendSigned(info: StackInfo, payload: string): Promise<number> {
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: info.webhookSecret });
  const answer = await fetch(`${info.api}/api/webhooks/stripe`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Stripe-Signature': signature },
    body: payload,
  });
  await answer.arrayBuffer();
  return answer.status;
}
