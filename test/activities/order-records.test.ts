// Placing, recording and loading an order, on real PostgreSQL.
import { describe, expect, it } from 'vitest';
import { instant } from '../../domain/time.ts';
import { acceptance, counterOrder, PLACED_AT } from '../contracts/order-store.cases.ts';
import { activityWorldForFile } from '../support/activity-hooks.ts';
import type { ActivityWorld } from '../support/activity-world.ts';

let world: ActivityWorld;
activityWorldForFile((opened) => {
  world = opened;
});

describe('the records of an order', () => {
  it('placed twice → one row, one code, the first time of placing', async () => {
    const { placeOrder, loadOrder } = world.activities;
    const placed = counterOrder();
    const first = await placeOrder(placed, PLACED_AT);
    expect(await placeOrder(placed, instant(PLACED_AT + 60_000))).toEqual(first);
    expect(await loadOrder(placed.orderId)).toMatchObject({
      placed: { orderId: placed.orderId, items: placed.items, total: placed.total },
      pickupCode: first.pickupCode,
      state: { status: 'PENDING', paymentStatus: 'DUE_AT_PICKUP', version: 1, placedAt: PLACED_AT },
    });
  });

  it('changed twice by the same change → changed once', async () => {
    const { placeOrder, recordChange, loadOrder } = world.activities;
    const placed = counterOrder();
    await placeOrder(placed, PLACED_AT);
    await recordChange(acceptance(placed));
    await recordChange(acceptance(placed));
    expect((await loadOrder(placed.orderId))?.state).toEqual(acceptance(placed).state);
    expect(await world.orders.view.timeline(placed.orderId)).toHaveLength(2);
  });

  it('changed from where they are not → STALE_WRITE, retried and visible, never lost', async () => {
    const { placeOrder, recordChange } = world.activities;
    const placed = counterOrder();
    await placeOrder(placed, PLACED_AT);
    const stale = { ...acceptance(placed), fromStatus: 'READY' as const };
    await expect(recordChange(stale)).rejects.toMatchObject({ type: 'STALE_WRITE', nonRetryable: false });
  });

  it('of an order nobody placed → null', async () => {
    expect(await world.activities.loadOrder(counterOrder().orderId)).toBeNull();
  });
});
