// The webhook endpoint in the account: made once, mended when it was changed, told apart when it cannot be mended.
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STRIPE_EVENT_MEANING } from '../../domain/payment-facts.ts';
import { ensureWebhookEndpoint } from '../../infra/setup/webhook-endpoint.ts';
import { createStripe, STRIPE_API_VERSION } from '../../infra/stripe/stripe-client.ts';
import { type CheckedDouble, startCheckedDouble } from '../support/stripe-double.ts';

let double: CheckedDouble;
let stripe: Stripe;
beforeAll(async () => {
  double = await startCheckedDouble();
  stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: double.url });
});
afterAll(() => double.close());

const endpointAt = async (url: string) =>
  (await stripe.webhookEndpoints.list({ limit: 100 })).data.filter((endpoint) => endpoint.url === url);

describe('the webhook endpoint', () => {
  it('absent → made with the handled types and the pinned version, its secret told', async () => {
    const url = 'https://first.example/api/webhooks/stripe';
    const change = await ensureWebhookEndpoint(stripe, url);
    expect(change).toMatchObject({ kind: 'created' });
    expect(change.kind === 'created' && change.secret).toMatch(/^whsec_/);
    const [made, ...others] = await endpointAt(url);
    expect(others).toEqual([]);
    expect(made).toMatchObject({ status: 'enabled', api_version: STRIPE_API_VERSION });
    expect(made?.enabled_events.toSorted()).toEqual(Object.keys(STRIPE_EVENT_MEANING).toSorted());
  });

  it('as it should be → unchanged, and no second one', async () => {
    const url = 'https://second.example/api/webhooks/stripe';
    await ensureWebhookEndpoint(stripe, url);
    expect(await ensureWebhookEndpoint(stripe, url)).toMatchObject({ kind: 'unchanged' });
    expect(await endpointAt(url)).toHaveLength(1);
  });

  it('of other types → mended in place', async () => {
    const url = 'https://third.example/api/webhooks/stripe';
    const { id } = await stripe.webhookEndpoints.create(
      { url, enabled_events: ['charge.succeeded'], api_version: STRIPE_API_VERSION },
      { idempotencyKey: 'third' },
    );
    expect(await ensureWebhookEndpoint(stripe, url)).toEqual({ kind: 'mended', id });
    expect(await ensureWebhookEndpoint(stripe, url)).toEqual({ kind: 'unchanged', id });
  });

  it('of another API version → said, not touched', async () => {
    const url = 'https://fourth.example/api/webhooks/stripe';
    const { id } = await stripe.webhookEndpoints.create(
      { url, enabled_events: ['charge.succeeded'], api_version: '2024-06-20' },
      { idempotencyKey: 'fourth' },
    );
    const change = await ensureWebhookEndpoint(stripe, url);
    expect(change).toMatchObject({ kind: 'other_version', id });
    expect((await endpointAt(url))[0]?.enabled_events).toEqual(['charge.succeeded']);
  });
});
