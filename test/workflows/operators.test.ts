// What operators do from the Temporal UI and CLI, as updates and as signals: it works, and it is on the timeline with their name.
import { describe, expect, it } from 'vitest';
import { AFTERCARE_WORKFLOW_TYPE, aftercareWorkflowId } from '../../domain/identity.ts';
import { hours, minutes } from '../../domain/time.ts';
import * as messages from '../../workflows/messages.ts';
import {
  BOTH,
  counterOrder,
  deskForEachTest,
  MARIE,
  type OperatorDesk,
  paidOrder,
  type Way,
} from '../support/operator-ways.ts';
import { BUTCHER, OPERATOR, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { strand } from '../support/stranded-order.ts';

let desk: OperatorDesk;
deskForEachTest((fresh) => {
  desk = fresh;
});

describe.each(BOTH)('a decision by %s', (way) => {
  const send: Way = (...sent) => desk.ways[way](...sent);

  it('accept, ready, collect by an operator → done, and on the timeline with the name', async () => {
    const placed = counterOrder();
    await desk.run(async () => {
      const { handle } = await placeOrder(desk.bench, placed);
      for (const name of ['accept', 'ready', 'collect'] as const) await send(handle, name, { by: MARIE });
      expect(await handle.result()).toMatchObject({ status: 'COLLECTED' });
    });
    expect(
      desk
        .row(placed)
        .timeline.slice(2)
        .map(({ kind, actor }) => `${kind} ${actor}`),
    ).toEqual([`ACCEPTED ${MARIE}`, `READY ${MARIE}`, `COLLECTED ${MARIE}`]);
  });

  it('a paid order cancelled with a reason → refunded', async () => {
    const placed = placedOrder();
    await desk.run(async () => {
      const handle = await paidOrder(desk.bench, placed);
      await send(handle, 'accept', { by: MARIE });
      await send(handle, 'cancel', { by: MARIE, reason: 'CLOSED' });
      expect(await handle.result()).toMatchObject({ status: 'CANCELLED', paymentStatus: 'REFUNDED' });
    });
    expect(desk.row(placed).timeline.find(({ kind }) => kind === 'CANCELLED')).toMatchObject({
      actor: MARIE,
      data: { reason: 'CLOSED' },
    });
  });

  it('more time → the butcher is refused at the new deadline, and reminded before it', async () => {
    const placed = counterOrder();
    await desk.run(async () => {
      const { handle } = await placeOrder(desk.bench, placed);
      const first = desk.row(placed).state.decisionDeadline ?? 0;
      await send(handle, 'extendDecision', { by: MARIE, minutes: 60 });
      expect(desk.row(placed).state.decisionDeadline).toBe(first + minutes(60));
      await desk.bench.env.sleep(minutes(60));
      expect(desk.row(placed).state.status).toBe('PENDING');
      expect(desk.bench.orders.kinds(placed.orderId)).toContain('BUTCHER_REMINDED');
      expect(await handle.result()).toMatchObject({ status: 'REJECTED' });
      expect(desk.lastEntry(placed)?.at).toBeGreaterThanOrEqual(first + minutes(60));
    });
    expect(desk.row(placed).timeline.find(({ kind }) => kind === 'DECISION_EXTENDED')?.actor).toBe(MARIE);
  });

  it('a payment whose webhook is lost, looked up → paid, and on the timeline who asked', async () => {
    const placed = placedOrder();
    await desk.run(async () => {
      const { handle } = await placeOrder(desk.bench, placed);
      desk.bench.payments.pay(placed.orderId);
      await send(handle, 'recheckPayment', { by: MARIE });
      await expect.poll(() => desk.row(placed).state.paymentStatus).toBe('PAID');
      expect(desk.row(placed).timeline.find(({ kind }) => kind === 'PAYMENT_CHECKED')).toMatchObject({
        actor: MARIE,
        data: { found: 'PAID' },
      });
      await handle.terminate();
    });
  });

  it('a cause put away → gone where operators look, and the order ends', async () => {
    const placed = placedOrder();
    await desk.run(async () => {
      const handle = await paidOrder(desk.bench, placed);
      const event = { kind: 'UNREADABLE', eventId: 'evt_1', event: 'refund.created evt_1' } as const;
      await handle.signal(messages.stripeEventSignal, event);
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await expect.poll(() => desk.row(placed).state.paymentStatus, { timeout: 10_000 }).toBe('REFUNDED');
      expect(desk.row(placed).state.attention).toEqual(['EVENT_UNREADABLE']);
      await send(handle, 'acknowledge', { by: MARIE, code: 'EVENT_UNREADABLE' });
      expect(await handle.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    });
    expect(desk.row(placed).state).toMatchObject({ attention: [], acknowledged: ['EVENT_UNREADABLE'] });
    expect(desk.lastEntry(placed)).toMatchObject({ kind: 'ACKNOWLEDGED', actor: MARIE });
  });
});

describe('an order that has ended', () => {
  it('and calls an operator, its workflow lost → after-care started by hand waits, and is told', async () => {
    const placed = placedOrder();
    const events = [
      { type: 'PAYMENT_MISMATCH', by: 'stripe', field: 'amount' },
      { type: 'ATTENTION_RAISED', by: 'system', code: 'STRIPE_KEY_REFUSED' },
      { type: 'CANCELLED', by: OPERATOR, reason: 'OTHER' },
    ];
    await strand(desk.bench, placed, ...(events as Parameters<typeof strand>[2][]));
    await desk.run(async () => {
      const workflowId = aftercareWorkflowId(placed.orderId);
      const { taskQueue } = desk.bench;
      const { workflow } = desk.bench.env.client;
      const handle = await workflow.start(AFTERCARE_WORKFLOW_TYPE, {
        workflowId,
        taskQueue,
        args: [placed.orderId],
      });
      await desk.bench.env.sleep(hours(1));
      expect(desk.row(placed).state.attention).toEqual(['PAYMENT_MISMATCH']);
      await expect(desk.ways.update(handle, 'accept', { by: MARIE })).rejects.toMatchObject({
        cause: { type: 'TOO_LATE' },
      });
      await desk.ways.update(handle, 'acknowledge', { by: MARIE, code: 'PAYMENT_MISMATCH' });
      expect(await handle.result()).toMatchObject({ status: 'CANCELLED' });
    });
    expect(desk.row(placed).state.attention).toEqual([]);
  });
});
