// The customer's page asks whether the payment arrived: a lost webhook costs seconds; a foreign session id tells nothing.
import { afterEach, describe, expect, it } from 'vitest';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { WISH_CENTS } from '../support/stack-client.ts';
import { sessionIdOf } from '../support/stripe-books.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';

let system: System;
systemForFile((started) => {
  system = started;
});
afterEach(() => system.stripe.control('/webhooks', { mode: 'normal' }));

/** Milliseconds: "within seconds". */
const SOON = 5_000;
const check = (orderId: string, sessionId: string, headers: Record<string, string> = {}) =>
  system.client.post(`/api/orders/${orderId}/payment-check`, { sessionId }, headers);

async function paidInSilence() {
  await system.stripe.control('/webhooks', { mode: 'lost' });
  const page = await system.client.checkout();
  const leadsTo = await payWith(page.url, CARDS.good);
  expect((await system.customer.order(page.orderId)).paymentStatus).toBe('AWAITING');
  return { ...page, leadsTo };
}

describe('a payment whose webhook is lost', () => {
  it('is known within seconds once the customer’s page asks', async () => {
    const { orderId, url } = await paidInSilence();
    const answer = await check(orderId, sessionIdOf(url));
    expect([answer.status, await answer.json()]).toEqual([202, { checking: true }]);
    await system.customer.waitFor(orderId, { paymentStatus: 'PAID' }, SOON);
    expect(await system.client.booksOf(orderId)).toMatchObject({ captured: WISH_CENTS, refunded: 0 });
  });

  it('asked for twenty times at once → paid once, one entry', async () => {
    const { orderId, url } = await paidInSilence();
    await Promise.all(Array.from({ length: 20 }, () => check(orderId, sessionIdOf(url))));
    await system.customer.waitFor(orderId, { paymentStatus: 'PAID' }, SOON);
    const kinds = (await system.customer.timeline(orderId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'PAYMENT_CONFIRMED')).toHaveLength(1);
  });
});

describe('a session that is not the order’s own', () => {
  it('→ 404, byte for byte as for an order that is not there; Stripe not asked, nothing changed', async () => {
    const other = await system.client.checkout();
    await payWith(other.url, CARDS.good);
    await system.customer.waitFor(other.orderId, { paymentStatus: 'PAID' }, 30_000);
    const { orderId, url } = await system.client.checkout();
    const before = [await system.customer.timeline(orderId), await system.client.stripeRequests()];
    const missing = await (await check('zzzzzzzzzzzzzzzz', sessionIdOf(url))).text();
    const forged = [
      sessionIdOf(other.url),
      `cs_test_${'a1'.repeat(29)}`,
      sessionIdOf(url).toUpperCase(),
      `${sessionIdOf(url)} `,
      sessionIdOf(url).slice(0, -1),
      '../../v1/refunds',
      "' OR 1=1 --",
      '\0',
    ];
    for (const sessionId of forged) {
      const answer = await check(orderId, sessionId);
      expect([answer.status, await answer.text()], sessionId).toEqual([404, missing]);
    }
    expect([await system.customer.timeline(orderId), await system.client.stripeRequests()]).toEqual(before);
  });

  it('→ nothing is learned from the confirmation page’s document either', async () => {
    const { orderId } = await system.client.checkout();
    const requests = await system.client.stripeRequests();
    const page = async (id: string, sessionId: string) => {
      const address = `${system.stack.info.api}/commande/${id}/confirmation?session_id=${sessionId}`;
      return (await fetch(address)).text();
    };
    expect(await page(orderId, 'cs_test_forged')).toBe(await page('zzzzzzzzzzzzzzzz', 'cs_test_forged'));
    expect(await system.client.stripeRequests()).toEqual(requests);
  });

  it('asked for by another customer, with the right id → 404 as if it were not there', async () => {
    const { orderId, url } = await system.client.checkout();
    const stranger = { Authorization: `Bearer ${system.stack.info.tokens.otherCustomer}` };
    const requests = await system.client.stripeRequests();
    const missing = await (await check('zzzzzzzzzzzzzzzz', sessionIdOf(url), stranger)).text();
    const answer = await check(orderId, sessionIdOf(url), stranger);
    expect([answer.status, await answer.text()]).toEqual([404, missing]);
    expect(await system.client.stripeRequests()).toEqual(requests);
  });
});
