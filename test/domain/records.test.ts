// What is written about an order: timeline entries, search attributes, the pickup code.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId } from '../../domain/ids.ts';
import type { OrderEventType } from '../../domain/order-event.ts';
import { openState } from '../../domain/order-state.ts';
import { pickupCode } from '../../domain/pickup-code.ts';
import {
  changedAttributes,
  fixedAttributes,
  SEARCH_ATTRIBUTES,
  stateAttributes,
} from '../../domain/search-attributes.ts';
import { instant } from '../../domain/time.ts';
import { TIMELINE_KINDS, timelineEntry } from '../../domain/timeline.ts';
import { checked, freshOrderId, placedOrder } from '../support/placed-orders.ts';
import { EVENTS } from './order-events.ts';

describe('a timeline entry', () => {
  const AT = instant(1_500_000);
  it.each(Object.values(EVENTS))('of $type → its kind, its actor, and plain data', (event) => {
    const entry = timelineEntry(event, 7, AT);
    expect(entry).toMatchObject({ sequence: 7, kind: event.type, actor: event.by, at: AT });
    expect(JSON.parse(JSON.stringify(entry.data))).toEqual(entry.data);
    expect(Object.keys(entry.data)).not.toContain('type');
    expect(Object.keys(entry.data)).not.toContain('by');
  });

  it.each([
    ['CHECKOUT_OPENED', { sessionId: 'cs_test_1', expiresAt: 2_000_000 }],
    ['PAYMENT_CONFIRMED', { paymentIntentId: 'pi_1' }],
    ['REJECTED', { reason: 'OUT_OF_STOCK' }],
    ['REFUND_PENDING', { refundId: 're_1', reason: null }],
    ['DISPUTE_CLOSED', { disputeId: 'dp_1', won: true }],
    ['READY', {}],
  ] satisfies [OrderEventType, object][])('of %s → %j, without the payment page’s address', (type, data) => {
    expect(timelineEntry(EVENTS[type], 2, AT).data).toEqual(data);
  });

  it('exists for every event, and for the placing', () => {
    expect(TIMELINE_KINDS.toSorted()).toEqual([...Object.keys(EVENTS), 'PLACED'].toSorted());
  });
});

describe('search attributes', () => {
  const placed = placedOrder({ pickupAt: instant(1_000) });
  const open = openState(placed, instant(0));
  const named = (pairs: ReturnType<typeof fixedAttributes>) =>
    Object.fromEntries(pairs.map(({ key, value }) => [key.name, value]));

  it('of an order → the fixed ones and the changing ones, each registered with its type', () => {
    const all = [...fixedAttributes(placed), ...stateAttributes(open)];
    expect(named(all)).toEqual({
      PaymentMethod: 'ONLINE',
      ShopId: 'boucherie-martin',
      PickupAt: new Date(1_000),
      OrderStatus: 'PENDING',
      PaymentStatus: 'AWAITING',
      NeedsAttention: false,
    });
    for (const { key } of all) {
      expect(
        Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, type.toUpperCase()]),
      ).toContainEqual([key.name, key.type]);
    }
  });

  it('of an order without a pickup time → none for it', () => {
    expect(named(fixedAttributes(placedOrder()))).not.toHaveProperty('PickupAt');
  });

  it('that changed → only those', () => {
    expect(changedAttributes(open, open)).toEqual([]);
    expect(named(changedAttributes(open, { ...open, paymentStatus: 'PAID' }))).toEqual({
      PaymentStatus: 'PAID',
    });
    expect(named(changedAttributes(open, { ...open, attention: ['DISPUTED'] }))).toEqual({
      NeedsAttention: true,
    });
    const one = { ...open, attention: ['DISPUTED'] } as const;
    expect(changedAttributes(one, { ...one, attention: ['REFUND_FAILED'] })).toEqual([]);
  });
});

describe('a pickup code', () => {
  const orderIds = fc.stringMatching(/^[a-z0-9]{8,40}$/).map((text) => checked(parseOrderId(text)));

  it('of any order → four characters none of which is taken for another, the same every time', () => {
    fc.assert(
      fc.property(orderIds, fc.nat(20), (orderId, attempt) => {
        expect(pickupCode(orderId, attempt)).toMatch(/^[ACEFHJKLMNPRTUXY34679]{4}$/);
        expect(pickupCode(orderId, attempt)).toBe(pickupCode(orderId, attempt));
      }),
    );
  });

  it('of many orders → spread over all codes', () => {
    const codes = Array.from({ length: 20_000 }, () => pickupCode(freshOrderId(), 0));
    // 21⁴ = 194,481 codes: 20,000 drawn at random leave about 19,000 different ones.
    expect(new Set(codes).size).toBeGreaterThan(18_500);
    for (let place = 0; place < 4; place += 1) {
      expect(new Set(codes.map((code) => code.charAt(place))).size).toBe(21);
    }
  });

  it('tried again → other codes', () => {
    const orderId = freshOrderId();
    const codes = Array.from({ length: 10 }, (_, attempt) => pickupCode(orderId, attempt));
    expect(new Set(codes).size).toBeGreaterThan(8);
  });
});
