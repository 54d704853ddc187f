// What happens to an order's money outside the service: disputes, and refunds made by hand in Stripe's dashboard.
import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

let events = 0;
const tell = async (handle: WorkflowHandle, fact: StripeFact): Promise<void> => {
  await handle.signal(messages.stripeEventSignal, fact);
};
const eventId = (): string => {
  events += 1;
  return `evt_money_${events}`;
};
const paymentOf = (placed: PlacedOrder): string => `pi_${placed.orderId}`;
const disputeOpened = (placed: PlacedOrder): StripeFact => ({
  kind: 'DISPUTE_OPENED',
  eventId: eventId(),
  dispute: { disputeId: 'dp_1', paymentIntentId: paymentOf(placed), won: null },
});
const disputeWon = (placed: PlacedOrder): StripeFact => ({
  kind: 'DISPUTE_CLOSED',
  eventId: eventId(),
  dispute: { disputeId: 'dp_1', paymentIntentId: paymentOf(placed), won: true },
});
const refundByHand = (placed: PlacedOrder): StripeFact => ({
  kind: 'REFUND_CHANGED',
  eventId: eventId(),
  refund: {
    refundId: 're_hand',
    orderId: null,
    paymentIntentId: paymentOf(placed),
    amount: { cents: 1000, currency: 'EUR' },
    outcome: 'succeeded',
    reason: null,
  },
});
const state = (placed: PlacedOrder) => bench.orders.row(placed.orderId).state;
const accept = (handle: WorkflowHandle) =>
  handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });

describe('a dispute', () => {
  it('whose end is told before its beginning is over', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await tell(handle, paidFact(bench, placed));
      await tell(handle, disputeWon(placed));
      await tell(handle, disputeOpened(placed));
      await accept(handle);
    });
    expect(state(placed)).toMatchObject({ status: 'ACCEPTED', paymentStatus: 'PAID', attention: [] });
  });

  it('told before the payment itself waits for it, and the payment is looked up at once', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      bench.payments.pay(placed.orderId);
      await tell(handle, disputeOpened(placed));
      await expect
        .poll(() => state(placed), { timeout: 15_000 })
        .toMatchObject({ paymentStatus: 'DISPUTED', attention: ['DISPUTED'] });
    });
    expect(bench.orders.kinds(placed.orderId)).toEqual([
      'PLACED',
      'CHECKOUT_OPENED',
      'PAYMENT_CONFIRMED',
      'BUTCHER_ALERTED',
      'DISPUTE_OPENED',
    ]);
  });
});

describe('money given back by hand while the order goes on', () => {
  it('is an operator’s matter, told once, and stays so beyond a dispute', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      await tell(handle, paidFact(bench, placed));
      await accept(handle);
      await tell(handle, refundByHand(placed));
      await tell(handle, refundByHand(placed));
      await tell(handle, disputeOpened(placed));
      await tell(handle, disputeWon(placed));
      await handle.executeUpdate(messages.readyUpdate, { args: [{ by: BUTCHER }] });
    });
    expect(state(placed)).toMatchObject({ paymentStatus: 'PAID', attention: ['REFUNDED_ELSEWHERE'] });
    const kinds = bench.orders.kinds(placed.orderId);
    expect(kinds.filter((kind) => kind === 'MESSAGE_REFUSED')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'ATTENTION_RAISED')).toHaveLength(1);
  });

  it('before the payment was heard of is told after it', async () => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      const paid = paidFact(bench, placed);
      await tell(handle, refundByHand(placed));
      await tell(handle, paid);
      await accept(handle);
    });
    expect(state(placed)).toMatchObject({ status: 'ACCEPTED', attention: ['REFUNDED_ELSEWHERE'] });
  });
});
