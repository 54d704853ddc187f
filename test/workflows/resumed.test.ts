// An order whose workflow is gone while it is open: it goes on where it stood.
import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../domain/actor.ts';
import { orderWorkflowId, RESUMED_ORDER_WORKFLOW_TYPE } from '../../domain/identity.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { hours, instant, minutes } from '../../domain/time.ts';
import type { resumedOrderWorkflow } from '../../workflows/index.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, CUSTOMER, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { paid, strand } from '../support/stranded-order.ts';
import { attributesSeen } from '../support/temporal-seen.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

/** Until it has written that it goes on. */
async function resume(placed: PlacedOrder) {
  const order = await bench.env.client.workflow.start<typeof resumedOrderWorkflow>(
    RESUMED_ORDER_WORKFLOW_TYPE,
    {
      workflowId: orderWorkflowId(placed.orderId),
      taskQueue: bench.taskQueue,
      args: [placed.orderId],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    },
  );
  await expect.poll(() => bench.orders.kinds(placed.orderId), { timeout: 20_000 }).toContain('RESUMED');
  return order;
}

/** When it happened, by the workflow's clock. */
const at = ({ orderId }: PlacedOrder, kind: string): number =>
  bench.orders.row(orderId).timeline.find((entry) => entry.kind === kind)?.at ?? 0;

const byButcher = { args: [{ by: BUTCHER }] as [messages.ByPerson] };
async function alertedNow(): Promise<OrderEvent> {
  const at = await bench.env.currentTimeMs();
  const [remindAt, decisionDeadline] = [instant(at + minutes(15)), instant(at + minutes(30))];
  return { type: 'BUTCHER_ALERTED', by: SYSTEM, remindAt, decisionDeadline };
}
const accepted: OrderEvent = { type: 'ACCEPTED', by: BUTCHER };
const ready: OrderEvent = { type: 'READY', by: BUTCHER };

