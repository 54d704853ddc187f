// Every order in which the messages of a paid online order can arrive: the money is always right at the end.

import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { hours } from '../../domain/time.ts';
import * as messages from '../../workflows/messages.ts';
import { type Bench, BUTCHER, CUSTOMER, openBench, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { openTimeSkipping } from '../support/temporal.ts';

type Handle = Awaited<ReturnType<typeof placeOrder>>['handle'];
type Message = 'paid' | 'expired' | 'accept' | 'reject' | 'cancel';
const MESSAGES: readonly Message[] = ['paid', 'expired', 'accept', 'reject', 'cancel'];

let env: TestWorkflowEnvironment;
let bench: Bench;
let running: Promise<void>;

beforeAll(async () => {
  env = await openTimeSkipping();
  bench = await openBench(env);
  running = bench.worker.run();
});
afterAll(async () => {
  bench.worker.shutdown();
  await running;
  await env.teardown();
});

/** Sends one message; what is refused is refused, what the order no longer hears is too late. */
async function send(handle: Handle, placed: PlacedOrder, message: Message): Promise<void> {
  const session = bench.payments.session(placed.orderId);
  switch (message) {
    case 'paid':
      if (session.status !== 'open') return;
      return handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
    case 'expired': {
      if (session.status !== 'open') return;
      const expired = bench.payments.settle(placed.orderId, { status: 'expired' });
      return handle.signal(messages.stripeEventSignal, {
        kind: 'SESSION_EXPIRED',
        eventId: 'evt_x',
        session: expired,
      });
    }
    case 'accept':
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      return;
    case 'reject':
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'TOO_BUSY' }] });
      return;
    case 'cancel':
      await handle.executeUpdate(messages.cancelUpdate, {
        args: [{ by: CUSTOMER, reason: 'CUSTOMER_REQUEST' }],
      });
      return;
  }
}

function permutations(items: readonly Message[]): Message[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

function expectRightMoney(placed: PlacedOrder): void {
  const { state, timeline } = bench.orders.row(placed.orderId);
  const paid = bench.payments.session(placed.orderId).paid;
  const refunded = bench.payments.refunds
    .filter((refund) => refund.orderId === placed.orderId)
    .reduce((cents, refund) => cents + refund.amount.cents, 0);
  const isKept = state.status === 'ACCEPTED' || state.status === 'READY' || state.status === 'COLLECTED';
  expect(refunded).toBe(paid && !isKept ? placed.total.cents : 0);
  expect(isKept && !paid).toBe(false);
  expect(bench.payments.session(placed.orderId).status).not.toBe('open');
  expect(timeline.map((entry) => entry.sequence)).toEqual(timeline.map((_, index) => index + 1));
}

describe('the money is right whatever order the messages come in', () => {
  it.each(permutations(MESSAGES).map((order) => [order.join(' → '), order] as const))(
    '%s',
    { timeout: 60_000 },
    async (_name, order) => {
      const placed = placedOrder();
      const { handle } = await placeOrder(bench, placed);
      for (const message of order) await send(handle, placed, message).catch(() => undefined);
      await env.sleep(hours(1));
      const { status } = await handle.query(messages.orderStateQuery);
      if (status === 'ACCEPTED') {
        await handle.executeUpdate(messages.readyUpdate, { args: [{ by: BUTCHER }] });
        await handle.executeUpdate(messages.collectUpdate, { args: [{ by: BUTCHER }] });
      }
      await handle.result();
      expectRightMoney(placed);
    },
  );
});
