// The Stripe SDK as this service uses it: pinned API version, no retries of its own, a short patience.
import Stripe from 'stripe';
import type { StripeEnv } from '../env.ts';
import { DOUBLE_KEY, isLiveKey } from '../env-rules.ts';
import { paced } from './call-pace.ts';
import type { WatchCall } from './stripe-watch.ts';

export const STRIPE_API_VERSION = '2026-10-28.endive';
/** Milliseconds for one call; Temporal retries. */
const TIMEOUT = 10_000;

/** Stripe's limits are 25 calls a second to an endpoint with a test key, 100 with a live one: a fifth is left to others. */
const CALLS_PER_SECOND = { test: 20, live: 80, double: 1_000 };

export function createStripe(
  env: Pick<StripeEnv, 'STRIPE_SECRET_KEY' | 'STRIPE_API_BASE' | 'STRIPE_CALLS_PER_SECOND'>,
  watch?: WatchCall,
): Stripe {
  return new Stripe(env.STRIPE_SECRET_KEY, {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: 0,
    timeout: TIMEOUT,
    telemetry: false,
    appInfo: { name: 'klikandgo-orders' },
    httpClient: paced(Stripe.createNodeHttpClient(), callsPerSecond(env), watch),
    ...(env.STRIPE_API_BASE === undefined ? {} : serverOf(new URL(env.STRIPE_API_BASE))),
  });
}

function callsPerSecond({
  STRIPE_SECRET_KEY: key,
  STRIPE_CALLS_PER_SECOND: given,
}: Pick<StripeEnv, 'STRIPE_SECRET_KEY' | 'STRIPE_CALLS_PER_SECOND'>): number {
  if (given !== undefined) return given;
  if (key === DOUBLE_KEY) return CALLS_PER_SECOND.double;
  return isLiveKey(key) ? CALLS_PER_SECOND.live : CALLS_PER_SECOND.test;
}

function serverOf(base: URL): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  const protocol = base.protocol === 'http:' ? 'http' : 'https';
  const port = base.port === '' ? (protocol === 'http' ? 80 : 443) : Number(base.port);
  return { host: base.hostname, port, protocol };
}
