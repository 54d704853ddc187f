// A change that the database forbids: the order cannot go on and its row cannot say so; Temporal does, until it is mended.
import { describe, expect, it } from 'vitest';
import { StaleWrite, WriteRefused } from '../../domain/ports/order-store.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

/** More than the local attempts, fewer than a test's patience. */
const FAILURES = 5;

async function attentionWhile(error: Error): Promise<boolean[]> {
  const placed = placedOrder();
  const seen: boolean[] = [];
  await bench.worker.runUntil(async () => {
    const { handle } = await placeOrder(bench, placed);
    const look = async () => {
      const { typedSearchAttributes } = await handle.describe();
      const found = typedSearchAttributes.getAll().find(({ key }) => key.name === 'NeedsAttention');
      if (typeof found?.value === 'boolean' && found.value !== seen.at(-1)) seen.push(found.value);
    };
    bench.orders.goAway(FAILURES, error);
    await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
    const isPaid = () => bench.orders.row(placed.orderId).state.paymentStatus === 'PAID';
    await expect.poll(async () => look().then(isPaid), { timeout: 45_000 }).toBe(true);
    await expect.poll(async () => look().then(() => seen.at(-1) ?? false), { timeout: 10_000 }).toBe(false);
  });
  expect(bench.orders.kinds(placed.orderId).slice(-2)).toEqual(['PAYMENT_CONFIRMED', 'BUTCHER_ALERTED']);
  return seen;
}

describe('an order whose change is refused', () => {
  it.each([
    ['by a rule of the database', new WriteRefused('duplicate key value')],
    ['as stale', new StaleWrite('was never PENDING at version 2')],
  ])('%s → needs attention where operators look, and goes on once it is taken', async (_what, error) => {
    expect((await attentionWhile(error)).slice(-2)).toEqual([true, false]);
  });

  it('because the database is away → nobody is called for that', async () => {
    expect(await attentionWhile(new Error('database away'))).not.toContain(true);
  });
});
