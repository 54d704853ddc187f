// Facts about an order that nobody drives and nobody may drive unasked: never acted on, never forgotten.
import { describe, expect, it } from 'vitest';
import { AFTERCARE_WORKFLOW_TYPE, aftercareWorkflowId } from '../../domain/identity.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { instant, minutes } from '../../domain/time.ts';
import type { aftercareWorkflow } from '../../workflows/index.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { attributesSeen } from '../support/temporal-seen.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

const tell = (placed: PlacedOrder, fact: StripeFact) =>
  bench.env.client.workflow.signalWithStart<typeof aftercareWorkflow, [StripeFact]>(AFTERCARE_WORKFLOW_TYPE, {
    workflowId: aftercareWorkflowId(placed.orderId),
    taskQueue: bench.taskQueue,
    args: [placed.orderId],
    signal: messages.stripeEventSignal,
    signalArgs: [fact],
  });

/** A session of an order that the database does not know (any more). */
async function unknownSession(placed: PlacedOrder) {
  const expiresAt = instant((await bench.env.currentTimeMs()) + minutes(35));
  const { orderId, items } = placed;
  await bench.payments.openCheckout({ orderId, items, email: null, expiresAt, idempotencyKey: orderId });
  return bench.payments.pay(orderId);
}

describe('money for an order without a row', () => {
  it('→ an operator is called; refunded, by the rules, once the row is restored', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const session = await unknownSession(placed);
      const handle = await tell(placed, { kind: 'SESSION_COMPLETED', eventId: 'evt_1', session });
      await bench.env.sleep(minutes(90));
      expect(await attributesSeen(handle)).toMatchObject({ NeedsAttention: true });
      expect(bench.payments.calls.map(({ method }) => method)).toEqual(['openCheckout']);
      const restored = await restore(placed, session.sessionId);
      expect(await handle.result()).toMatchObject({ status: 'EXPIRED', paymentStatus: 'REFUNDED' });
      expect(restored.state).toMatchObject({ status: 'EXPIRED', paymentStatus: 'REFUNDED' });
      expect(await attributesSeen(handle)).toMatchObject({ NeedsAttention: false });
    });
    expect(bench.payments.refunds).toHaveLength(1);
  });

  it('→ ends when the operator, who has settled it, cancels the wait; nothing is refunded', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const session = await unknownSession(placed);
      const handle = await tell(placed, { kind: 'SESSION_COMPLETED', eventId: 'evt_1', session });
      await bench.env.sleep(minutes(30));
      await handle.cancel();
      expect(await handle.result()).toBeNull();
      expect(await attributesSeen(handle)).toMatchObject({ NeedsAttention: false });
    });
    expect(bench.payments.refunds).toEqual([]);
  });

  const DISPUTE: StripeFact = {
    kind: 'DISPUTE_OPENED',
    eventId: 'evt_d',
    dispute: { disputeId: 'dp_1', paymentIntentId: null, won: null },
  };
  it('a dispute → an operator is called, too, and the history grows slowly', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const handle = await tell(placed, DISPUTE);
      await bench.env.sleep(minutes(60 * 24 * 30));
      expect(await attributesSeen(handle)).toMatchObject({ NeedsAttention: true });
      const { historyLength } = await handle.describe();
      expect(historyLength).toBeLessThan(1_000);
      await handle.cancel();
      await handle.result();
    });
  });

  it('a page that closed unpaid → nothing to look at, ends at once', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      await unknownSession(placed);
      const session = bench.payments.settle(placed.orderId, { status: 'expired', paid: false });
      const handle = await tell(placed, { kind: 'SESSION_EXPIRED', eventId: 'evt_x', session });
      expect(await handle.result()).toBeNull();
    });
  });
});

describe('an order that is open in the database though its workflow completed', () => {
  it('→ is not written, not started again; an operator is called', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle: order } = await placeOrder(bench, placed);
      const row = bench.orders.row(placed.orderId);
      const before = row.state;
      await order.result();
      // The database was restored from a backup.
      row.state = before;
      row.timeline.splice(before.version);
      const session = bench.payments.pay(placed.orderId);
      const handle = await tell(placed, { kind: 'SESSION_COMPLETED', eventId: 'evt_1', session });
      await bench.env.sleep(minutes(90));
      expect(await attributesSeen(handle)).toMatchObject({ NeedsAttention: true });
      expect(row.state).toEqual(before);
      await handle.cancel();
      expect(await handle.result()).toBeNull();
    });
    expect(bench.payments.refunds).toEqual([]);
  });
});

/** The row as it was when the order expired. */
async function restore(placed: PlacedOrder, sessionId: string) {
  const at = instant(await bench.env.currentTimeMs());
  await bench.orders.place(placed, at);
  const row = bench.orders.row(placed.orderId);
  const checkout = { sessionId, url: 'https://pay.test', expiresAt: at, livemode: false };
  row.state = { ...row.state, status: 'EXPIRED', paymentStatus: 'ABANDONED', checkout };
  return row;
}
