// Our webhook endpoint in the Stripe account: exactly the handled event types, and the pinned API version.
import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { STRIPE_EVENT_MEANING, type StripeEventType } from '../../domain/payment-facts.ts';
import { STRIPE_API_VERSION } from '../stripe/stripe-client.ts';

export type EndpointChange =
  /** The secret is shown by Stripe this once. */
  | { readonly kind: 'created'; readonly id: string; readonly secret: string | null }
  | { readonly kind: 'mended' | 'unchanged'; readonly id: string }
  /** Stripe cannot change an endpoint's API version: delete it there, then run again. */
  | { readonly kind: 'other_version'; readonly id: string; readonly version: string | null };

const EVENT_TYPES = Object.keys(STRIPE_EVENT_MEANING).filter(isHandled).toSorted();

function isHandled(type: string): type is StripeEventType {
  return Object.hasOwn(STRIPE_EVENT_MEANING, type);
}

export async function ensureWebhookEndpoint(stripe: Stripe, url: string): Promise<EndpointChange> {
  const existing = await findEndpoint(stripe, url);
  if (existing === null) return createEndpoint(stripe, url);
  const { id, api_version: version } = existing;
  if (version !== STRIPE_API_VERSION) return { kind: 'other_version', id, version };
  if (existing.status === 'enabled' && sameTypes(existing.enabled_events)) return { kind: 'unchanged', id };
  await stripe.webhookEndpoints.update(
    id,
    { enabled_events: [...EVENT_TYPES], disabled: false },
    { idempotencyKey: randomUUID() },
  );
  return { kind: 'mended', id };
}

async function findEndpoint(stripe: Stripe, url: string): Promise<Stripe.WebhookEndpoint | null> {
  for await (const endpoint of stripe.webhookEndpoints.list({ limit: 100 })) {
    if (endpoint.url === url) return endpoint;
  }
  return null;
}

async function createEndpoint(stripe: Stripe, url: string): Promise<EndpointChange> {
  const { id, secret } = await stripe.webhookEndpoints.create(
    { url, enabled_events: [...EVENT_TYPES], api_version: STRIPE_API_VERSION, description: 'Klik&Go Orders' },
    // A key of business identity would answer with an endpoint deleted within the day; the list above is the guard.
    { idempotencyKey: randomUUID() },
  );
  return { kind: 'created', id, secret: secret ?? null };
}

function sameTypes(enabled: readonly string[]): boolean {
  return enabled.length === EVENT_TYPES.length && EVENT_TYPES.every((type) => enabled.includes(type));
}
