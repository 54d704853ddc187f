// Writing orders: idempotent, guarded, one transaction with the timeline.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actor } from '../../../domain/actor.ts';
import { type OrderId, parseOrderId, parseShopId } from '../../../domain/ids.ts';
import { openState } from '../../../domain/order-state.ts';
import { pickupCode } from '../../../domain/pickup-code.ts';
import { StaleWrite, WriteRefused } from '../../../domain/ports/order-store.ts';
import { instant } from '../../../domain/time.ts';
import { openOrderStore } from '../../../infra/postgres/postgres-order-store.ts';
import {
  acceptance,
  counterOrder,
  orderStoreCases,
  PLACED_AT,
  readied,
  refusal,
} from '../../contracts/order-store.cases.ts';
import { checked, placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());

async function counts(orderId: OrderId) {
  const [row] = await orders.sql(
    `SELECT (SELECT count(*)::int FROM "Order" WHERE "id" = $1) AS orders,
            (SELECT count(*)::int FROM "OrderItem" WHERE "orderId" = $1) AS items,
            (SELECT count(*)::int FROM "OrderEvent" WHERE "orderId" = $1) AS events`,
    [orderId],
  );
  return row;
}

/** Another order id whose first pickup code is the same. */
function twinOf(orderId: OrderId): OrderId {
  for (let count = 0; ; count += 1) {
    const twin = checked(parseOrderId(`twin${process.pid}x${count}`));
    if (twin !== orderId && pickupCode(twin, 0) === pickupCode(orderId, 0)) return twin;
  }
}

/** A store that counts the statements it sends. */
function countingStore() {
  const sent: string[] = [];
  const store = openOrderStore({
    rows: (statement, values) => {
      sent.push(statement.name ?? statement.text);
      return orders.database.rows(statement, values);
    },
  });
  return { sent, store };
}

orderStoreCases(() => orders.store);

describe('placing', () => {
  it('a new order → its row, its lines in order, and the entry PLACED', async () => {
    const placed = placedOrder({ pickupAt: instant(PLACED_AT + 3_600_000) });
    const { pickupCode: code } = await orders.store.place(placed, PLACED_AT);
    expect(await orders.view.byId(placed.orderId)).toEqual({
      orderId: placed.orderId,
      shopId: placed.shopId,
      customerId: placed.customerId,
      status: 'PENDING',
      paymentStatus: 'AWAITING',
      paymentMethod: 'ONLINE',
      items: placed.items,
      total: placed.total,
      pickupAt: PLACED_AT + 3_600_000,
      pickupCode: code,
      decisionDeadline: null,
      paidAt: null,
      refundedAt: null,
      reason: null,
      stripeSessionId: null,
      checkoutUrl: null,
      checkoutExpiresAt: null,
      attention: [],
      version: 1,
      createdAt: PLACED_AT,
    });
    expect(await orders.view.timeline(placed.orderId)).toEqual([
      {
        sequence: 1,
        kind: 'PLACED',
        actor: `customer:${placed.customerId}`,
        at: PLACED_AT,
        data: { paymentMethod: 'ONLINE', totalCents: 3740 },
      },
    ]);
  });

  it('the same order placed ten times at once → one row and one code', async () => {
    const placed = placedOrder();
    const codes = await Promise.all(Array.from({ length: 10 }, () => orders.store.place(placed, PLACED_AT)));
    expect(new Set(codes.map((kept) => kept.pickupCode)).size).toBe(1);
    expect(await counts(placed.orderId)).toEqual({ orders: 1, items: 2, events: 1 });
  });

  it('a code that an open order of the shop has → another code', async () => {
    const first = counterOrder();
    const twin = counterOrder({ orderId: twinOf(first.orderId) });
    const code = await orders.store.place(first, PLACED_AT);
    const other = await orders.store.place(twin, PLACED_AT);
    expect(other.pickupCode).toBe(pickupCode(twin.orderId, 1));
    expect(other.pickupCode).not.toBe(code.pickupCode);
    expect(await orders.store.place(twin, PLACED_AT)).toEqual({ ...other, isNew: false });
  });

  it('a code that an open order of another shop has → kept', async () => {
    const first = counterOrder();
    const twin = counterOrder({
      orderId: twinOf(first.orderId),
      shopId: checked(parseShopId('maison-dubois')),
    });
    const code = await orders.store.place(first, PLACED_AT);
    expect(await orders.store.place(twin, PLACED_AT)).toEqual(code);
  });

  it('a code whose order has ended → free again', async () => {
    const first = counterOrder();
    const code = await orders.store.place(first, PLACED_AT);
    await orders.store.record({
      ...acceptance(first),
      state: { ...acceptance(first).state, status: 'REJECTED', reason: 'TOO_BUSY' },
    });
    const twin = counterOrder({ orderId: twinOf(first.orderId) });
    expect(await orders.store.place(twin, PLACED_AT)).toEqual(code);
  });

  it('forty orders at once in one shop → forty different codes', async () => {
    const many = Array.from({ length: 40 }, () => counterOrder());
    const codes = await Promise.all(many.map((placed) => orders.store.place(placed, PLACED_AT)));
    expect(new Set(codes.map((kept) => kept.pickupCode)).size).toBe(40);
  });

  it('an unknown shop → refused, and nothing is left behind', async () => {
    const placed = placedOrder({ shopId: checked(parseShopId('nowhere')) });
    await expect(orders.store.place(placed, PLACED_AT)).rejects.toThrow();
    expect(await counts(placed.orderId)).toEqual({ orders: 0, items: 0, events: 0 });
  });

  it('the e-mail kept before the order → goes to the checkout', async () => {
    const placed = placedOrder();
    await orders.sql(
      `INSERT INTO "OrderPrivate" ("orderId", "email", "keptAt") VALUES ($1, 'marie@example.fr', now())`,
      [placed.orderId],
    );
    await orders.store.place(placed, PLACED_AT);
    expect((await orders.store.checkoutOrder(placed.orderId))?.email).toBe('marie@example.fr');
  });
});

