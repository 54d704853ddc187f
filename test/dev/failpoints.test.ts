// The worker's seams with failpoints in them: each effect passes its three, around the one call that is its point.
import { describe, expect, it } from 'vitest';
import { type Activities, createActivities } from '../../activities/index.ts';
import { EFFECTS, type Effect, MOMENTS } from '../../dev/failpoints/failpoint.ts';
import { failpointSeams } from '../../dev/failpoints/seams.ts';
import type { OrderId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import { after, minutes } from '../../domain/time.ts';
import { acceptance, counterOrder, PLACED_AT } from '../contracts/order-store.cases.ts';
import { fakePayments } from '../support/fake-payments.ts';
import { memoryOrders } from '../support/memory-orders.ts';
import { placedOrder } from '../support/placed-orders.ts';

function openWorld() {
  const reached: string[] = [];
  const seams = failpointSeams((effect, moment) => {
    reached.push(`${effect}/${moment}`);
    return Promise.resolve();
  });
  const payments = fakePayments();
  const ports = seams.ports({ orders: memoryOrders(), payments });
  return { reached, payments, activities: seams.activities(createActivities(ports)) };
}

const checkoutOf = (orderId: OrderId) => ({
  orderId,
  placedAt: PLACED_AT,
  expiresAt: after(PLACED_AT, minutes(35)),
  generation: 1,
  isResumed: false,
});

async function paid({ activities, payments }: ReturnType<typeof openWorld>) {
  const placed = placedOrder();
  await activities.placeOrder(placed, PLACED_AT);
  await activities.openCheckout(checkoutOf(placed.orderId));
  return { placed, session: payments.pay(placed.orderId) };
}

/** Runs the effect as a workflow would, and nothing else of what is remembered. */
const RUN: Readonly<Record<Effect, (world: ReturnType<typeof openWorld>) => Promise<unknown>>> = {
  placeOrder: ({ activities }) => activities.placeOrder(placedOrder(), PLACED_AT),
  recordChange: (world) => recorded(world.activities),
  loadOrder: ({ activities }) => activities.loadOrder(placedOrder().orderId),
  openCheckout: (world) => paid(world),
  closeCheckout: async (world) => {
    const { orderId } = placedOrder();
    await world.activities.placeOrder(placedOrder({ orderId }), PLACED_AT);
    await world.activities.openCheckout(checkoutOf(orderId));
    const { sessionId } = world.payments.session(orderId);
    await world.activities.closeCheckout({ orderId, sessionId });
  },
  lookUpCheckout: ({ activities }) => activities.lookUpCheckout('cs_nobody'),
  refundPayment: async (world) => {
    const { placed, session } = await paid(world);
    await world.activities.refundPayment({
      orderId: placed.orderId,
      paymentIntentId: session.paymentIntentId ?? '',
      amount: euros(placed.total.cents),
      generation: 1,
    });
  },
};

async function recorded(activities: Activities): Promise<void> {
  const placed = counterOrder();
  await activities.placeOrder(placed, PLACED_AT);
  await activities.recordChange(acceptance(placed));
}

describe('the failpoints', () => {
  it.each(EFFECTS)('of %s → its three moments, once, in order', async (effect) => {
    const world = openWorld();
    await RUN[effect](world);
    const own = world.reached.filter((failpoint) => failpoint.startsWith(`${effect}/`));
    expect(own).toEqual(MOMENTS.map((moment) => `${effect}/${moment}`));
  });

  it('of closing a page → not those of looking it up, which it does too', async () => {
    const world = openWorld();
    await RUN.closeCheckout(world);
    expect(world.payments.calls.map(({ method }) => method)).toContain('lookUpSession');
    expect(world.reached.filter((failpoint) => failpoint.startsWith('lookUpCheckout/'))).toEqual([]);
  });

  it('before the call → Stripe was asked for nothing; after it → once', async () => {
    const payments = fakePayments();
    const asked: number[] = [];
    const seams = failpointSeams((effect) => {
      if (effect === 'openCheckout') asked.push(payments.calls.length);
      return Promise.resolve();
    });
    const ports = seams.ports({ orders: memoryOrders(), payments });
    const activities = seams.activities(createActivities(ports));
    const placed = placedOrder();
    await activities.placeOrder(placed, PLACED_AT);
    await activities.openCheckout(checkoutOf(placed.orderId));
    expect(asked).toEqual([0, 1, 1]);
  });
});
