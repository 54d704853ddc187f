// Names: identifiers parsed at the edge, actors, workflow ids and idempotency keys made of business identity.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTOR_ROLES, actor, parseActor, roleOf, SYSTEM } from '../../domain/actor.ts';
import {
  aftercareWorkflowId,
  checkoutKey,
  expireKey,
  noticeWorkflowId,
  orderWorkflowId,
  refundKey,
} from '../../domain/identity.ts';
import { parseOrderId, parseProductId, parseShopId, parseUserId } from '../../domain/ids.ts';
import { checked } from '../support/placed-orders.ts';

describe('identifiers', () => {
  it.each([
    [parseOrderId, 'abcd1234', true],
    [parseOrderId, 'a'.repeat(40), true],
    [parseOrderId, 'abcd123', false],
    [parseOrderId, 'a'.repeat(41), false],
    [parseOrderId, 'abcd1234-aftercare', false],
    [parseOrderId, 'ABCD1234', false],
    [parseOrderId, 'abcd1234\n', false],
    [parseShopId, 'boucherie-martin', true],
    [parseShopId, '-martin', false],
    [parseShopId, 'a/../b', false],
    [parseShopId, '', false],
    [parseProductId, 'boeuf_bavette', true],
    [parseProductId, 'x'.repeat(65), false],
    [parseProductId, 'bœuf', false],
    [parseUserId, 'user_2abc|google', true],
    [parseUserId, 'user 42', false],
    [parseUserId, 'user\n42', false],
    [parseUserId, 'x'.repeat(129), false],
    [parseUserId, '', false],
  ])('%o of %j → %s', (parse, text, isKnown) => {
    expect(parse(text)).toBe(isKnown ? text : null);
  });
});

describe('an actor', () => {
  it.each(ACTOR_ROLES)('who is %s → read back with the same role', (role) => {
    const who = actor(role, 'user:42');
    expect(who).toBe(`${role}:user:42`);
    expect(parseActor(who)).toBe(who);
    expect(roleOf(who)).toBe(role);
    expect(roleOf(actor(role))).toBe(role);
  });

  it.each(['', 'admin', 'admin:42', ':system', 'systems', 'constructor'])('%j → nobody', (text) => {
    expect(parseActor(text)).toBeNull();
  });
});

describe('workflow ids and keys', () => {
  const SHOP = checked(parseShopId('boucherie-martin'));
  const orderIds = fc.stringMatching(/^[a-z0-9]{8,40}$/).map((text) => checked(parseOrderId(text)));
  const generations = fc.integer({ min: 1, max: 50 });
  const namesOf = (orderId: Parameters<typeof orderWorkflowId>[0], generation: number): string[] => [
    orderWorkflowId(orderId),
    aftercareWorkflowId(orderId),
    noticeWorkflowId({ orderId, shopId: SHOP, sequence: generation, kind: 'READY' }),
    checkoutKey(orderId, generation),
    refundKey(orderId, generation),
    expireKey(orderId, 'cs_test_1', generation),
  ];

  it('are the same every time they are made, and never the same for two purposes', () => {
    fc.assert(
      fc.property(orderIds, generations, (orderId, generation) => {
        expect(namesOf(orderId, generation)).toEqual(namesOf(orderId, generation));
        expect(new Set(namesOf(orderId, generation)).size).toBe(6);
      }),
    );
  });

  it('of two orders, or two generations → differ', () => {
    fc.assert(
      fc.property(fc.uniqueArray(orderIds, { minLength: 2 }), generations, (ids, generation) => {
        const names = ids.flatMap((orderId) => namesOf(orderId, generation));
        expect(new Set(names).size).toBe(names.length);
        const keys = ids.flatMap((orderId) => [
          refundKey(orderId, generation),
          refundKey(orderId, generation + 1),
        ]);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('fit Stripe’s 255 characters', () => {
    const longest = checked(parseOrderId('z'.repeat(40)));
    expect(expireKey(longest, `cs_live_${'a'.repeat(58)}`, 50).length).toBeLessThanOrEqual(255);
    expect(SYSTEM).toBe('system');
  });
});
