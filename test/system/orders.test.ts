// Real orders through real processes: the demo's orders, and what a careful client relies on.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { type Lived, runDemo } from '../../dev/demo/run-demo.ts';
import { openShopApi } from '../../dev/demo/shop-api.ts';
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let info: StackInfo;

beforeAll(async () => {
  stack = await openStack();
  info = stack.info;
}, 300_000);
afterAll(() => stack.close(), 120_000);

const WISH = {
  shopId: 'boucherie-martin',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
};

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${info.api}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${info.tokens.customer}`,
      'Content-Type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

const Checkout = z.object({ orderId: z.string(), url: z.string() });
const Ledger = z.object({
  orders: z.record(z.string(), z.object({ captured: z.number(), refunded: z.number() })),
});

async function ledgerOf(orderId: string) {
  const answer = await fetch(`${info.stripe}/_double/ledger`);
  return Ledger.parse(await answer.json()).orders[orderId];
}

/** Stripe keeps the money of an order that was fulfilled, and of no other. */
async function expectRightBooks({ order, scenario }: Lived): Promise<void> {
  const books = order === null ? undefined : await ledgerOf(order.id);
  if (books === undefined) return;
  const isKept = scenario.end.paymentStatus === 'PAID';
  expect(books.captured - books.refunded, scenario.name).toBe(isKept ? order?.totalCents : 0);
}

describe('the whole service', () => {
  it('lives every order of the demo through to its right end', { timeout: 120_000 }, async () => {
    const all = await runDemo(info, () => undefined);
    expect(all.filter(({ problem }) => problem !== null)).toEqual([]);
    for (const lived of all) await expectRightBooks(lived);
  });

  it('makes one order of two sends with one key, also at the same moment', async () => {
    const key = { 'Idempotency-Key': `same-${Date.now()}` };
    const answers = await Promise.all([1, 2, 3].map(() => post('/api/checkout', WISH, key)));
    const bodies = await Promise.all(answers.map(async (answer) => Checkout.parse(await answer.json())));
    expect(new Set(bodies.map(({ orderId, url }) => `${orderId} ${url}`)).size).toBe(1);
    const other = await post('/api/checkout', { ...WISH, note: 'autre' }, key);
    expect(other.status).toBe(422);
  });

  it('goes on with its orders after worker, API and database were killed', { timeout: 180_000 }, async () => {
    const { orderId, url } = Checkout.parse(await (await post('/api/checkout', WISH)).json());
    for (const name of ['worker', 'api', 'postgres'] as const) stack.signal(name, 'SIGKILL');
    await payWith(url, CARDS.good);
    await expect
      .poll(
        () =>
          fetch(`${info.api}/readyz`).then(
            (answer) => answer.status,
            () => 0,
          ),
        { timeout: 60_000 },
      )
      .toBe(200);
    const customer = openShopApi(info.api, info.tokens.customer);
    await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 90_000);
    const butcher = openShopApi(info.api, info.tokens.butchers['boucherie-martin'] ?? '');
    await butcher.decide(orderId, 'reject', { reason: 'TOO_BUSY' });
    await customer.waitFor(orderId, { status: 'REJECTED', paymentStatus: 'REFUNDED' }, 60_000);
    const money = await ledgerOf(orderId);
    expect(money?.refunded).toBe(1245);
  });

  it('answers 503 while Temporal is away, and the same key then gives exactly one order', {
    timeout: 120_000,
  }, async () => {
    const key = { 'Idempotency-Key': `away-${Date.now()}` };
    stack.signal('temporal', 'SIGSTOP');
    const away = await post('/api/checkout', WISH, key);
    expect(away.status).toBe(503);
    expect(away.headers.get('Retry-After')).toMatch(/^\d+$/);
    stack.signal('temporal', 'SIGCONT');
    await expect
      .poll(async () => (await post('/api/checkout', WISH, key)).status, { timeout: 60_000 })
      .toBeLessThan(300);
    const first = Checkout.parse(await (await post('/api/checkout', WISH, key)).json());
    await sleep(1_000);
    const again = Checkout.parse(await (await post('/api/checkout', WISH, key)).json());
    expect(again).toEqual(first);
  });
});
