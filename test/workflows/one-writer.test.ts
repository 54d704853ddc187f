// Of an order's workflow and its after-care, one writes at a time, in whatever order they are started.
import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { STRIPE, SYSTEM } from '../../domain/actor.ts';
import {
  AFTERCARE_WORKFLOW_TYPE,
  aftercareWorkflowId,
  orderWorkflowId,
  RESUMED_ORDER_WORKFLOW_TYPE,
} from '../../domain/identity.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import type { OrderState } from '../../domain/order-state.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { aftercareWorkflow, resumedOrderWorkflow } from '../../workflows/index.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, OPERATOR, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { paid, strand } from '../support/stranded-order.ts';
import { openDevServer } from '../support/temporal.ts';
import { activitiesSeen } from '../support/temporal-seen.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
}, openDevServer);

const SOON = { timeout: 30_000 };
/** The order's workflow looks ever more rarely whether its after-care is done. */
const A_MINUTE_OR_TWO = 120_000;

const becomes = ({ orderId }: PlacedOrder, expected: Partial<OrderState>) =>
  expect.poll(() => bench.orders.row(orderId).state, SOON).toMatchObject(expected);

const startOf = ({ orderId }: PlacedOrder, workflowId: string) => ({
  workflowId,
  taskQueue: bench.taskQueue,
  args: [orderId] as [typeof orderId],
});
const resume = (placed: PlacedOrder) =>
  bench.env.client.workflow.start<typeof resumedOrderWorkflow>(
    RESUMED_ORDER_WORKFLOW_TYPE,
    startOf(placed, orderWorkflowId(placed.orderId)),
  );
const careFor = (placed: PlacedOrder) =>
  bench.env.client.workflow.start<typeof aftercareWorkflow>(
    AFTERCARE_WORKFLOW_TYPE,
    startOf(placed, aftercareWorkflowId(placed.orderId)),
  );

const rejected: OrderEvent = { type: 'REJECTED', by: BUTCHER, reason: 'CLOSED' };
const REFUND_FAILED: readonly OrderEvent[] = [
  { type: 'REFUND_REQUESTED', by: SYSTEM, generation: 1 },
  { type: 'REFUND_FAILED', by: STRIPE, refundId: 're_1', reason: 'expired_or_canceled_card' },
];
const retry = { args: [{ by: OPERATOR }] as [messages.ByPerson] };

/** An order that ended, and whose refund failed, before its workflow was lost. */
async function strandFailed(placed: PlacedOrder): Promise<void> {
  const { state } = await strand(bench, placed, paid(bench, placed), rejected, ...REFUND_FAILED);
  bench.payments.refunds.push({
    refundId: 're_1',
    orderId: placed.orderId,
    paymentIntentId: state.paymentIntentId,
    generation: 1,
    amount: placed.total,
    outcome: 'failed',
    reason: 'expired_or_canceled_card',
  });
}

const drives = async (one: WorkflowHandle) => (await activitiesSeen(one, 'refundPayment')) > 0;
const gapless = (placed: PlacedOrder) => {
  const { timeline } = bench.orders.row(placed.orderId);
  expect(timeline.map(({ sequence }) => sequence)).toEqual(timeline.map((_, index) => index + 1));
};

