// The `Stripe-Signature` header.
import { createHmac } from 'node:crypto';

/**
 * Signs a body with each secret (two while one is being rotated). `v0` is there as Stripe sends it in test mode;
 * receivers must ignore it [docs.stripe.com/webhooks/signature].
 * @param seconds real time: receivers compare it with their own clock.
 */
export function signPayload(body: string, secrets: readonly string[], seconds: number): string {
  const signature = (secret: string): string =>
    createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  const current = secrets.map((secret) => `v1=${signature(secret)}`);
  return [`t=${seconds}`, ...current, `v0=${signature('not-a-secret')}`].join(',');
}
