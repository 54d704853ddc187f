// How many orders may be open at once, of one customer without being paid and of one shop; and what a repeat gets then.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../domain/actor.ts';
import type { OrderCaps } from '../../domain/ports/open-orders.ts';
import { after, minutes } from '../../domain/time.ts';
import { firstOrder, openWorld, type World } from './api-world.ts';
import { AT_COUNTER, BASKET, type Person, problem, send } from './callers.ts';

const CAPS: OrderCaps = { unpaidPerCustomer: 2, openPerShop: 4 };
let world: World;
beforeEach(async () => {
  world = await openWorld({ orderCaps: CAPS });
});
afterEach(() => world.close());

const place = (who: Person, key?: string, body: object = AT_COUNTER) =>
  send(world, who, [
    'POST /api/orders',
    { body, headers: key === undefined ? {} : { 'Idempotency-Key': key } },
  ]);
const checkout = (who: Person, key?: string) =>
  send(world, who, [
    'POST /api/checkout',
    { body: BASKET, headers: key === undefined ? {} : { 'Idempotency-Key': key } },
  ]);

describe('a customer with too many unpaid orders', () => {
  it('online → 429 that says what to do, and to come again when the first payment page closes', async () => {
    await checkout('marie');
    world.now = after(world.now, minutes(5));
    await checkout('marie');
    const refused = await checkout('marie');
    expect(refused.headers.get('retry-after')).toBe(String(30 * 60));
    const { status, code, detail } = await problem(refused);
    expect([status, code]).toEqual([429, 'TOO_MANY_UNPAID_ORDERS']);
    expect(detail).toMatch(/payez, retirez ou annulez/);
    expect(world.commands.calls.placed).toHaveLength(2);
    expect(world.measured.throttled).toEqual([{ limit: 'unpaid_orders', by: 'user' }]);
  });

  it('at the counter → the same, with a guess when to come again', async () => {
    await place('marie');
    await place('marie');
    const refused = await place('marie');
    expect(refused.headers.get('retry-after')).toBe('600');
    expect((await problem(refused)).code).toBe('TOO_MANY_UNPAID_ORDERS');
  });

  it('one paid, or ended → the next order is taken', async () => {
    await checkout('marie');
    await place('marie');
    const [online, atCounter] = [...world.rows.keys()];
    expect((await place('marie')).status).toBe(429);
    world.commands.happen(online ?? firstOrder(world), {
      type: 'PAYMENT_CONFIRMED',
      by: SYSTEM,
      paymentIntentId: 'pi_1',
    });
    expect((await place('marie')).status).toBe(201);
    expect((await place('marie')).status).toBe(429);
    await send(world, 'marie', [`POST /api/orders/${atCounter}/cancel`, { body: {} }]);
    expect((await place('marie')).status).toBe(201);
  });

  it('others → go on', async () => {
    await place('marie');
    await place('marie');
    expect((await place('paul')).status).toBe(201);
  });
});

describe('a shop with too many open orders', () => {
  it('→ 429 for whoever comes next; another shop takes orders', async () => {
    for (const who of ['marie', 'marie', 'paul', 'paul'] as const)
      expect((await place(who)).status).toBe(201);
    const refused = await place('operator');
    expect(refused.headers.get('retry-after')).toBe('600');
    expect(await problem(refused)).toMatchObject({ status: 429, code: 'SHOP_FULL' });
    expect(world.measured.throttled).toEqual([{ limit: 'open_orders', by: 'shop' }]);
    expect((await place('operator', undefined, { ...AT_COUNTER, shopId: 'maison-dubois' })).status).toBe(201);
  });
});

describe('the same key again, at the cap', () => {
  it('of an order that exists → that order', async () => {
    const first = await checkout('marie', 'k-1');
    await checkout('marie', 'k-2');
    expect((await checkout('marie', 'k-3')).status).toBe(429);
    const again = await checkout('marie', 'k-1');
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(await first.json());
  });

  it('of an order that was let in and whose answer was lost before it was written → goes on with it', async () => {
    await place('marie');
    world.commands.way = 'away';
    expect((await place('marie', 'k-lost')).status).toBe(503);
    world.commands.way = 'open';
    await place('marie');
    expect((await place('marie', 'k-other')).status).toBe(429);
    expect((await place('marie', 'k-lost')).status).toBe(200);
    expect(world.rows.size).toBe(3);
  });

  it('of one that was refused → nothing was kept: it may be another order later', async () => {
    await place('marie');
    await place('marie');
    const before = world.details.count();
    expect((await place('marie', 'k-3')).status).toBe(429);
    expect((await place('marie', 'k-3')).status).toBe(429);
    expect(world.details.count()).toBe(before);
    await send(world, 'marie', [`POST /api/orders/${firstOrder(world)}/cancel`, { body: {} }]);
    const other = { ...AT_COUNTER, items: [{ productId: 'boeuf-bavette', quantity: 700, unit: 'g' }] };
    expect((await place('marie', 'k-3', other)).status).toBe(201);
  });
});
