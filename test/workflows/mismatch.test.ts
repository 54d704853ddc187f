// A payment that is not the order's own: never believed, never silent.
import { describe, expect, it } from 'vitest';
import type { SessionFacts, StripeFact } from '../../domain/payment-facts.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

const completed = (eventId: string, session: SessionFacts): StripeFact => ({
  kind: 'SESSION_COMPLETED',
  eventId,
  session,
});

const DIFFERENCES: Readonly<Record<string, Partial<SessionFacts>>> = {
  sessionId: { sessionId: 'cs_test_other' },
  orderId: { orderId: 'ord_0000000000000000000000000' },
  amount: { total: { cents: 3741, currency: 'EUR' } },
  currency: { total: { cents: 3740, currency: 'USD' } },
  livemode: { livemode: true },
  paymentIntentId: { paymentIntentId: null },
};

describe('a completed session that differs', () => {
  it.each(Object.entries(DIFFERENCES))(
    'by %s leaves the order unpaid and raises attention',
    async (field, by) => {
      const placed = placedOrder();
      await bench.worker.runUntil(async () => {
        const { handle } = await placeOrder(bench, placed);
        const session = {
          ...bench.payments.session(placed.orderId),
          status: 'complete' as const,
          paid: true,
        };
        const told = { ...session, paymentIntentId: 'pi_other', ...by };
        await handle.signal(messages.stripeEventSignal, completed('evt_1', told));
        await handle.signal(messages.stripeEventSignal, completed('evt_2', told));
        expect(await handle.query(messages.orderStateQuery)).toMatchObject({
          paymentStatus: 'AWAITING',
          attention: ['PAYMENT_MISMATCH'],
        });
        await expect.poll(() => bench.orders.kinds(placed.orderId)).toContain('PAYMENT_MISMATCH');
      });
      const { timeline } = bench.orders.row(placed.orderId);
      const told = timeline.filter((entry) => entry.kind === 'PAYMENT_MISMATCH');
      expect(told.map((entry) => entry.data)).toEqual([{ field }]);
    },
  );

  it('from the session of an order already paid raises attention: somebody may have paid twice', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      const paid = paidFact(bench, placed);
      await handle.signal(messages.stripeEventSignal, paid);
      const second = { ...bench.payments.session(placed.orderId), sessionId: 'cs_test_second' };
      await handle.signal(messages.stripeEventSignal, completed('evt_2', second));
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        status: 'ACCEPTED',
        paymentStatus: 'PAID',
        attention: ['PAYMENT_MISMATCH'],
      });
    });
  });
});
