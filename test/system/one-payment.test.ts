// One payable page and one capture for each order, by Stripe's own books: whatever is asked at once, again, or in vain.
import { describe, expect, it } from 'vitest';
import { CARDS, payWith, submitCard } from '../../dev/demo/payment-page.ts';
import { Checkout, WISH, WISH_CENTS } from '../support/stack-client.ts';
import { sessionIdOf } from '../support/stripe-books.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';

let system: System;
systemForFile((started) => {
  system = started;
});

let keys = 0;
const freshKey = () => {
  keys += 1;
  return { 'Idempotency-Key': `one-payment-${process.pid}-${Date.now()}-${keys}` };
};
const times = <T>(count: number, call: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, call));
const reopen = async (orderId: string) =>
  Checkout.parse(await (await system.client.post('/api/checkout', { orderId })).json());
const isUp = () => expect.poll(() => system.client.readiness(), { timeout: 60_000 }).toBe(200);

/** Asks with one key until there is an answer, as a customer's page does. */
async function untilPlaced(key: Record<string, string>) {
  let answer = await system.client.post('/api/checkout', WISH, key);
  for (let tries = 1; tries < 30 && !answer.ok; tries += 1) {
    expect(answer.status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    answer = await system.client.post('/api/checkout', WISH, key);
  }
  return Checkout.parse(await answer.json());
}

/** By Stripe's books: this page was made, no other, ever. */
async function expectOnePage({ orderId, url }: { orderId: string; url: string }): Promise<void> {
  const sessions = await system.stripe.sessionsOf(orderId);
  expect(sessions.map(({ id }) => id)).toEqual([sessionIdOf(url)]);
}

async function expectPaidOnce(orderId: string): Promise<void> {
  await system.customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
  expect(await system.stripe.booksOf(orderId)).toEqual({
    captured: WISH_CENTS,
    refunded: 0,
    charges: 1,
    refunds: 0,
    openSessions: 0,
  });
}

describe('one payable page', () => {
  it('asked for ten times at once, by key and then by order → one page, one capture', async () => {
    const key = freshKey();
    const byKey = await times(10, () => untilPlaced(key));
    const [first] = byKey;
    if (first === undefined) throw new Error('ten were asked for');
    const byOrder = await times(10, () => reopen(first.orderId));
    expect(new Set([...byKey, ...byOrder].map(({ url }) => url)).size).toBe(1);
    await expectOnePage(first);
    await payWith(first.url, CARDS.good);
    await expectPaidOnce(first.orderId);
  });

  it('asked for with several keys at once, each twice → as many orders, each with one page', async () => {
    const wanted = [freshKey(), freshKey(), freshKey()];
    const placed = await Promise.all([...wanted, ...wanted].map(untilPlaced));
    expect(new Set(placed.map(({ orderId }) => orderId)).size).toBe(3);
    for (const page of placed) await expectOnePage(page);
  });

  it('asked for again after a decline → the same page, which then takes the money once', async () => {
    const key = freshKey();
    const first = await untilPlaced(key);
    expect(await payWith(first.url, CARDS.declined)).toBeNull();
    expect(await times(3, () => untilPlaced(key))).toEqual([first, first, first]);
    expect(await reopen(first.orderId)).toEqual(first);
    expect(await payWith(first.url, CARDS.declined)).toBeNull();
    await expectOnePage(first);
    await payWith(first.url, CARDS.good);
    await expectPaidOnce(first.orderId);
  });

  it('paid by two clicks at once → one capture', async () => {
    const { orderId, url } = await untilPlaced(freshKey());
    await Promise.allSettled([submitCard(url, CARDS.good), submitCard(url, CARDS.good)]);
    await expectPaidOnce(orderId);
  });

  it('made by Stripe, the answer lost on its way → found, not made again', async () => {
    // The SDK tries a lost connection once more by itself: twice lost is an attempt lost.
    await system.client.fault({
      method: 'POST',
      path: '/v1/checkout/sessions',
      kind: 'drop-after',
      times: 4,
    });
    const page = await untilPlaced(freshKey());
    expect(await system.client.faults()).toEqual([]);
    await expectOnePage(page);
    await payWith(page.url, CARDS.good);
    await expectPaidOnce(page.orderId);
  });

  it('made by Stripe, the worker killed before it could write that down → found, not made again', async () => {
    const key = freshKey();
    await system.client.fault({
      method: 'POST',
      path: '/v1/checkout/sessions',
      kind: 'drop-after',
      times: 2,
    });
    const asked = system.client.post('/api/checkout', WISH, key);
    await expect.poll(() => system.client.faults(), { timeout: 20_000, interval: 20 }).toEqual([]);
    system.stack.signal('worker', 'SIGKILL');
    expect([201, 503]).toContain((await asked).status);
    await isUp();
    const page = await untilPlaced(key);
    await expectOnePage(page);
    await payWith(page.url, CARDS.good);
    await expectPaidOnce(page.orderId);
  }, 120_000);
});

describe('a payment that takes days', () => {
  const payLater = async () => {
    const page = await untilPlaced(freshKey());
    await system.stripe.control(`/sessions/${sessionIdOf(page.url)}/pay-later`);
    await system.customer.waitFor(page.orderId, { paymentStatus: 'PROCESSING' }, 30_000);
    return page;
  };
  const settle = ({ url }: { url: string }, status: 'succeeded' | 'failed') =>
    system.stripe.control(`/sessions/${sessionIdOf(url)}/settle`, { status });

  it('is no payment before it went through: not to be accepted, no second page; then one capture', async () => {
    const page = await payLater();
    await expect(system.butcher.decide(page.orderId, 'accept')).rejects.toThrow(/409.*NOT_PAID/);
    const again = await system.client.post('/api/checkout', { orderId: page.orderId });
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'CHECKOUT_CLOSED' }]);
    await expectOnePage(page);
    expect(await system.stripe.booksOf(page.orderId)).toMatchObject({ captured: 0, openSessions: 0 });
    await settle(page, 'succeeded');
    await expectPaidOnce(page.orderId);
  });

  it('that fails → the order ends unpaid, and nothing was taken', async () => {
    const page = await payLater();
    await settle(page, 'failed');
    await system.customer.waitFor(page.orderId, { status: 'EXPIRED', paymentStatus: 'ABANDONED' }, 30_000);
    expect(await system.stripe.booksOf(page.orderId)).toMatchObject({ captured: 0, openSessions: 0 });
    await expectOnePage(page);
  });
});
