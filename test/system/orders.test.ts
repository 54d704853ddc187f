// Real orders through real processes: the demo's orders, and what a careful client relies on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lived, runDemo } from '../../dev/demo/run-demo.ts';
import { loadStripeSchema } from '../contracts/stripe-schema.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { Checkout, type StackClient, stackClient, WISH } from '../support/stack-client.ts';

let stack: TestStack;
let client: StackClient;

beforeAll(async () => {
  stack = await openStack();
  client = stackClient(stack.info);
}, 300_000);
afterAll(() => stack.close(), 120_000);

/** Stripe keeps the money of an order that was fulfilled, and of no other. */
async function expectRightBooks({ order, scenario }: Lived): Promise<void> {
  const books = order === null ? undefined : await client.booksOf(order.id);
  if (books === undefined) return;
  const isKept = scenario.end.paymentStatus === 'PAID';
  expect(books.captured - books.refunded, scenario.name).toBe(isKept ? order?.totalCents : 0);
}

describe('the whole service', () => {
  it('lives every order of the demo through to its right end', { timeout: 120_000 }, async () => {
    const all = await runDemo(stack.info, () => undefined);
    expect(all.filter(({ problem }) => problem !== null)).toEqual([]);
    for (const lived of all) await expectRightBooks(lived);
  });

  it('asks Stripe nothing that the SDK’s types do not know', async () => {
    await client.checkout();
    const schema = loadStripeSchema();
    const requests = await client.stripeRequests();
    expect(requests.length).toBeGreaterThan(0);
    expect(
      requests.flatMap(({ method, path, params }) => schema.problemsOfRequest(method, path, params)),
    ).toEqual([]);
  });

  it('makes one order of two sends with one key, also at the same moment', async () => {
    const key = { 'Idempotency-Key': `same-${Date.now()}` };
    const answers = await Promise.all([1, 2, 3].map(() => client.post('/api/checkout', WISH, key)));
    const bodies = await Promise.all(answers.map(async (answer) => Checkout.parse(await answer.json())));
    expect(new Set(bodies.map(({ orderId, url }) => `${orderId} ${url}`)).size).toBe(1);
    const other = await client.post('/api/checkout', { ...WISH, note: 'autre' }, key);
    expect(other.status).toBe(422);
  });
});
