// The Stripe SDK as this service uses it: pinned API version, no retries of its own, a short patience.
import Stripe from 'stripe';
import type { StripeEnv } from '../env.ts';

export const STRIPE_API_VERSION = '2026-10-28.endive';
/** Milliseconds for one call; Temporal retries. */
const TIMEOUT = 10_000;

export function createStripe(env: Pick<StripeEnv, 'STRIPE_SECRET_KEY' | 'STRIPE_API_BASE'>): Stripe {
  return new Stripe(env.STRIPE_SECRET_KEY, {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: 0,
    timeout: TIMEOUT,
    telemetry: false,
    appInfo: { name: 'klikandgo-orders' },
    ...(env.STRIPE_API_BASE === undefined ? {} : serverOf(new URL(env.STRIPE_API_BASE))),
  });
}

function serverOf(base: URL): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  const protocol = base.protocol === 'http:' ? 'http' : 'https';
  const port = base.port === '' ? (protocol === 'http' ? 80 : 443) : Number(base.port);
  return { host: base.hostname, port, protocol };
}
