// Refunds under trouble: lost answers, stored errors, late failures, refused keys.

import { describe, expect, it } from 'vitest';
import { euros } from '../../domain/money.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { hours, minutes } from '../../domain/time.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, OPERATOR, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

async function rejectPaid(placed: PlacedOrder) {
  const { handle } = await placeOrder(bench, placed);
  await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
  await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
  return handle;
}
const refundKeys = (): (string | undefined)[] =>
  bench.payments.calls.filter((call) => call.method === 'refund').map((call) => call.key);

const stateOf = ({ orderId }: PlacedOrder) => bench.orders.row(orderId).state;

describe('a refund', () => {
  it('whose answer was lost is found again, not made again', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.fault('refund', 'unknown_after');
      const handle = await rejectPaid(placed);
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
    expect(refundKeys()).toEqual([`order-${placed.orderId}/refund/1`]);
    expect(bench.payments.refunds).toHaveLength(1);
  });

  it('that meets a stored 500 goes on with the next generation', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.fault('refund', 'unknown', 'replayed');
      const handle = await rejectPaid(placed);
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
    expect(refundKeys()).toEqual(
      [1, 1, 2].map((generation) => `order-${placed.orderId}/refund/${generation}`),
    );
  });

  it('that is pending is not called refunded before Stripe says so', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.account.refundOutcome = 'pending';
      const handle = await rejectPaid(placed);
      await bench.env.sleep(hours(1));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({ paymentStatus: 'REFUND_PENDING' });
      const refundId = bench.payments.refunds[0]?.refundId ?? '';
      const refund = bench.payments.settleRefund(refundId, 'succeeded');
      await handle.signal(messages.stripeEventSignal, { kind: 'REFUND_CHANGED', eventId: 'evt_r', refund });
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
    expect(bench.payments.refunds).toHaveLength(1);
  });

  it('that is pending is looked up once a day when its webhook was lost', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.account.refundOutcome = 'pending';
      const handle = await rejectPaid(placed);
      await bench.env.sleep(hours(1));
      bench.payments.settleRefund(bench.payments.refunds[0]?.refundId ?? '', 'succeeded');
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
  });

  it('that failed needs attention and waits for the operator, whose retry is a new generation', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.account.refundOutcome = 'failed';
      const handle = await rejectPaid(placed);
      await bench.env.sleep(hours(30));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        paymentStatus: 'REFUND_FAILED',
        attention: ['REFUND_FAILED'],
      });
      expect(bench.payments.refunds).toHaveLength(1);
      bench.payments.account.refundOutcome = 'succeeded';
      await handle.executeUpdate(messages.retryRefundUpdate, { args: [{ by: OPERATOR }] });
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
    expect(refundKeys()).toEqual([1, 2].map((generation) => `order-${placed.orderId}/refund/${generation}`));
    expect(bench.orders.row(placed.orderId).state.attention).toEqual([]);
  });

  it('waits for a refused key to be mended, and then goes on by itself', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.fault('listRefunds', ...Array.from({ length: 12 }, () => 'key_refused' as const));
      const handle = await rejectPaid(placed);
      await bench.env.sleep(minutes(1));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        attention: ['STRIPE_KEY_REFUSED'],
      });
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
      // However long it takes, the history does not grow with it.
      const { events } = await handle.fetchHistory();
      const asked = (events ?? []).filter(
        (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'refundPayment',
      );
      expect(asked).toHaveLength(2);
    });
    expect(bench.orders.row(placed.orderId).state.attention).toEqual([]);
  });

  it('that fails for lack of funds is tried again each day, and goes through when they come', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.account.refundOutcome = 'failed';
      bench.payments.account.refundReason = 'insufficient_funds';
      const handle = await rejectPaid(placed);
      await bench.env.sleep(hours(30));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({ paymentStatus: 'REFUND_FAILED' });
      bench.payments.account.refundOutcome = 'succeeded';
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
    expect(refundKeys()).toEqual(
      [1, 2, 3].map((generation) => `order-${placed.orderId}/refund/${generation}`),
    );
    expect(bench.orders.row(placed.orderId).state.attention).toEqual([]);
  });

  it('is not made for a disputed payment: the bank gives the money back, or has decided', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.fault('refund', 'disputed');
      await rejectPaid(placed);
      await expect
        .poll(() => stateOf(placed))
        .toMatchObject({ status: 'REJECTED', paymentStatus: 'DISPUTED' });
    });
    expect(bench.payments.refunds).toHaveLength(0);
    expect(bench.orders.row(placed.orderId).state.attention).toEqual(['DISPUTED']);
  });

  it('is not made for a payment disputed while Stripe was away', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.fault('listRefunds', ...Array.from({ length: 5 }, () => 'unknown' as const));
      await rejectPaid(placed);
      bench.payments.account.disputed.add(`pi_${placed.orderId}`);
      await bench.env.sleep(hours(1));
      expect(stateOf(placed)).toMatchObject({ status: 'REJECTED', paymentStatus: 'DISPUTED' });
    });
    expect(refundKeys()).toEqual([]);
    expect(bench.orders.row(placed.orderId).state.attention).toEqual(['DISPUTED']);
  });

  it('that fails while its success is being written down is not forgotten', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const release = bench.orders.hold((change) => change.state.paymentStatus === 'REFUNDED');
      const handle = await rejectPaid(placed);
      await expect
        .poll(() => handle.query(messages.orderStateQuery), { timeout: 15_000 })
        .toMatchObject({ paymentStatus: 'REFUNDED' });
      const refund = bench.payments.settleRefund(bench.payments.refunds[0]?.refundId ?? '', 'failed');
      await handle.signal(messages.stripeEventSignal, { kind: 'REFUND_CHANGED', eventId: 'evt_f', refund });
      release();
      await expect
        .poll(() => bench.orders.row(placed.orderId).state, { timeout: 15_000 })
        .toMatchObject({ paymentStatus: 'REFUND_FAILED', attention: ['REFUND_FAILED'] });
      await handle.executeUpdate(messages.retryRefundUpdate, { args: [{ by: OPERATOR }] });
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
  });

  it('gives back only what the dashboard has not given back already', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      bench.payments.refunds.push({
        refundId: 're_dashboard',
        orderId: null,
        paymentIntentId: `pi_${placed.orderId}`,
        amount: euros(1000),
        outcome: 'succeeded',
        reason: null,
      });
      const handle = await rejectPaid(placed);
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
    expect(bench.payments.refunds.map((refund) => refund.amount.cents)).toEqual([1000, 2740]);
  });
});
