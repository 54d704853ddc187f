// Reading: the catalogue, quotes, lists page by page, timelines.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrderBody, OrderListBody, QuoteBody, TimelineBody } from '../../api/orders/order-body.ts';
import { ShopBody, ShopListBody } from '../../api/shops/shop-body.ts';
import { instant } from '../../domain/time.ts';
import { firstOrder, openWorld, type World } from './api-world.ts';
import { AT_COUNTER, BASKET, BAVETTE, problem, read, send } from './callers.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('the catalogue, without a token', () => {
  it('all shops → hours, products and prices', async () => {
    const shops = await read(await send(world, 'nobody', ['GET /api/shops']), 200, ShopListBody);
    expect(shops.data.map(({ id, openNow }) => [id, openNow])).toEqual([
      ['boucherie-martin', true],
      ['maison-dubois', false],
    ]);
    expect(shops.nextCursor).toBeNull();
  });

  it('one shop, when it is open → openNow', async () => {
    world.now = instant(Date.UTC(2026, 10, 28, 9));
    const shop = await read(await send(world, 'nobody', ['GET /api/shops/maison-dubois']), 200, ShopBody);
    expect(shop).toEqual({
      id: 'maison-dubois',
      name: 'Maison Dubois',
      openNow: true,
      hours: [{ day: 6, opens: '08:00', closes: '12:00' }],
      products: [
        {
          id: 'boeuf-bavette',
          name: 'Bavette de bœuf',
          category: 'Bœuf',
          unitPriceCents: 2490,
          pricedPer: 'KG',
        },
      ],
    });
  });

  it.each(['nulle-part', '..%2f..', '%00'])('shop %j → 404', async (id) => {
    expect(await problem(await send(world, 'nobody', [`GET /api/shops/${id}`]))).toMatchObject({
      code: 'SHOP_NOT_FOUND',
    });
  });
});

describe('a quote', () => {
  const quote = (body: object | string) => send(world, 'nobody', ['POST /api/quote', { body }]);

  it('a basket → priced as an order would be, nothing kept', async () => {
    const poulet = { productId: 'poulet-fermier', quantity: 2, unit: 'piece' };
    const quoted = await read(await quote({ ...BASKET, items: [BAVETTE, poulet] }), 200, QuoteBody);
    expect(quoted).toMatchObject({ items: [{ priceCents: 1245 }, { priceCents: 4990 }], totalCents: 6235 });
    expect([world.rows.size, world.details.count()]).toEqual([0, 0]);
  });

  it('what cannot be ordered → the same refusal', async () => {
    expect(await problem(await quote({ ...BASKET, items: [{ ...BAVETTE, unit: 'piece' }] }))).toMatchObject({
      code: 'WRONG_UNIT',
    });
    expect(await problem(await quote({ ...BASKET, shopId: 'nulle-part' }))).toMatchObject({ status: 404 });
    expect(await problem(await quote({ ...BASKET, totalCents: 1 }))).toMatchObject({
      errors: [{ path: 'totalCents' }],
    });
  });
});

