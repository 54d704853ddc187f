// The life of an order, row by row of its lifecycle, on the time-skipping server with its real deadlines.

import { describe, expect, it } from 'vitest';
import { euros } from '../../domain/money.ts';
import { hours, minutes } from '../../domain/time.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, BUTCHER, CUSTOMER, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

const run = <T>(story: () => Promise<T>): Promise<T> => bench.worker.runUntil(story);

describe('an order paid online', () => {
  it('waits for the money, then for the butcher, then for the customer, and ends collected', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle, placement } = await placeOrder(bench, placed);
      expect(placement.checkout?.url).toContain(placed.orderId);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      expect(await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] })).toMatchObject({
        status: 'ACCEPTED',
        paymentStatus: 'PAID',
      });
      await handle.executeUpdate(messages.readyUpdate, { args: [{ by: BUTCHER }] });
      await handle.executeUpdate(messages.collectUpdate, { args: [{ by: BUTCHER }] });
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'COLLECTED', paymentStatus: 'PAID' });
    expect(bench.orders.kinds(placed.orderId)).toEqual([
      'PLACED',
      'CHECKOUT_OPENED',
      'PAYMENT_CONFIRMED',
      'BUTCHER_ALERTED',
      'ACCEPTED',
      'READY',
      'COLLECTED',
    ]);
    expect(bench.payments.refunds).toHaveLength(0);
  });

  it('is refunded once, in full, when the butcher refuses it', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'OUT_OF_STOCK' }] });
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    expect(bench.payments.refunds).toMatchObject([{ amount: euros(3740), outcome: 'succeeded' }]);
    expect(bench.orders.row(placed.orderId).state.reason).toBe('OUT_OF_STOCK');
  });

  it('is refused by the system and refunded when nobody answers, after one reminder at half-time', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    const { timeline, state } = bench.orders.row(placed.orderId);
    const at = (kind: string): number => timeline.find((entry) => entry.kind === kind)?.at ?? Number.NaN;
    expect(state.reason).toBe('NO_ANSWER');
    expect(at('BUTCHER_REMINDED') - at('BUTCHER_ALERTED')).toBeGreaterThanOrEqual(minutes(15));
    expect(at('REJECTED') - at('BUTCHER_ALERTED')).toBeGreaterThanOrEqual(minutes(30));
    expect(at('REJECTED') - at('BUTCHER_ALERTED')).toBeLessThan(minutes(31));
  });

  it('expires unpaid after its window, once Stripe has closed the page', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'EXPIRED', paymentStatus: 'ABANDONED' });
    expect(bench.payments.session(placed.orderId).status).toBe('expired');
    const { timeline } = bench.orders.row(placed.orderId);
    expect((timeline.at(-1)?.at ?? 0) - (timeline[0]?.at ?? 0)).toBeGreaterThanOrEqual(minutes(35));
  });

  it('goes on when Stripe says at the deadline that the customer has paid after all', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      bench.payments.pay(placed.orderId);
      await bench.env.sleep(minutes(36));
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await handle.executeUpdate(messages.cancelUpdate, { args: [{ by: BUTCHER, reason: 'TOO_BUSY' }] });
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'CANCELLED', paymentStatus: 'REFUNDED' });
  });

  it('waits for an async method without a deadline, and expires when that is refused', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      const session = bench.payments.settle(placed.orderId, {
        status: 'complete',
        paid: false,
        paymentIntentId: 'pi_async',
      });
      await handle.signal(messages.stripeEventSignal, {
        kind: 'SESSION_COMPLETED',
        eventId: 'evt_1',
        session,
      });
      await bench.env.sleep(hours(60));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        status: 'PENDING',
        paymentStatus: 'PROCESSING',
      });
      await handle.signal(messages.stripeEventSignal, {
        kind: 'ASYNC_PAYMENT_FAILED',
        eventId: 'evt_2',
        session,
      });
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'EXPIRED', paymentStatus: 'ABANDONED' });
  });
});

describe('a customer who cancels', () => {
  it('before paying, has the page closed first and pays nothing', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      const standing = await handle.executeUpdate(messages.cancelUpdate, {
        args: [{ by: CUSTOMER, reason: 'CUSTOMER_REQUEST' }],
      });
      expect(standing).toMatchObject({ status: 'CANCELLED' });
      expect(bench.payments.session(placed.orderId).status).toBe('expired');
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'CANCELLED', paymentStatus: 'ABANDONED' });
  });

  it('while the payment goes through, is refunded', async () => {
    const placed = placedOrder();
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      bench.payments.pay(placed.orderId);
      await handle.executeUpdate(messages.cancelUpdate, {
        args: [{ by: CUSTOMER, reason: 'CUSTOMER_REQUEST' }],
      });
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'CANCELLED', paymentStatus: 'REFUNDED' });
    expect(bench.payments.refunds).toHaveLength(1);
    expect(bench.orders.kinds(placed.orderId)).not.toContain('BUTCHER_ALERTED');
  });

  it('after the butcher accepted, is told it is too late and nothing changes', async () => {
    const placed = placedOrder({ paymentMethod: 'ON_PICKUP' });
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      const late = handle.executeUpdate(messages.cancelUpdate, {
        args: [{ by: CUSTOMER, reason: 'CUSTOMER_REQUEST' }],
      });
      await expect(late).rejects.toMatchObject({ cause: { type: 'TOO_LATE' } });
      await handle.executeUpdate(messages.readyUpdate, { args: [{ by: BUTCHER }] });
      await handle.executeUpdate(messages.noShowUpdate, { args: [{ by: BUTCHER }] });
      expect(await handle.result()).toMatchObject({ status: 'NO_SHOW', paymentStatus: 'DUE_AT_PICKUP' });
    });
  });
});

describe('an order paid at the counter', () => {
  it('is paid when it is collected', async () => {
    const placed = placedOrder({ paymentMethod: 'ON_PICKUP' });
    const end = await run(async () => {
      const { handle, placement } = await placeOrder(bench, placed);
      expect(placement.checkout).toBeNull();
      expect(placement.pickupCode).toMatch(/^.{4}$/);
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await handle.executeUpdate(messages.readyUpdate, { args: [{ by: BUTCHER }] });
      await handle.executeUpdate(messages.collectUpdate, { args: [{ by: BUTCHER }] });
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'COLLECTED', paymentStatus: 'PAID' });
    expect(bench.orders.row(placed.orderId).state.paidAt).not.toBeNull();
    expect(bench.payments.calls).toEqual([]);
  });

  it('counts as a no-show when the pickup grace ends', async () => {
    const placed = placedOrder({ paymentMethod: 'ON_PICKUP' });
    const end = await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await handle.executeUpdate(messages.readyUpdate, { args: [{ by: BUTCHER }] });
      return handle.result();
    });
    expect(end).toMatchObject({ status: 'NO_SHOW', paymentStatus: 'DUE_AT_PICKUP' });
    const { timeline } = bench.orders.row(placed.orderId);
    const [ready, noShow] = timeline.slice(-2);
    expect((noShow?.at ?? 0) - (ready?.at ?? 0)).toBeGreaterThanOrEqual(hours(24));
  });
});