describe('an open order whose workflow is gone', () => {
  it('with its page open → goes on waiting, on the same page, and is paid', async () => {
    const placed = placedOrder();
    await strand(bench, placed);
    await bench.worker.runUntil(async () => {
      const order = await resume(placed);
      await order.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await expect
        .poll(() => bench.orders.row(placed.orderId).state.paymentStatus, { timeout: 20_000 })
        .toBe('PAID');
      for (const update of [messages.acceptUpdate, messages.readyUpdate, messages.collectUpdate])
        await order.executeUpdate(update, byButcher);
      expect(await order.result()).toMatchObject({ status: 'COLLECTED', paymentStatus: 'PAID' });
    });
    expect(bench.payments.account.sessions.size).toBe(1);
  });

  it('with a payment nobody wrote down → it is looked up, and found', async () => {
    const placed = placedOrder();
    await strand(bench, placed);
    bench.payments.pay(placed.orderId);
    await bench.worker.runUntil(async () => {
      const order = await resume(placed);
      expect(await order.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
      expect(at(placed, 'PAYMENT_CONFIRMED')).toBe(at(placed, 'BUTCHER_ALERTED'));
    });
  });

  it('never paid → its page is closed at Stripe at the deadline counted from its placing', async () => {
    const placed = placedOrder();
    const { state } = await strand(bench, placed);
    await bench.worker.runUntil(async () => {
      await bench.env.sleep(minutes(30));
      const order = await resume(placed);
      expect(await order.result()).toMatchObject({ status: 'EXPIRED', paymentStatus: 'ABANDONED' });
      const took = at(placed, 'PAYMENT_ABANDONED') - state.placedAt;
      expect(took).toBeGreaterThanOrEqual(minutes(35));
      expect(took).toBeLessThan(minutes(36));
    });
    expect(bench.payments.session(placed.orderId).status).toBe('expired');
  });

  it('paid and undecided → reminded, refused at the deadline it had, and refunded', async () => {
    const placed = placedOrder();
    const { state } = await strand(bench, placed, paid(bench, placed), await alertedNow());
    await bench.worker.runUntil(async () => {
      await bench.env.sleep(minutes(20));
      const order = await resume(placed);
      expect(await order.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
      expect(at(placed, 'REJECTED') - (state.decisionDeadline ?? 0)).toBeLessThan(minutes(1));
      expect(at(placed, 'REJECTED')).toBeGreaterThanOrEqual(state.decisionDeadline ?? 0);
    });
    expect(bench.orders.kinds(placed.orderId)).toContain('BUTCHER_REMINDED');
    expect(bench.payments.refunds).toHaveLength(1);
  });

  it('found only after its deadline → refused and refunded at once', async () => {
    const placed = placedOrder();
    await strand(bench, placed, paid(bench, placed), await alertedNow());
    await bench.worker.runUntil(async () => {
      await bench.env.sleep(hours(9));
      const order = await resume(placed);
      expect(await order.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    });
  });

  it.each([
    ['accepted', [accepted], [messages.readyUpdate, messages.collectUpdate]],
    ['ready', [accepted, ready], [messages.collectUpdate]],
  ] as const)('%s → the next decisions are taken', async (_status, before, next) => {
    const placed = placedOrder();
    await strand(bench, placed, paid(bench, placed), await alertedNow(), ...before);
    await bench.worker.runUntil(async () => {
      const order = await resume(placed);
      for (const update of next) await order.executeUpdate(update, byButcher);
      expect(await order.result()).toMatchObject({ status: 'COLLECTED', paymentStatus: 'PAID' });
    });
  });

  it('ready and never collected → the grace runs from when it was ready', async () => {
    const placed = placedOrder();
    const { state } = await strand(bench, placed, paid(bench, placed), await alertedNow(), accepted, ready);
    await bench.worker.runUntil(async () => {
      await bench.env.sleep(hours(20));
      expect(await (await resume(placed)).result()).toMatchObject({ status: 'NO_SHOW' });
      expect(at(placed, 'NO_SHOW') - (state.readyAt ?? 0)).toBeLessThan(hours(25));
    });
  });

  it('to be paid at the counter → cancelled by its customer as ever', async () => {
    const placed = placedOrder({ paymentMethod: 'ON_PICKUP' });
    await strand(bench, placed);
    await bench.worker.runUntil(async () => {
      const order = await resume(placed);
      const args: [messages.ByPersonWithReason] = [{ by: CUSTOMER, reason: 'CUSTOMER_REQUEST' }];
      await order.executeUpdate(messages.cancelUpdate, { args });
      expect(await order.result()).toMatchObject({ status: 'CANCELLED' });
    });
  });

  it('→ is seen by operators as before, and found by what it needs', async () => {
    const placed = placedOrder();
    await strand(bench, placed, paid(bench, placed), await alertedNow());
    await bench.worker.runUntil(async () => {
      const order = await resume(placed);
      await expect
        .poll(() => attributesSeen(order), { timeout: 20_000 })
        .toMatchObject({
          OrderStatus: 'PENDING',
          PaymentStatus: 'PAID',
          PaymentMethod: 'ONLINE',
          ShopId: placed.shopId,
          NeedsAttention: false,
        });
      await order.result();
    });
  });
});

it('an order nobody placed, resumed by hand → fails with that', async () => {
  const { orderId } = placedOrder();
  await bench.worker.runUntil(async () => {
    const order = await bench.env.client.workflow.start<typeof resumedOrderWorkflow>(
      RESUMED_ORDER_WORKFLOW_TYPE,
      { workflowId: orderWorkflowId(orderId), taskQueue: bench.taskQueue, args: [orderId] },
    );
    await expect(order.result()).rejects.toMatchObject({ cause: { type: 'ORDER_NOT_FOUND' } });
  });
});

it('an order whose workflow completed → is never started again', async () => {
  const placed = placedOrder();
  await bench.worker.runUntil(async () => {
    const { handle } = await placeOrder(bench, placed);
    await handle.result();
    await expect(resume(placed)).rejects.toMatchObject({ name: 'WorkflowExecutionAlreadyStartedError' });
  });
});
