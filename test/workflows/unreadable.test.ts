// What cannot be read: never believed, always noted, looked up behind, and an operator is called.
import { describe, expect, it } from 'vitest';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { Payments } from '../../domain/ports/payments.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, paidFact, placeOrder, startOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

const unreadable = (eventId: string): StripeFact => ({
  kind: 'UNREADABLE',
  eventId,
  event: `checkout.session.completed ${eventId}`,
});

describe('an event that cannot be read', () => {
  it('of an unpaid order → unpaid, noted with the event’s name, and in need of attention', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, unreadable('evt_1'));
      await handle.signal(messages.stripeEventSignal, unreadable('evt_1'));
      await expect
        .poll(() => bench.orders.row(placed.orderId).state)
        .toMatchObject({
          paymentStatus: 'AWAITING',
          attention: ['EVENT_UNREADABLE'],
        });
    });
    const noted = bench.orders.row(placed.orderId).timeline.filter(({ kind }) => kind === 'MESSAGE_REFUSED');
    expect(noted.map(({ data }) => data)).toEqual([
      { message: 'checkout.session.completed evt_1', code: 'STRIPE_UNREADABLE' },
    ]);
  });

  it('of an order that was paid → Stripe is asked, and its word believed', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      bench.payments.pay(placed.orderId);
      await handle.signal(messages.stripeEventSignal, unreadable('evt_1'));
      await expect
        .poll(() => bench.orders.row(placed.orderId).state)
        .toMatchObject({
          paymentStatus: 'PAID',
          attention: ['EVENT_UNREADABLE'],
        });
    });
  });

  it('while a refund is pending → the refund is looked up', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      bench.payments.account.refundOutcome = 'pending';
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await expect.poll(() => bench.payments.refunds).toHaveLength(1);
      bench.payments.settleRefund(bench.payments.refunds[0]?.refundId ?? '', 'succeeded');
      await handle.signal(messages.stripeEventSignal, unreadable('evt_1'));
      await expect
        .poll(() => bench.orders.row(placed.orderId).state.paymentStatus, { timeout: 10_000 })
        .toBe('REFUNDED');
    });
  });
});

const times = (count: number) => Array.from({ length: count }, () => 'unreadable' as const);

describe('an answer that cannot be read', () => {
  it('once or twice → asked again, and nobody is called', async () => {
    const placed = placedOrder();
    bench.payments.fault('openCheckout', ...times(2));
    await bench.worker.runUntil(() => placeOrder(bench, placed));
    expect(bench.orders.kinds(placed.orderId)).toEqual(['PLACED', 'CHECKOUT_OPENED']);
  });

  it.each(['openCheckout', 'lookUpSession', 'listRefunds', 'refund'] satisfies (keyof Payments)[])(
    'to %s, again and again → an operator is called, until it can be read',
    { timeout: 60_000 },
    async (method) => {
      const placed = placedOrder();
      bench.payments.fault(method, ...times(5));
      await bench.worker.runUntil(async () => {
        const { handle } = await startOrder(bench, placed);
        await expect.poll(() => bench.payments.account.sessions.size, { timeout: 30_000 }).toBe(1);
        bench.payments.pay(placed.orderId);
        await handle.signal(messages.checkPaymentSignal);
        await expect
          .poll(() => bench.orders.row(placed.orderId).state.paymentStatus, { timeout: 30_000 })
          .toBe('PAID');
        await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
        expect(await handle.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
      });
      const { timeline, state } = bench.orders.row(placed.orderId);
      expect(timeline.filter(({ kind }) => kind === 'ATTENTION_RAISED').map(({ data }) => data)).toEqual([
        { code: 'STRIPE_UNREADABLE' },
      ]);
      expect(state.attention).toEqual([]);
      expect(bench.payments.refunds).toHaveLength(1);
    },
  );
});
