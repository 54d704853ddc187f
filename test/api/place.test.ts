// Placing orders: what is checked, what is kept, and what a key means.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckoutBody, OrderBody } from '../../api/orders/order-body.ts';
import { SYSTEM } from '../../domain/actor.ts';
import { firstOrder, openWorld, type World } from './api-world.ts';
import { AT_COUNTER, BASKET, BAVETTE, problem, read, send } from './callers.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const place = (body: object | string, headers: Record<string, string> = {}) =>
  send(world, 'marie', ['POST /api/orders', { body, headers }]);
const checkout = (body: object | string, headers: Record<string, string> = {}) =>
  send(world, 'marie', ['POST /api/checkout', { body, headers }]);

describe('placing', () => {
  it('an order for the counter → 201, priced by the catalogue, nothing to pay online', async () => {
    const order = await read(await place(AT_COUNTER), 201, OrderBody);
    expect(order).toMatchObject({
      shopId: 'boucherie-martin',
      status: 'PENDING',
      paymentStatus: 'DUE_AT_PICKUP',
      paymentMethod: 'ON_PICKUP',
      items: [
        { productId: 'boeuf-bavette', name: 'Bavette de bœuf', quantity: 500, unit: 'g', priceCents: 1245 },
      ],
      totalCents: 1245,
      currency: 'EUR',
      pickupAt: null,
      paidAt: null,
      checkoutUrl: null,
      rejectionReason: null,
      rejectionMessage: null,
      version: 1,
      createdAt: '2026-11-23T10:00:00.000Z',
    });
  });

  it('an order paid online → 201 with the page to pay on', async () => {
    const order = await read(await place({ ...BASKET, paymentMethod: 'ONLINE' }), 201, OrderBody);
    expect(order.checkoutUrl).toMatch(/^https:\/\/pay\.example\//);
  });

  it('a checkout → 201 with exactly the order, the page and when it closes', async () => {
    const page = await read(await checkout(BASKET), 201, CheckoutBody);
    expect(page).toMatchObject({ orderId: firstOrder(world), expiresAt: '2026-11-23T10:35:00.000Z' });
    expect(page.url).toContain(page.orderId);
  });

  it('note and contact → kept beside the order, never given to the workflow', async () => {
    const contact = { name: ' Marie ', phone: '+33 (0)6.12-34 56 78', email: 'm@example.fr' };
    await place({ ...AT_COUNTER, note: 'Coupe fine 🥩', contact });
    expect(await world.details.detailsOf(firstOrder(world))).toEqual({
      note: 'Coupe fine 🥩',
      name: 'Marie',
      phone: '+33 (0)6.12-34 56 78',
      email: 'm@example.fr',
    });
    expect(JSON.stringify(world.commands.calls.placed)).not.toMatch(/Marie|Coupe|example\.fr/);
  });

  it('no e-mail given → the token’s', async () => {
    await place(AT_COUNTER);
    expect(await world.details.detailsOf(firstOrder(world))).toMatchObject({ email: 'marie@example.fr' });
  });

  it('a fraction of a kilogram → whole grams, the same price', async () => {
    const items = [{ productId: 'boeuf-bavette', quantity: 1.255, unit: 'kg' }];
    const order = await read(await place({ ...AT_COUNTER, items }), 201, OrderBody);
    expect(order.items).toMatchObject([{ quantity: 1255, unit: 'g', priceCents: 3125 }]);
  });
});

const line = (change: object) => ({ items: [{ ...BAVETTE, ...change }] });

describe('bad input → its 4xx, and nothing written', () => {
  it.each<[what: string, body: object, status: number, code: string, path?: string]>([
    ['unknown product', line({ productId: 'licorne' }), 422, 'UNKNOWN_PRODUCT', 'items.0'],
    [
      'product of another shop',
      { shopId: 'maison-dubois', items: [{ productId: 'poulet-fermier', quantity: 1, unit: 'piece' }] },
      422,
      'UNKNOWN_PRODUCT',
      'items.0',
    ],
    ['wrong unit', line({ unit: 'piece' }), 422, 'WRONG_UNIT', 'items.0'],
    ['no such unit', line({ unit: 'lb' }), 400, 'MALFORMED_REQUEST', 'items.0.unit'],
    ['quantity 0', line({ quantity: 0 }), 422, 'QUANTITY_OUT_OF_RANGE', 'items.0'],
    ['negative quantity', line({ quantity: -500 }), 422, 'QUANTITY_OUT_OF_RANGE', 'items.0'],
    ['quantity 1e9', line({ quantity: 1e9 }), 422, 'QUANTITY_OUT_OF_RANGE', 'items.0'],
    ['half a gram', line({ quantity: 0.5 }), 422, 'QUANTITY_OUT_OF_RANGE', 'items.0'],
    ['quantity as text', line({ quantity: '500' }), 400, 'MALFORMED_REQUEST', 'items.0.quantity'],
    ['total too small', line({ quantity: 10 }), 422, 'TOTAL_OUT_OF_RANGE'],
    ['a price', line({ priceCents: 1 }), 400, 'MALFORMED_REQUEST', 'items.0.priceCents'],
    ['a total', { totalCents: 1 }, 400, 'MALFORMED_REQUEST', 'totalCents'],
    ['a status', { status: 'ACCEPTED' }, 400, 'MALFORMED_REQUEST', 'status'],
    ['an owner', { customerId: 'user_paul' }, 400, 'MALFORMED_REQUEST', 'customerId'],
    ['what is no name of a field', { 'marie@example.fr': 1 }, 400, 'MALFORMED_REQUEST', '…'],
    ['a number for a name', { contact: { '0611223344': 1 } }, 400, 'MALFORMED_REQUEST', 'contact.…'],
    ['no items', { items: [] }, 400, 'MALFORMED_REQUEST', 'items'],
    ['51 items', { items: Array.from({ length: 51 }, () => BAVETTE) }, 400, 'MALFORMED_REQUEST', 'items'],
    ['unknown shop', { shopId: 'nulle-part' }, 404, 'SHOP_NOT_FOUND'],
    ['a shop id nobody has', { shopId: '../etc' }, 400, 'MALFORMED_REQUEST', 'shopId'],
    ['pickup in the past', { pickupAt: '2026-11-23T09:59:59Z' }, 422, 'PICKUP_IN_PAST'],
    [
      'pickup while closed',
      { shopId: 'maison-dubois', pickupAt: '2026-11-28T12:30:00+01:00' },
      422,
      'SHOP_CLOSED',
    ],
    ['pickup without zone', { pickupAt: '2026-11-28T09:00:00' }, 400, 'MALFORMED_REQUEST', 'pickupAt'],
    ['pickup on 31 February', { pickupAt: '2027-02-31T09:00:00Z' }, 400, 'MALFORMED_REQUEST', 'pickupAt'],
    ['no e-mail address', { contact: { email: 'marie' } }, 400, 'MALFORMED_REQUEST', 'contact.email'],
    ['an unknown contact', { contact: { fax: '1' } }, 400, 'MALFORMED_REQUEST', 'contact.fax'],
    ['a long note', { note: 'x'.repeat(501) }, 400, 'MALFORMED_REQUEST', 'note'],
    ['a note with NUL', { note: 'a\u0000b' }, 400, 'MALFORMED_REQUEST', 'note'],
    ['half a character', { note: 'a\ud83e' }, 400, 'MALFORMED_REQUEST', 'note'],
  ])('%s', async (...[, body, status, code, path]) => {
    const response = await place({ ...AT_COUNTER, ...body });
    expect(response.status).toBe(status);
    const refused = await problem(response);
    expect(refused.code).toBe(code);
    expect(refused.errors?.[0]?.path).toBe(path);
    if (status === 400 && path !== undefined) expect(refused.detail).toContain(path);
    expect([world.rows.size, world.details.count()]).toEqual([0, 0]);
  });

  it.each<[what: string, body: string, headers: Record<string, string>, status: number, code: string]>([
    ['malformed JSON', '{"shopId":', {}, 400, 'MALFORMED_REQUEST'],
    ['JSON that is no object', '"hello"', {}, 400, 'MALFORMED_REQUEST'],
    ['a list', '[]', {}, 400, 'MALFORMED_REQUEST'],
    ['100,000 open brackets', '['.repeat(100_000), {}, 400, 'MALFORMED_REQUEST'],
    [
      'an infinite quantity',
      JSON.stringify({ ...AT_COUNTER, ...line({ quantity: 7 }) }).replace('7', '1e999'),
      {},
      400,
      'MALFORMED_REQUEST',
    ],
    [
      '__proto__',
      `{"__proto__":{"x":1},${JSON.stringify(AT_COUNTER).slice(1)}`,
      {},
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'wrong content type',
      JSON.stringify(AT_COUNTER),
      { 'Content-Type': 'text/plain' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a form',
      'shopId=x',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'unknown charset',
      JSON.stringify(AT_COUNTER),
      { 'Content-Type': 'application/json; charset=klingon' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'unknown encoding',
      JSON.stringify(AT_COUNTER),
      { 'Content-Encoding': 'zip' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['2 MB', JSON.stringify({ ...AT_COUNTER, note: 'x'.repeat(2_000_000) }), {}, 413, 'BODY_TOO_LARGE'],
    ['no body', '', {}, 400, 'MALFORMED_REQUEST'],
    ['an empty key', JSON.stringify(AT_COUNTER), { 'Idempotency-Key': '' }, 400, 'MALFORMED_REQUEST'],
    [
      'a key of 256',
      JSON.stringify(AT_COUNTER),
      { 'Idempotency-Key': 'k'.repeat(256) },
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a key with accents',
      JSON.stringify(AT_COUNTER),
      { 'Idempotency-Key': 'clé' },
      400,
      'MALFORMED_REQUEST',
    ],
  ])('%s', async (...[, body, headers, status, code]) => {
    const response = await place(body, headers);
    expect(response.status).toBe(status);
    expect((await problem(response)).code).toBe(code);
    expect([world.rows.size, world.details.count()]).toEqual([0, 0]);
  });
});

describe('Idempotency-Key', () => {
  const KEY = { 'Idempotency-Key': 'panier-42' };

  it('the same key and body → 201, then 200 with the same order', async () => {
    const first = await read(await place(AT_COUNTER, KEY), 201, OrderBody);
    const again = await read(await place(AT_COUNTER, KEY), 200, OrderBody);
    expect(again).toEqual(first);
    expect(world.rows.size).toBe(1);
  });

  it('the same wish written otherwise, by the other route → the same order', async () => {
    const page = await read(
      await checkout({ ...BASKET, pickupAt: '2026-11-24T10:00:00+01:00' }, KEY),
      201,
      CheckoutBody,
    );
    const { items, shopId } = BASKET;
    const wish = { note: '  ', pickupAt: '2026-11-24T09:00:00.000Z', items, shopId, paymentMethod: 'ONLINE' };
    const order = await read(await place(wish, KEY), 200, OrderBody);
    expect(order).toMatchObject({ id: page.orderId, checkoutUrl: page.url });
  });

  it('the same key with another body → 422, and nothing changed', async () => {
    await place(AT_COUNTER, KEY);
    const refused = await problem(await place({ ...AT_COUNTER, note: 'autre' }, KEY));
    expect(refused).toMatchObject({ status: 422, code: 'IDEMPOTENCY_MISMATCH' });
    expect(world.rows.size).toBe(1);
  });

  it('the same key of another customer → another order', async () => {
    const mine = await read(await place(AT_COUNTER, KEY), 201, OrderBody);
    const theirs = await send(world, 'paul', ['POST /api/orders', { body: AT_COUNTER, headers: KEY }]);
    expect((await read(theirs, 201, OrderBody)).id).not.toBe(mine.id);
  });

  it('ten sends at once → one order, one 201', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => checkout(BASKET, KEY)));
    const pages = await Promise.all(answers.map((answer) => answer.json()));
    expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
    expect(world.rows.size).toBe(1);
  });

  it('no key → two sends are two orders', async () => {
    await place(AT_COUNTER);
    await place(AT_COUNTER);
    expect(world.rows.size).toBe(2);
  });

  it('a retry after the pickup time has passed → still the same order', async () => {
    const wish = { ...AT_COUNTER, pickupAt: '2026-11-23T10:30:00Z' };
    const first = await read(await place(wish, KEY), 201, OrderBody);
    Object.assign(world, { now: world.now + 3_600_000 });
    expect((await read(await place(wish, KEY), 200, OrderBody)).id).toBe(first.id);
  });

  it('a retry when the order has long ended → the same body', async () => {
    const page = await read(await checkout(BASKET, KEY), 201, CheckoutBody);
    world.commands.happen(firstOrder(world), {
      type: 'PAYMENT_ABANDONED',
      by: SYSTEM,
      why: 'SESSION_EXPIRED',
    });
    world.commands.ended.add(firstOrder(world));
    expect(await read(await checkout(BASKET, KEY), 200, CheckoutBody)).toEqual(page);
  });
});

describe('when something is away', () => {
  const KEY = { 'Idempotency-Key': 'panier-43' };

  it('Temporal away → 503, nothing placed; back again, the same key → one order', async () => {
    world.commands.way = 'away';
    expect(await problem(await checkout(BASKET, KEY))).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    world.commands.way = 'open';
    await read(await checkout(BASKET, KEY), 200, CheckoutBody);
    expect(world.rows.size).toBe(1);
  });

  it('the database away → 503, nothing placed', async () => {
    world.database = 'away';
    expect(await problem(await checkout(BASKET, KEY))).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(world.commands.calls.placed).toEqual([]);
  });

  it('Stripe away → 503 that says so; back again, the same key → the same order’s page', async () => {
    world.commands.way = 'no_session';
    expect(await problem(await checkout(BASKET, KEY))).toMatchObject({
      status: 503,
      code: 'PAYMENT_UNAVAILABLE',
    });
    const orderId = firstOrder(world);
    world.commands.way = 'open';
    expect(await read(await checkout(BASKET, KEY), 200, CheckoutBody)).toMatchObject({ orderId });
    expect(world.rows.size).toBe(1);
  });

  it('a key whose workflow ended before its row could be read → 503, not a second order', async () => {
    const { url } = await read(await checkout(BASKET, KEY), 201, CheckoutBody);
    const orderId = firstOrder(world);
    world.rows.delete(orderId);
    world.commands.ended.add(orderId);
    expect(url).toContain(orderId);
    expect(await problem(await checkout(BASKET, KEY))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('reopening a payment page', () => {
  const reopen = (who: 'marie' | 'paul' | 'martin' | 'operator', orderId: string) =>
    send(world, who, ['POST /api/checkout', { body: { orderId } }]);

  it('one’s own unpaid order → 200 with the open page', async () => {
    const page = await read(await checkout(BASKET), 201, CheckoutBody);
    expect(await read(await reopen('marie', page.orderId), 200, CheckoutBody)).toEqual(page);
  });

  it('an order that lacks its page yet → 200 once Stripe answers', async () => {
    world.commands.way = 'no_session';
    await checkout(BASKET);
    world.commands.way = 'open';
    await read(await reopen('marie', firstOrder(world)), 200, CheckoutBody);
  });

  it('a paid order → 409 with where it stands', async () => {
    await checkout(BASKET);
    const orderId = firstOrder(world);
    world.commands.happen(orderId, { type: 'PAYMENT_CONFIRMED', by: SYSTEM, paymentIntentId: 'pi_1' });
    expect(await problem(await reopen('marie', orderId))).toMatchObject({
      code: 'CHECKOUT_CLOSED',
      orderStatus: 'PENDING',
      paymentStatus: 'PAID',
    });
  });

  it('an order for the counter → 409', async () => {
    await place(AT_COUNTER);
    expect((await reopen('marie', firstOrder(world))).status).toBe(409);
  });

  it('someone else’s, a missing, an impossible id → the same 404; seen but not owned → 403', async () => {
    await checkout(BASKET);
    const orderId = firstOrder(world);
    const foreign = await problem(await reopen('paul', orderId));
    expect(foreign).toMatchObject({ status: 404, detail: 'Commande non trouvée' });
    expect(await problem(await reopen('paul', 'aaaaaaaaaaaa'))).toEqual(foreign);
    expect((await reopen('martin', orderId)).status).toBe(403);
    expect((await reopen('operator', orderId)).status).toBe(403);
  });
});