describe('recording', () => {
  it('every fact of a state → stored and read back', async () => {
    const placed = placedOrder();
    await orders.store.place(placed, PLACED_AT);
    const at = (minutes: number) => instant(PLACED_AT + minutes * 60_000);
    await orders.store.record({
      ...acceptance(placed),
      state: {
        ...openState(placed, PLACED_AT),
        version: 2,
        status: 'CANCELLED',
        paymentStatus: 'REFUNDED',
        checkout: {
          sessionId: 'cs_test_1',
          url: 'http://pay/1',
          expiresAt: at(35),
          livemode: false,
        },
        paymentIntentId: 'pi_1',
        paidAt: at(1),
        refund: { generation: 2, refundId: 're_1' },
        refundedAt: at(3),
        decisionDeadline: at(31),
        readyAt: at(2),
        reason: 'OUT_OF_STOCK',
        attention: ['DISPUTED'],
      },
    });
    expect(await orders.view.byId(placed.orderId)).toMatchObject({
      status: 'CANCELLED',
      paymentStatus: 'REFUNDED',
      version: 2,
      decisionDeadline: at(31),
      paidAt: at(1),
      refundedAt: at(3),
      reason: 'OUT_OF_STOCK',
      stripeSessionId: 'cs_test_1',
      checkoutUrl: 'http://pay/1',
      checkoutExpiresAt: at(35),
      attention: ['DISPUTED'],
    });
    const [row] = await orders.sql('SELECT * FROM "Order" WHERE "id" = $1', [placed.orderId]);
    expect(row).toMatchObject({
      stripePaymentIntentId: 'pi_1',
      stripeRefundId: 're_1',
      refundGeneration: 2,
      stripeLivemode: false,
    });
    expect(await orders.view.byPaymentIntent('pi_1')).toBe(placed.orderId);
  });

  it('a fact that is taken back → gone from the row', async () => {
    const placed = counterOrder();
    await orders.store.place(placed, PLACED_AT);
    const { state, entries, ...from } = acceptance(placed);
    await orders.store.record({ ...from, state: { ...state, attention: ['DISPUTED'] }, entries });
    await orders.store.record({
      ...from,
      fromVersion: 2,
      fromStatus: 'ACCEPTED',
      state: { ...state, version: 3, attention: [] },
      entries: [{ sequence: 3, kind: 'ATTENTION_CLEARED', actor: actor('system'), at: PLACED_AT, data: {} }],
    });
    expect((await orders.view.byId(placed.orderId))?.attention).toEqual([]);
  });

  it('several entries in one change → all of them, with their data', async () => {
    const placed = counterOrder();
    await orders.store.place(placed, PLACED_AT);
    const { state, entries, ...from } = acceptance(placed);
    const data = { message: 'accept', code: 'TOO_LATE', amount: 12, yes: true, nothing: null };
    await orders.store.record({
      ...from,
      state: { ...state, version: 3 },
      entries: [
        ...entries,
        { sequence: 3, kind: 'MESSAGE_REFUSED', actor: actor('operator'), at: PLACED_AT, data },
      ],
    });
    const timeline = await orders.view.timeline(placed.orderId);
    expect(timeline.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [1, 'PLACED'],
      [2, 'ACCEPTED'],
      [3, 'MESSAGE_REFUSED'],
    ]);
    expect(timeline[2]?.data).toEqual(data);
  });

  it('the same change sent twenty times at once → written once, refused never', async () => {
    const placed = counterOrder();
    await orders.store.place(placed, PLACED_AT);
    await Promise.all(Array.from({ length: 20 }, () => orders.store.record(acceptance(placed))));
    expect(await counts(placed.orderId)).toEqual({ orders: 1, items: 2, events: 2 });
  });

  it('two decisions from the same version at once → the later one stands, and the timeline is its', async () => {
    for (let round = 0; round < 10; round += 1) {
      const placed = counterOrder();
      await orders.store.place(placed, PLACED_AT);
      const reject = refusal(placed, instant(PLACED_AT + 1));
      await Promise.all([orders.store.record(acceptance(placed)), orders.store.record(reject)]);
      const order = await orders.view.byId(placed.orderId);
      const timeline = await orders.view.timeline(placed.orderId);
      expect([order?.status, timeline.map(({ kind }) => kind)]).toEqual(['REJECTED', ['PLACED', 'REJECTED']]);
    }
  });

  it('a shorter decision in place of a longer one → no entry of the longer one is left', async () => {
    const placed = counterOrder();
    await orders.store.place(placed, PLACED_AT);
    await orders.store.record(readied(placed, PLACED_AT));
    await orders.store.record({ ...acceptance(placed), decidedAt: instant(PLACED_AT + 1) });
    const timeline = await orders.view.timeline(placed.orderId);
    expect(timeline.map(({ kind }) => kind)).toEqual(['PLACED', 'ACCEPTED']);
  });

  it('a change that the row is already beyond → accepted silently', async () => {
    const placed = counterOrder();
    await orders.store.place(placed, PLACED_AT);
    const first = acceptance(placed);
    await orders.store.record(first);
    await orders.store.record({
      ...first,
      fromVersion: 2,
      fromStatus: 'ACCEPTED',
      state: { ...first.state, status: 'READY', version: 3 },
      entries: [{ sequence: 3, kind: 'READY', actor: actor('butcher', 'b'), at: PLACED_AT, data: {} }],
    });
    await orders.store.record(first);
    expect((await orders.view.byId(placed.orderId))?.status).toBe('READY');
  });

  it('an order that does not exist → StaleWrite', async () => {
    await expect(orders.store.record(acceptance(counterOrder()))).rejects.toBeInstanceOf(StaleWrite);
  });

  it.each([
    ['a gap', [3], 2],
    ['no entries', [], 1],
    ['a version beyond the entries', [2], 3],
    ['entries in the wrong order', [3, 2], 3],
  ])('a batch with %s → refused before it is sent', async (_what, sequences, version) => {
    const placed = counterOrder();
    await orders.store.place(placed, PLACED_AT);
    const change = acceptance(placed);
    const entries = sequences.map((sequence) => ({
      sequence,
      kind: 'ACCEPTED' as const,
      actor: actor('butcher', 'b'),
      at: PLACED_AT,
      data: {},
    }));
    await expect(
      orders.store.record({ ...change, state: { ...change.state, version }, entries }),
    ).rejects.toBeInstanceOf(RangeError);
    expect(await counts(placed.orderId)).toMatchObject({ events: 1 });
  });

  it('a state that breaks a rule of the database → refused, and the timeline stays as it was', async () => {
    const placed = placedOrder();
    await orders.store.place(placed, PLACED_AT);
    const recorded = orders.store.record(acceptance(placed));
    await expect(recorded).rejects.toThrow(/Order_fulfilled_check/);
    await expect(recorded).rejects.toBeInstanceOf(WriteRefused);
    expect(await counts(placed.orderId)).toMatchObject({ events: 1 });
  });
});

it('placing, and recording → one statement each', async () => {
  const { sent, store } = countingStore();
  const placed = counterOrder();
  await store.place(placed, PLACED_AT);
  expect(sent).toEqual(['place_order']);
  await store.record(acceptance(placed));
  expect(sent).toEqual(['place_order', 'record_change']);
});