describe('lists', () => {
  beforeEach(async () => {
    for (let count = 0; count < 5; count += 1)
      await send(world, 'marie', ['POST /api/orders', { body: AT_COUNTER }]);
    await send(world, 'paul', ['POST /api/orders', { body: AT_COUNTER }]);
    await send(world, 'martin', [`POST /api/orders/${firstOrder(world)}/accept`]);
  });
  const list = (query: string) => send(world, 'marie', [`GET /api/orders${query}`]);

  it('one’s own orders, page by page → each once, newest first', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '?limit=2' : `?limit=2&cursor=${cursor}`;
      const page = await read(await list(query), 200, OrderListBody);
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual([...world.rows.keys()].slice(0, 5).toReversed());
  });

  it.each([
    ['?status=ACCEPTED', 1],
    ['?status=PENDING', 4],
    ['?status=PENDING,ACCEPTED', 5],
    ['?status=PENDING&status=ACCEPTED', 5],
    ['?status=READY', 0],
    ['', 5],
  ])('%j → %i orders', async (query, count) => {
    expect((await read(await list(query), 200, OrderListBody)).data).toHaveLength(count);
  });

  it.each<[query: string, path: string]>([
    ['?status=OPEN', 'status.0'],
    ['?status=', 'status.0'],
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=ten', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?cursor=nonsense', 'cursor'],
    [`?cursor=${'1'.repeat(501)}`, 'cursor'],
    ['?customerId=user_paul', 'customerId'],
  ])('%j → 400 naming the field', async (query, path) => {
    const refused = await problem(await list(query));
    expect(refused).toMatchObject({ status: 400, errors: [{ path }] });
    expect(refused.detail).toContain(path);
  });

  it('the shop’s orders → of all its customers; another shop’s → none', async () => {
    const shop = await send(world, 'martin', ['GET /api/shops/boucherie-martin/orders']);
    expect((await read(shop, 200, OrderListBody)).data).toHaveLength(6);
    const other = await send(world, 'dubois', ['GET /api/shops/maison-dubois/orders']);
    expect((await read(other, 200, OrderListBody)).data).toEqual([]);
  });

  it('the shop’s orders of a time → from it on, and before the other', async () => {
    world.now = instant(Date.UTC(2026, 10, 23, 11));
    await send(world, 'paul', ['POST /api/orders', { body: AT_COUNTER }]);
    const count = async (query: string) => {
      const page = await send(world, 'martin', [`GET /api/shops/boucherie-martin/orders?${query}`]);
      return (await read(page, 200, OrderListBody)).data.length;
    };
    expect(await count('placedFrom=2026-11-23T11:00:00.000Z')).toBe(1);
    expect(await count('placedFrom=2026-11-23T11:00:00%2B00:00&status=ACCEPTED')).toBe(0);
    expect(await count('placedBefore=2026-11-23T11:00:00.000Z')).toBe(6);
    expect(await count('placedFrom=2026-11-23T10:30:00Z&placedBefore=2026-11-23T10:45:00Z')).toBe(0);
    const bad = await send(world, 'martin', ['GET /api/shops/boucherie-martin/orders?placedFrom=hier']);
    expect(await problem(bad)).toMatchObject({ status: 400, errors: [{ path: 'placedFrom' }] });
    // No year of PostgreSQL's, and one that is in UTC no year of four digits.
    for (const time of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00']) {
      const odd = await send(world, 'martin', [`GET /api/shops/boucherie-martin/orders?placedFrom=${time}`]);
      expect(await problem(odd)).toMatchObject({ status: 400, errors: [{ path: 'placedFrom' }] });
    }
  });

  it('a page of orders → their private details in one look', async () => {
    const before = world.details.looks.length;
    await send(world, 'martin', ['GET /api/shops/boucherie-martin/orders']);
    expect(world.details.looks.slice(before)).toEqual([6]);
  });

  it('a shop that is not there → 404', async () => {
    expect((await send(world, 'operator', ['GET /api/shops/nulle-part/orders'])).status).toBe(404);
  });
});

describe('the note and who comes for the order', () => {
  const contact = { name: 'Marie Curie', phone: '+33 6 12 34 56 78' };
  const WHO = { note: 'Tranches fines', contactName: contact.name, contactPhone: contact.phone };
  const NOBODY = { note: null, contactName: null, contactPhone: null };
  const look = async (who: 'marie' | 'martin' | 'operator') =>
    read(await send(world, who, [`GET /api/orders/${firstOrder(world)}`]), 200, OrderBody);
  beforeEach(async () => {
    const body = { ...AT_COUNTER, note: WHO.note, contact };
    await send(world, 'marie', ['POST /api/orders', { body }]);
  });

  it('for the customer and the butcher of the shop → said; for an operator → not', async () => {
    expect(await look('marie')).toMatchObject(WHO);
    expect(await look('martin')).toMatchObject(WHO);
    expect(await look('operator')).toMatchObject(NOBODY);
  });

  it('in the lists → the same', async () => {
    const inList = async (who: 'marie' | 'martin' | 'operator', path: string) =>
      (await read(await send(world, who, [`GET ${path}`]), 200, OrderListBody)).data[0];
    expect(await inList('marie', '/api/orders')).toMatchObject(WHO);
    expect(await inList('martin', '/api/shops/boucherie-martin/orders')).toMatchObject(WHO);
    expect(await inList('operator', '/api/shops/boucherie-martin/orders')).toMatchObject(NOBODY);
  });

  it('nothing given → null', async () => {
    const answer = await send(world, 'paul', ['POST /api/orders', { body: AT_COUNTER }]);
    expect(await read(answer, 201, OrderBody)).toMatchObject(NOBODY);
  });

  it('in the answer to a decision → said to the butcher', async () => {
    const decided = await send(world, 'martin', [`POST /api/orders/${firstOrder(world)}/accept`]);
    expect(await read(decided, 200, OrderBody)).toMatchObject(WHO);
  });
});

it('a timeline → from 1 without gaps', async () => {
  await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
  const timeline = await send(world, 'marie', [`GET /api/orders/${firstOrder(world)}/timeline`]);
  expect(await read(timeline, 200, TimelineBody)).toMatchObject({
    data: [
      { sequence: 1, kind: 'PLACED', actor: 'system', at: '2026-11-23T10:00:00.000Z' },
      { sequence: 2, kind: 'CHECKOUT_OPENED', actor: 'system' },
    ],
    nextCursor: null,
  });
});