describe('one workflow writes an order', () => {
  it('after-care beside the running order → hands its facts to it, and writes nothing', async () => {
    const placed = placedOrder();
    await strand(bench, placed, paid(bench, placed));
    await bench.worker.runUntil(async () => {
      const order = await resume(placed);
      await expect.poll(() => bench.orders.kinds(placed.orderId), SOON).toContain('RESUMED');
      const aftercare = await careFor(placed);
      await aftercare.signal(messages.stripeEventSignal, DISPUTE);
      expect(await aftercare.result()).toBeNull();
      await becomes(placed, { status: 'PENDING', paymentStatus: 'DISPUTED' });
      expect(await activitiesSeen(aftercare, 'recordChange')).toBe(0);
      await order.terminate('end of the test');
    });
    gapless(placed);
  });

  it(
    'an ended order resumed beside its after-care → leaves it to that, hands its facts over, and waits',
    async () => {
      const placed = placedOrder();
      await strandFailed(placed);
      await bench.worker.runUntil(async () => {
        const aftercare = await careFor(placed);
        await expect.poll(() => drives(aftercare), SOON).toBe(true);
        const order = await resume(placed);
        await order.signal(messages.stripeEventSignal, DISPUTE);
        await becomes(placed, { paymentStatus: 'DISPUTED' });
        await aftercare.signal(messages.stripeEventSignal, DISPUTE_LOST);
        await expect.poll(() => bench.orders.kinds(placed.orderId), SOON).toContain('DISPUTE_CLOSED');
        await aftercare.executeUpdate(messages.acknowledgeUpdate, {
          args: [{ by: OPERATOR, code: 'DISPUTED' }],
        });
        expect(await aftercare.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'DISPUTED' });
        expect(await order.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'DISPUTED' });
        expect(await drives(order)).toBe(false);
      });
      const kinds = bench.orders.kinds(placed.orderId);
      expect(kinds.indexOf('RESUMED')).toBeGreaterThan(kinds.indexOf('DISPUTE_OPENED'));
      gapless(placed);
    },
    A_MINUTE_OR_TWO,
  );

  it.each(['order', 'aftercare', 'both'])(
    'an ended order with its refund failed; first comes: %s → one of the two drives it, the operator’s retry pays once',
    async (first) => {
      const placed = placedOrder();
      await strandFailed(placed);
      await bench.worker.runUntil(async () => {
        const both = await startInOrder(placed, first);
        await expect.poll(() => Promise.all(both.map(drives)), SOON).toContain(true);
        await new Promise((resolve) => setTimeout(resolve, 7_000));
        const driving = await Promise.all(both.map(drives));
        expect(driving.filter((isDriving) => isDriving)).toHaveLength(1);
        const driver = both[driving.indexOf(true)];
        expect(await driver?.executeUpdate(messages.retryRefundUpdate, retry)).toMatchObject({
          status: 'REJECTED',
        });
        await Promise.all(both.map((one) => one.result()));
      });
      expect(bench.orders.row(placed.orderId).state).toMatchObject({ paymentStatus: 'REFUNDED' });
      expect(bench.payments.refunds.filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(1);
      gapless(placed);
    },
    A_MINUTE_OR_TWO,
  );

  it('a write the lost workflow had on its way, landing late → the resumed order’s stands, without a gap', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await becomes(placed, { paymentStatus: 'PAID' });
      const release = bench.orders.hold(({ state }) => state.status === 'ACCEPTED');
      const accept = { args: [{ by: BUTCHER }] as [messages.ByPerson], waitForStage: 'ACCEPTED' } as const;
      await handle.startUpdate(messages.acceptUpdate, accept).catch(() => null);
      await handle.terminate('by mistake');
      const order = await resume(placed);
      await expect.poll(() => bench.orders.kinds(placed.orderId), SOON).toContain('RESUMED');
      release();
      const args: [messages.ByPersonWithReason] = [{ by: BUTCHER, reason: 'CLOSED' }];
      await order.executeUpdate(messages.rejectUpdate, { args });
      expect(await order.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    });
    expect(bench.orders.row(placed.orderId).state).toMatchObject({ status: 'REJECTED' });
    expect(bench.orders.kinds(placed.orderId)).not.toContain('ACCEPTED');
    gapless(placed);
  });
});

async function startInOrder(placed: PlacedOrder, first: string): Promise<WorkflowHandle[]> {
  if (first === 'both') return Promise.all([resume(placed), careFor(placed)]);
  return first === 'order'
    ? [await resume(placed), await careFor(placed)]
    : [await careFor(placed), await resume(placed)];
}

const DISPUTE: StripeFact = {
  kind: 'DISPUTE_OPENED',
  eventId: 'evt_d',
  dispute: { disputeId: 'dp_1', paymentIntentId: null, won: null },
};
const DISPUTE_LOST: StripeFact = {
  kind: 'DISPUTE_CLOSED',
  eventId: 'evt_dl',
  dispute: { disputeId: 'dp_1', paymentIntentId: null, won: false },
};
