// What the running service makes of bad input: a clear refusal each time, and nothing written anywhere.
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStack, type TestStack } from '../support/stack.ts';
import { type StackClient, stackClient, WISH } from '../support/stack-client.ts';

let stack: TestStack;
let client: StackClient;
let database: pg.Client;
let temporal: Connection;

beforeAll(async () => {
  stack = await openStack();
  client = stackClient(stack.info);
  database = new pg.Client({ connectionString: stack.env.DATABASE_URL });
  await database.connect();
  temporal = await Connection.connect({ address: stack.info.temporal });
}, 300_000);
afterAll(async () => {
  await database?.end();
  await temporal?.close();
  await stack?.close();
}, 120_000);

const COUNTS = z.array(z.object({ rows: z.coerce.number() })).length(1);

/** How much there is of all that a request could write. */
async function written(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['Order', 'OrderItem', 'OrderPrivate', 'OrderEvent', 'StripeEvent']) {
    const { rows } = await database.query(`SELECT count(*) AS rows FROM "${table}"`);
    counts[table] = COUNTS.parse(rows)[0]?.rows ?? Number.NaN;
  }
  const { count } = await new Client({ connection: temporal }).workflow.count();
  return { ...counts, workflows: count, stripe: (await client.stripeRequests()).length };
}

/** Temporal counts a workflow a moment after it was started. */
async function settled(): Promise<Record<string, number>> {
  await expect
    .poll(async () => {
      const { Order: orders, workflows } = await written();
      return workflows === orders;
    })
    .toBe(true);
  return written();
}

const Problem = z.object({ status: z.number(), code: z.string(), detail: z.string(), error: z.string() });

async function expectRefused(answer: Response, status: number, code: string): Promise<void> {
  expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
  const problem = Problem.parse(await answer.json());
  expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
  expect(problem.status).toBe(status);
  expect(problem.error).toBe(problem.detail);
  expect(problem.detail.length).toBeGreaterThan(10);
}

const line = (change: object) => ({ items: [{ ...WISH.items[0], ...change }] });
/** Three o'clock in the morning in Paris, some days ahead. */
const night = (): string => `${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}T02:00:00Z`;

describe('bad input → a clear refusal, and nothing written', () => {
  it.each<[what: string, change: object, status: number, code: string]>([
    ['an unknown product', line({ productId: 'licorne' }), 422, 'UNKNOWN_PRODUCT'],
    ['a wrong unit', line({ unit: 'piece', quantity: 1 }), 422, 'WRONG_UNIT'],
    ['quantity 0', line({ quantity: 0 }), 422, 'QUANTITY_OUT_OF_RANGE'],
    ['a negative quantity', line({ quantity: -1 }), 422, 'QUANTITY_OUT_OF_RANGE'],
    ['quantity 1e9', line({ quantity: 1e9 }), 422, 'QUANTITY_OUT_OF_RANGE'],
    ['a price', line({ priceCents: 1 }), 400, 'MALFORMED_REQUEST'],
    ['a total', { totalCents: 1 }, 400, 'MALFORMED_REQUEST'],
    ['a pickup in the past', { pickupAt: '2020-01-06T10:00:00Z' }, 422, 'PICKUP_IN_PAST'],
    ['a pickup while closed', { pickupAt: night() }, 422, 'SHOP_CLOSED'],
  ])('%s', async (...[, change, status, code]) => {
    const before = await settled();
    await expectRefused(await client.post('/api/checkout', { ...WISH, ...change }), status, code);
    await expectRefused(
      await client.post('/api/orders', { ...WISH, paymentMethod: 'ON_PICKUP', ...change }),
      status,
      code,
    );
    expect(await written()).toEqual(before);
  });

  it.each<[what: string, body: unknown, headers: Record<string, string>, status: number, code: string]>([
    ['malformed JSON', '{"shopId":', {}, 400, 'MALFORMED_REQUEST'],
    ['another content type', 'shopId=x', { 'Content-Type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['2 MB', { ...WISH, note: 'x'.repeat(2_000_000) }, {}, 413, 'BODY_TOO_LARGE'],
    ['an order that nobody has', { orderId: 'zzzzzzzzzzzzzzzz' }, {}, 404, 'ORDER_NOT_FOUND'],
    ['no token', WISH, { Authorization: '' }, 401, 'UNAUTHENTICATED'],
  ])('%s', async (...[, body, headers, status, code]) => {
    const before = await settled();
    await expectRefused(await client.post('/api/checkout', body, headers), status, code);
    expect(await written()).toEqual(before);
  });

  it('another customer’s order', async () => {
    const { orderId } = await client.checkout();
    const before = await settled();
    const stranger = { Authorization: `Bearer ${stack.info.tokens.otherCustomer}` };
    await expectRefused(await client.post('/api/checkout', { orderId }, stranger), 404, 'ORDER_NOT_FOUND');
    expect(await written()).toEqual(before);
  });

  it('a key that placed another order', async () => {
    const key = { 'Idempotency-Key': `bad-${Date.now()}` };
    await client.checkout(key);
    const before = await settled();
    const other = await client.post('/api/checkout', { ...WISH, note: 'autre' }, key);
    await expectRefused(other, 422, 'IDEMPOTENCY_MISMATCH');
    expect(await written()).toEqual(before);
  });
});
