// Personal data beside the orders: kept once, never mixed up, purged when it became no order.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrivateDetails } from '../../../infra/postgres/postgres-private-details.ts';
import { counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { freshOrderId } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

const MARIE = {
  note: 'Coupe fine, s’il vous plaît 🥩',
  name: 'Marie Curie',
  phone: '+33 6 12 34 56 78',
  email: 'marie@example.fr',
};

let orders: OrderDatabase;
let store: ReturnType<typeof openPrivateDetails>;
beforeAll(async () => {
  orders = await openOrderDatabase();
  store = openPrivateDetails(orders.database);
});
afterAll(() => orders.close());

const age = (orderId: string, interval: string) =>
  orders.sql(`UPDATE "OrderPrivate" SET "keptAt" = "keptAt" - $2::interval WHERE "orderId" = $1`, [
    orderId,
    interval,
  ]);

describe('keeping', () => {
  it('details kept → read back as they were', async () => {
    const orderId = freshOrderId();
    expect(await store.keep(orderId, MARIE, 'f1')).toBe('kept');
    expect(await store.detailsOf(orderId)).toEqual(MARIE);
    expect(await store.messageOf(orderId)).toBeNull();
  });

  it('the details of many → in one look; of an order without any → absent', async () => {
    const [first, second, unknown] = [freshOrderId(), freshOrderId(), freshOrderId()];
    await store.keep(first, MARIE, 'f1');
    await store.keepMessage(second, 'Désolé !');
    const found = await store.ofOrders([first, second, unknown]);
    expect(found.get(first)).toEqual({ ...MARIE, message: null });
    expect(found.get(second)).toMatchObject({ note: null, message: 'Désolé !' });
    expect(found.has(unknown)).toBe(false);
    expect((await store.ofOrders([])).size).toBe(0);
  });

  it('the same request again → already kept, and unchanged', async () => {
    const orderId = freshOrderId();
    await store.keep(orderId, MARIE, 'f1');
    expect(await store.keep(orderId, { ...MARIE, name: 'Other' }, 'f1')).toBe('already_kept');
    expect(await store.detailsOf(orderId)).toEqual(MARIE);
  });

  it('another request with the same id → mismatch, and unchanged', async () => {
    const orderId = freshOrderId();
    await store.keep(orderId, MARIE, 'f1');
    expect(await store.keep(orderId, { ...MARIE, name: 'Other' }, 'f2')).toBe('mismatch');
    expect(await store.detailsOf(orderId)).toEqual(MARIE);
  });

  it('ten times at once → kept exactly once', async () => {
    const orderId = freshOrderId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => store.keep(orderId, MARIE, 'f1')));
    expect(answers.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'already_kept'), 'kept']);
  });

  it('two different requests at once → one kept, one mismatch', async () => {
    const orderId = freshOrderId();
    const answers = await Promise.all(['f1', 'f2'].map((print) => store.keep(orderId, MARIE, print)));
    expect(answers.toSorted()).toEqual(['kept', 'mismatch']);
  });

  it('nothing known → null everywhere', async () => {
    const orderId = freshOrderId();
    expect(await store.detailsOf(orderId)).toBeNull();
    expect(await store.messageOf(orderId)).toBeNull();
    const nobody = { note: null, name: null, phone: null, email: null };
    await store.keep(orderId, nobody, 'f');
    expect(await store.detailsOf(orderId)).toEqual(nobody);
  });
});

describe('the butcher’s message', () => {
  it('kept, replaced, erased → what was said last', async () => {
    const orderId = freshOrderId();
    await store.keep(orderId, MARIE, 'f1');
    await store.keepMessage(orderId, 'Plus de bavette');
    await store.keepMessage(orderId, 'Désolé !');
    expect(await store.messageOf(orderId)).toBe('Désolé !');
    expect(await store.detailsOf(orderId)).toEqual(MARIE);
    await store.keepMessage(orderId, null);
    expect(await store.messageOf(orderId)).toBeNull();
  });

  it('of an order without details → kept all the same', async () => {
    const orderId = freshOrderId();
    await store.keepMessage(orderId, 'Fermé');
    expect(await store.messageOf(orderId)).toBe('Fermé');
  });
});

describe('purging', () => {
  it('details older than a day without an order → deleted; all others stay', async () => {
    const [old, young, placed] = [freshOrderId(), freshOrderId(), counterOrder()];
    for (const id of [old, young, placed.orderId]) await store.keep(id, MARIE, 'f');
    await orders.store.place(placed, PLACED_AT);
    await age(old, '25 hours');
    await age(young, '23 hours');
    await age(placed.orderId, '30 days');
    expect(await store.purgeOrphans()).toBe(1);
    expect(await store.detailsOf(old)).toBeNull();
    expect(await store.detailsOf(young)).toEqual(MARIE);
    expect(await store.detailsOf(placed.orderId)).toEqual(MARIE);
    expect(await store.purgeOrphans()).toBe(0);
  });

  it('a retry just before a day has passed → kept for another day', async () => {
    const orderId = freshOrderId();
    await store.keep(orderId, MARIE, 'f');
    await age(orderId, '25 hours');
    await store.keep(orderId, MARIE, 'f');
    expect(await store.purgeOrphans()).toBe(0);
  });
});
