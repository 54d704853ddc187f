// A payment that is not the order's own waits for a person, however long that takes.
import { expect, it } from 'vitest';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

it('beside something that cannot be read → still the operator’s matter, and Stripe is not asked again and again', async () => {
  const placed = placedOrder();
  await bench.worker.runUntil(async () => {
    const { handle } = await placeOrder(bench, placed);
    const session = bench.payments.settle(placed.orderId, {
      status: 'complete',
      paid: true,
      paymentIntentId: 'pi_other',
      total: { cents: 3741, currency: 'EUR' },
    });
    const paid = { kind: 'SESSION_COMPLETED', eventId: 'evt_1', session } as const;
    await handle.signal(messages.stripeEventSignal, paid);
    const unreadable = { kind: 'UNREADABLE', eventId: 'evt_2', event: 'refund.created evt_2' } as const;
    await handle.signal(messages.stripeEventSignal, unreadable);
    await bench.env.sleep('3 hours');
    expect(await handle.query(messages.orderStateQuery)).toMatchObject({
      status: 'PENDING',
      paymentStatus: 'AWAITING',
      attention: ['PAYMENT_MISMATCH', 'EVENT_UNREADABLE'],
    });
  });
  expect(bench.payments.calls.map(({ method }) => method)).toEqual(['openCheckout', 'lookUpSession']);
});
