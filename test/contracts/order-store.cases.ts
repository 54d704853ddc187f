// What every OrderStore must do, the one in PostgreSQL and the one in memory alike.
import { describe, expect, it } from 'vitest';
import { actor } from '../../domain/actor.ts';
import { openState } from '../../domain/order-state.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type OrderChange, type OrderStore, StaleWrite } from '../../domain/ports/order-store.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { freshOrderId, placedOrder } from '../support/placed-orders.ts';

export const PLACED_AT = instant(Date.UTC(2026, 10, 24, 9, 0, 0, 123));

/** An acceptance of an order just placed, to be paid at the counter. */
export function acceptance(placed: PlacedOrder): OrderChange {
  return {
    orderId: placed.orderId,
    fromVersion: 1,
    fromStatus: 'PENDING',
    state: { ...openState(placed, PLACED_AT), status: 'ACCEPTED', version: 2 },
    entries: [{ sequence: 2, kind: 'ACCEPTED', actor: actor('butcher', 'user_b'), at: PLACED_AT, data: {} }],
    decidedAt: PLACED_AT,
    settledVersion: 1,
  };
}

/** Accepted and ready in one change. */
export function readied(placed: PlacedOrder, decidedAt: Instant): OrderChange {
  const { state, entries, ...change } = acceptance(placed);
  const ready = {
    sequence: 3,
    kind: 'READY',
    actor: actor('butcher', 'user_b'),
    at: decidedAt,
    data: {},
  } as const;
  return {
    ...change,
    decidedAt,
    state: { ...state, status: 'READY', version: 3, readyAt: decidedAt },
    entries: [...entries, ready],
  };
}

/** Refused instead of accepted. */
export function refusal(placed: PlacedOrder, decidedAt: Instant): OrderChange {
  const { state, entries, ...change } = acceptance(placed);
  return {
    ...change,
    decidedAt,
    state: { ...state, status: 'REJECTED', reason: 'NO_ANSWER' },
    entries: entries.map((entry) => ({ ...entry, kind: 'REJECTED' })),
  };
}

const later = (milliseconds: number): Instant => instant(PLACED_AT + milliseconds);

export const counterOrder = (change: Partial<PlacedOrder> = {}): PlacedOrder =>
  placedOrder({ paymentMethod: 'ON_PICKUP', ...change });

export function orderStoreCases(store: () => OrderStore): void {
  describe('any order store', () => {
    it('placing an order twice → the same pickup code', async () => {
      const placed = counterOrder();
      const first = await store().place(placed, PLACED_AT);
      expect(first.pickupCode).toMatch(/^[A-Z0-9]{4}$/);
      expect(first.isNew).toBe(true);
      const again = await store().place(placed, instant(PLACED_AT + 5_000));
      expect(again).toEqual({ ...first, isNew: false });
    });

    it('placing an order that already moved on → nothing changes', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      await store().record(acceptance(placed));
      expect((await store().place(placed, PLACED_AT)).isNew).toBe(false);
      expect(await store().record(acceptance(placed))).toEqual([]);
    });

    it('recording the same change twice → accepted silently', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      expect(await store().record(acceptance(placed))).toEqual(acceptance(placed).entries);
      expect(await store().record(acceptance(placed))).toEqual([]);
    });

    it('recording from a version the order has not reached → StaleWrite', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      const { state, entries, ...from } = acceptance(placed);
      const early = {
        ...from,
        fromVersion: 2,
        state: { ...state, version: 3 },
        entries: entries.map((entry) => ({ ...entry, sequence: 3 })),
      };
      await expect(store().record(early)).rejects.toBeInstanceOf(StaleWrite);
    });

    it('recording from another status than the order has → StaleWrite', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      const change = acceptance(placed);
      await expect(store().record({ ...change, fromStatus: 'READY' })).rejects.toBeInstanceOf(StaleWrite);
    });

    it('decided anew from the same version, with more → all of it, once', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      await store().record(acceptance(placed));
      const told = await store().record(readied(placed, later(10_000)));
      expect(told.map(({ kind }) => kind)).toEqual(['READY']);
      expect((await store().load(placed.orderId))?.state).toEqual(readied(placed, later(10_000)).state);
    });

    it('decided anew otherwise → the later decision stands, whichever arrives first', async () => {
      for (const earlierFirst of [true, false]) {
        const placed = counterOrder();
        await store().place(placed, PLACED_AT);
        const earlier = readied(placed, PLACED_AT);
        const refused = refusal(placed, later(10_000));
        for (const change of earlierFirst ? [earlier, refused] : [refused, earlier]) {
          await store().record(change);
        }
        expect((await store().load(placed.orderId))?.state).toEqual(refused.state);
      }
    });

    it('two changes of a task that was lost, decided anew as one → the one stands', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      await store().record(acceptance(placed));
      const { entries, ...next } = readied(placed, later(1));
      await store().record({ ...next, fromVersion: 2, fromStatus: 'ACCEPTED', entries: entries.slice(1) });
      const told = await store().record(refusal(placed, later(10_000)));
      expect(told.map(({ kind }) => kind)).toEqual(['REJECTED']);
      expect((await store().load(placed.orderId))?.state).toEqual(refusal(placed, later(10_000)).state);
    });

    it('decided from a version that was gone beyond → not written; told, unless it is what was written', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      await store().record(acceptance(placed));
      const { entries, ...next } = readied(placed, later(1));
      const onlyReady = {
        ...next,
        fromVersion: 2,
        settledVersion: 2,
        fromStatus: 'ACCEPTED' as const,
        entries: entries.slice(1),
      };
      await store().record(onlyReady);
      expect(await store().record({ ...acceptance(placed), decidedAt: later(2) })).toEqual([]);
      await expect(store().record(refusal(placed, later(2)))).rejects.toBeInstanceOf(StaleWrite);
      expect((await store().load(placed.orderId))?.state).toEqual(onlyReady.state);
    });

    it('asking for the frozen order → what was placed', async () => {
      const placed = counterOrder();
      await store().place(placed, PLACED_AT);
      const kept = await store().checkoutOrder(placed.orderId);
      expect(kept?.placed).toMatchObject({
        orderId: placed.orderId,
        items: placed.items,
        total: placed.total,
      });
    });

    it('loading an order → what was placed, and the state last recorded', async () => {
      const placed = counterOrder();
      const { pickupCode } = await store().place(placed, PLACED_AT);
      const before = await store().load(placed.orderId);
      expect(before?.state).toEqual(openState(placed, PLACED_AT));
      expect(before?.pickupCode).toBe(pickupCode);
      const { orderId, customerId, shopId, items, total, pickupAt } = placed;
      expect(before?.placed).toMatchObject({ orderId, customerId, shopId, items, total, pickupAt });
      const change = acceptance(placed);
      await store().record(change);
      expect((await store().load(placed.orderId))?.state).toEqual(change.state);
    });

    it('asking for an order never placed → null', async () => {
      expect(await store().checkoutOrder(freshOrderId())).toBeNull();
      expect(await store().load(freshOrderId())).toBeNull();
    });
  });
}
