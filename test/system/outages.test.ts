// What clients see while a piece of the stack is away, and that nothing is lost or made twice by it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { openShopApi } from '../../dev/demo/shop-api.ts';
import { freeze } from '../support/freeze.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { type StackClient, stackClient, WISH, WISH_CENTS } from '../support/stack-client.ts';

let stack: TestStack;
let client: StackClient;

beforeAll(async () => {
  stack = await openStack();
  client = stackClient(stack.info);
}, 300_000);
afterAll(() => stack.close(), 120_000);

const isReady = () => expect.poll(() => client.readiness(), { timeout: 60_000 }).toBe(200);

async function expectAway(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
  expect(await answer.json()).toMatchObject({ code: 'UNAVAILABLE' });
}

/** Every order of the demo's customer, by id. */
async function orderIds(): Promise<string[]> {
  const answer = await fetch(`${stack.info.api}/api/orders?limit=100`, {
    headers: { Authorization: `Bearer ${stack.info.tokens.customer}` },
  });
  // The route answers `{data: [{id, …}]}`; anything else fails the comparison.
  const { data } = (await answer.json()) as { data: { id: string }[] };
  return data.map(({ id }) => id);
}

describe('an outage', () => {
  it('of worker, API and database, all killed: the orders go on', { timeout: 180_000 }, async () => {
    const { orderId, url } = await client.checkout();
    for (const name of ['worker', 'api', 'postgres'] as const) stack.signal(name, 'SIGKILL');
    await payWith(url, CARDS.good);
    await isReady();
    const customer = openShopApi(stack.info.api, stack.info.tokens.customer);
    await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 90_000);
    const butcher = openShopApi(stack.info.api, stack.info.tokens.butchers[WISH.shopId] ?? '');
    await butcher.decide(orderId, 'reject', { reason: 'TOO_BUSY' });
    await customer.waitFor(orderId, { status: 'REJECTED', paymentStatus: 'REFUNDED' }, 60_000);
    expect(await client.booksOf(orderId)).toMatchObject({ captured: WISH_CENTS, refunded: WISH_CENTS });
  });

  it('of a worker, killed in the middle of a refund: another one makes it, long before the call’s time is over', async () => {
    await isReady();
    const { orderId, url } = await client.checkout();
    await payWith(url, CARDS.good);
    const customer = openShopApi(stack.info.api, stack.info.tokens.customer);
    await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
    // Longer than any patience: the call that is under way never comes back to the worker that made it.
    await client.fault({ method: 'GET', path: '/v1/refunds', kind: 'delay', ms: 120_000 });
    const butcher = openShopApi(stack.info.api, stack.info.tokens.butchers[WISH.shopId] ?? '');
    await butcher.decide(orderId, 'reject', { reason: 'TOO_BUSY' });
    await expect.poll(() => client.faults(), { timeout: 10_000 }).toEqual([]);
    stack.signal('worker', 'SIGKILL');
    // Without heartbeats it would be 40 s before anybody noticed.
    await customer.waitFor(orderId, { status: 'REJECTED', paymentStatus: 'REFUNDED' }, 35_000);
    expect(await client.booksOf(orderId)).toMatchObject({ captured: WISH_CENTS, refunded: WISH_CENTS });
  }, 120_000);

  it.each(['temporal', 'postgres'] as const)(
    'of %s: 503, and after it the same key gives exactly one order',
    { timeout: 180_000 },
    async (piece) => {
      await isReady();
      const before = await orderIds();
      const key = { 'Idempotency-Key': `${piece}-away-${Date.now()}` };
      const thaw = freeze(stack.pidOf(piece));
      try {
        await expectAway(await client.post('/api/checkout', WISH, key));
        expect(await client.readiness()).toBe(503);
      } finally {
        thaw();
      }
      await expect
        .poll(async () => (await client.post('/api/checkout', WISH, key)).status, { timeout: 60_000 })
        .toBeLessThan(300);
      const first = await client.checkout(key);
      expect(await client.checkout(key)).toEqual(first);
      expect((await orderIds()).filter((id) => !before.includes(id))).toEqual([first.orderId]);
    },
  );
});
