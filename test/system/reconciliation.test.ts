// Reconciliation on a real stack: every webhook lost for longer than Stripe repeats them, and a worker killed in the middle.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { openShopApi, type ShopApi } from '../../dev/demo/shop-api.ts';
import { createStripe } from '../../infra/stripe/stripe-client.ts';
import { askDouble } from '../support/double-controls.ts';
import { reconcile } from '../support/reconcile-command.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { type StackClient, stackClient, WISH, WISH_CENTS } from '../support/stack-client.ts';

const DAY = 24 * 3_600;

let stack: TestStack;
let client: StackClient;
let stripe: Stripe;
let customer: ShopApi;
let butcher: ShopApi;

beforeAll(async () => {
  stack = await openStack();
  client = stackClient(stack.info);
  stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: stack.info.stripe });
  customer = openShopApi(stack.info.api, stack.info.tokens.customer);
  butcher = openShopApi(stack.info.api, stack.info.tokens.butchers[WISH.shopId] ?? '');
}, 300_000);
afterAll(() => stack.close(), 120_000);

const control = (path: string, input: object): Promise<unknown> =>
  askDouble(stack.info.stripe, 'POST', path, input);

async function pay(): Promise<string> {
  const { orderId, url } = await client.checkout();
  await payWith(url, CARDS.good);
  return orderId;
}

async function payHeard(): Promise<string> {
  const orderId = await pay();
  await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
  return orderId;
}

async function paymentOf(orderId: string): Promise<string> {
  for await (const intent of stripe.paymentIntents.list({ limit: 100 }))
    if (intent.metadata.orderId === orderId) return intent.id;
  throw new Error(`order ${orderId} was never paid`);
}

async function fulfilled(): Promise<string> {
  const orderId = await payHeard();
  for (const decision of ['accept', 'ready', 'collect']) await butcher.decide(orderId, decision);
  return orderId;
}

async function refused(): Promise<string> {
  const orderId = await payHeard();
  await butcher.decide(orderId, 'reject', { reason: 'TOO_BUSY' });
  await customer.waitFor(orderId, { paymentStatus: 'REFUNDED' }, 30_000);
  return orderId;
}

const onPage = async (metadata: Record<string, string>): Promise<Stripe.Checkout.Session> =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { quantity: 1, price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'x' } } },
    ],
    metadata,
    payment_intent_data: { metadata },
    success_url: 'https://shop.test/ok',
  });

describe('all webhooks lost for four days', () => {
  it('npm run reconcile puts every order right, and a second run finds nothing', {
    timeout: 240_000,
  }, async () => {
    const unfortunate = await refused();
    const contested = await fulfilled();
    const generous = await fulfilled();
    await control('/webhooks', { mode: 'lost' });

    const paid = await pay();
    const [refund] = (await stripe.refunds.list({ payment_intent: await paymentOf(unfortunate) })).data;
    await control(`/refunds/${refund?.id}/settle`, { status: 'failed' });
    await control('/disputes', { paymentIntent: await paymentOf(contested) });
    await stripe.refunds.create({ payment_intent: await paymentOf(generous), amount: 100 });
    await control('/clock', { advanceSeconds: 4 * DAY });
    expect(await customer.order(paid)).toMatchObject({ paymentStatus: 'AWAITING' });
    expect(await customer.order(unfortunate)).toMatchObject({ paymentStatus: 'REFUNDED' });

    const first = await reconcile(stack);
    expect(first, first.said).toMatchObject({ code: 0 });
    expect(first.said).toContain('Repaired: 4.');
    for (const orderId of [paid, unfortunate, contested, generous]) expect(first.said).toContain(orderId);
    expect(await customer.order(paid)).toMatchObject({ status: 'PENDING', paymentStatus: 'PAID' });
    expect(await customer.order(unfortunate)).toMatchObject({ paymentStatus: 'REFUND_FAILED' });
    expect(await customer.order(contested)).toMatchObject({ paymentStatus: 'DISPUTED' });
    expect(await customer.order(generous)).toMatchObject({ status: 'COLLECTED', paymentStatus: 'PAID' });
    expect(await client.booksOf(paid)).toMatchObject({ captured: WISH_CENTS, refunded: 0 });
    expect(await client.booksOf(unfortunate)).toMatchObject({ captured: WISH_CENTS, refunded: 0 });

    const second = await reconcile(stack);
    expect(second, second.said).toMatchObject({ code: 0 });
    expect(second.said).toContain('Told 0 facts');
    expect(second.said).toContain('Repaired: 0.');
  });

  it('money for an order that nobody placed → named in each run, until it is given back', {
    timeout: 240_000,
  }, async () => {
    const page = await onPage({ orderId: 'handmade0001' });
    await payWith(page.url ?? '', CARDS.good);
    for (const _run of [1, 2]) {
      const { code, said } = await reconcile(stack);
      expect(code, said).toBe(1);
      expect(said).toContain('NO_ORDER');
      expect(said).toContain('handmade0001');
      expect(said).toContain('900 cents kept');
    }
    await stripe.refunds.create({ payment_intent: await paymentOf('handmade0001') });
    const last = await reconcile(stack);
    expect(last, last.said).toMatchObject({ code: 0 });
  });
});

describe('a worker killed in the middle of more than a thousand objects', () => {
  it('the run goes on at the page it was at, which is read once more', { timeout: 300_000 }, async () => {
    for (let made = 0; made < 1_100; made += 1) await onPage({});
    await client.fault({ method: 'GET', path: '/v1/checkout/sessions', kind: 'delay', ms: 700, times: 30 });
    const before = (await client.stripeRequests()).length;
    const pages = async () =>
      (await client.stripeRequests())
        .slice(before)
        .filter(({ method, path }) => method === 'GET' && path === '/v1/checkout/sessions')
        .map(({ params }) => JSON.stringify(params.starting_after ?? 'first'));
    const running = reconcile(stack);
    await expect.poll(async () => (await pages()).length, { timeout: 60_000 }).toBeGreaterThan(3);
    stack.signal('worker', 'SIGKILL');
    const { code, said } = await running;
    expect(code, said).toBe(0);
    const read = await pages();
    expect(new Set(read).size).toBeGreaterThanOrEqual(11);
    expect(read.length - new Set(read).size).toBeLessThanOrEqual(1);
  });
});

describe('no Temporal', () => {
  it('npm run reconcile says so, exit 2', { timeout: 60_000 }, async () => {
    const run = promisify(execFile)(process.execPath, ['dist/worker/reconcile/main.js'], {
      env: { PATH: process.env.PATH, TEMPORAL_ADDRESS: '127.0.0.1:1' },
    });
    await expect(run).rejects.toMatchObject({ code: 2 });
  });
});
