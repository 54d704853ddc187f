// What still happens to an order after its end.

import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { STRIPE } from '../../domain/actor.ts';
import { AFTERCARE_WORKFLOW_TYPE, aftercareWorkflowId } from '../../domain/identity.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { hours } from '../../domain/time.ts';
import type { aftercareWorkflow } from '../../workflows/index.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, OPERATOR, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { strand } from '../support/stranded-order.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

/** Time stands still until the result is waited for. */
function startTelling(placed: PlacedOrder, fact: StripeFact) {
  return bench.env.client.workflow.signalWithStart<typeof aftercareWorkflow, [StripeFact]>(
    AFTERCARE_WORKFLOW_TYPE,
    {
      workflowId: aftercareWorkflowId(placed.orderId),
      taskQueue: bench.taskQueue,
      args: [placed.orderId],
      signal: messages.stripeEventSignal,
      signalArgs: [fact],
    },
  );
}

const tell = async (placed: PlacedOrder, fact: StripeFact) => (await startTelling(placed, fact)).result();

describe('after an order has ended', () => {
  it('a late payment is refunded in full and the status stays', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.result();
      expect(await tell(placed, paidFact(bench, placed))).toMatchObject({
        status: 'EXPIRED',
        paymentStatus: 'REFUNDED',
      });
      expect(await tell(placed, paidFact(bench, placed, 'evt_again'))).toMatchObject({
        paymentStatus: 'REFUNDED',
      });
    });
    expect(bench.payments.refunds).toHaveLength(1);
    const { timeline } = bench.orders.row(placed.orderId);
    expect(timeline.map((entry) => entry.sequence)).toEqual(timeline.map((_, index) => index + 1));
  });

  it('the news of the refund it made itself changes nothing and asks Stripe nothing', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await handle.result();
      const calls = bench.payments.calls.length;
      const refund = bench.payments.refunds[0];
      if (refund === undefined) throw new Error('the order was refunded');
      await tell(placed, { kind: 'REFUND_CHANGED', eventId: 'evt_r', refund });
      expect(bench.payments.calls).toHaveLength(calls);
    });
  });

  const RETRIES: Readonly<Record<string, (aftercare: WorkflowHandle) => Promise<unknown>>> = {
    signal: (aftercare) => aftercare.signal(messages.decisionSignal('retryRefund'), { by: 'operator' }),
    update: (aftercare) => aftercare.executeUpdate(messages.retryRefundUpdate, { args: [{ by: OPERATOR }] }),
  };
  it.each(Object.keys(RETRIES))('a refund that fails after all is retried by %s', async (by) => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await handle.result();
      const refund = bench.payments.settleRefund(bench.payments.refunds[0]?.refundId ?? '', 'failed');
      const aftercare = await startTelling(placed, { kind: 'REFUND_CHANGED', eventId: 'evt_r', refund });
      await expect
        .poll(() => bench.orders.row(placed.orderId).state, { timeout: 15_000 })
        .toMatchObject({ paymentStatus: 'REFUND_FAILED', attention: ['REFUND_FAILED'] });
      await RETRIES[by]?.(aftercare);
      expect(await aftercare.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    });
    expect(bench.payments.refunds).toHaveLength(2);
  });

  it('a part given back in the dashboard that fails is given back by the service', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      const paid = paidFact(bench, placed);
      await handle.signal(messages.stripeEventSignal, paid);
      const paymentIntentId = 'session' in paid ? paid.session.paymentIntentId : null;
      const part = { refundId: 're_hand', orderId: null, paymentIntentId, reason: null } as const;
      const amount = { cents: 1870, currency: 'EUR' };
      bench.payments.refunds.push({ ...part, amount, outcome: 'succeeded' });
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
      const refund = bench.payments.settleRefund('re_hand', 'failed');
      const fact: StripeFact = { kind: 'REFUND_CHANGED', eventId: 'evt_hand', refund };
      expect(await tell(placed, fact)).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    });
    const held = bench.payments.refunds.filter(({ outcome }) => outcome === 'succeeded');
    expect(held.reduce((cents, { amount }) => cents + amount.cents, 0)).toBe(3740);
    expect(bench.orders.kinds(placed.orderId).slice(-3)).toEqual([
      'REFUND_SUCCEEDED',
      'REFUND_REQUESTED',
      'REFUND_SUCCEEDED',
    ]);
  });

  it('a payment promised when the order was cancelled, its workflow lost since → waited for, and refunded', async () => {
    const placed = placedOrder();
    const promised = { type: 'PAYMENT_PROCESSING', by: STRIPE, paymentIntentId: 'pi_late' } as const;
    const cancelled = { type: 'CANCELLED', by: OPERATOR, reason: 'OTHER' } as const;
    await strand(bench, placed, promised, cancelled);
    bench.payments.settle(placed.orderId, { status: 'complete', paid: false, paymentIntentId: 'pi_late' });
    await bench.worker.runUntil(async () => {
      const { orderId } = placed;
      const aftercare = await bench.env.client.workflow.start<typeof aftercareWorkflow>(
        AFTERCARE_WORKFLOW_TYPE,
        { workflowId: aftercareWorkflowId(orderId), taskQueue: bench.taskQueue, args: [orderId] },
      );
      await bench.env.sleep(hours(2));
      // Its event is lost, too.
      bench.payments.settle(orderId, { status: 'complete', paid: true, paymentIntentId: 'pi_late' });
      expect(await aftercare.result()).toMatchObject({ status: 'CANCELLED', paymentStatus: 'REFUNDED' });
    });
  });
});
