// Where all orders stand, asked of a real database: counted right, and without reading what has ended well.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, hours, type Instant, isoTime, minutes } from '../../../domain/time.ts';
import { FIGURES, readBusinessFigures } from '../../../infra/postgres/business-figures.ts';
import { acceptance, counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
beforeEach(async () => {
  orders = await openOrderDatabase();
});
afterEach(() => orders.close());

const NOW = after(PLACED_AT, hours(2));
const figures = () => readBusinessFigures(orders.database, NOW);

/** An order with these columns, as no workflow has to be lived through for it. */
async function order(columns: Record<string, string>, isOnline = true): Promise<string> {
  const placed = isOnline ? placedOrder() : counterOrder();
  await orders.store.place(placed, PLACED_AT);
  const set = Object.entries(columns).map(([name, value]) => `"${name}" = ${value}`);
  await orders.sql(`UPDATE "Order" SET ${set.join(', ')} WHERE "id" = $1`, [placed.orderId]);
  return placed.orderId;
}

const paid = (id: string) => ({ paidAt: `'2026-11-24'`, stripePaymentIntentId: `'${id}'` });
const at = (minute: number): Instant => after(PLACED_AT, minutes(minute));
const time = (minute: number): string => `'${isoTime(at(minute))}'::timestamp(3)`;

describe('where orders stand', () => {
  it('none → nothing', async () => {
    expect(await figures()).toEqual({
      open: null,
      overdue: { decision: 0, payment: 0 },
      attention: null,
      refunds: { owed: 0, pending: 0, failed: 0 },
      refundPendingSince: null,
      notices: null,
      feedBehind: 0,
      reconciliation: null,
    });
  });

  it('open ones → by status, with those beyond their deadlines', async () => {
    await order({ decisionDeadline: time(119) }, false);
    await order({ decisionDeadline: time(121) }, false);
    await order({ checkoutExpiresAt: time(100) });
    await order({ checkoutExpiresAt: time(100), paymentStatus: `'PROCESSING'` });
    await orders.store.place(counterOrder(), PLACED_AT);
    const accepted = counterOrder();
    await orders.store.place(accepted, PLACED_AT);
    await orders.store.record(acceptance(accepted));
    expect(await figures()).toMatchObject({
      open: { PENDING: 5, ACCEPTED: 1 },
      overdue: { decision: 1, payment: 1 },
      feedBehind: 7,
    });
  });

  it('ended ones that owe money → by where it is; all others are not counted', async () => {
    const ended = { status: `'REJECTED'`, decidedAt: time(30) };
    await order({ ...ended, ...paid('pi_1'), paymentStatus: `'PAID'` });
    await order({ ...ended, ...paid('pi_2'), paymentStatus: `'REFUND_PENDING'` });
    await order({ ...ended, ...paid('pi_3'), paymentStatus: `'REFUND_PENDING'`, decidedAt: time(10) });
    await order({
      ...ended,
      ...paid('pi_4'),
      paymentStatus: `'REFUND_FAILED'`,
      attention: `'{REFUND_FAILED,EVENT_UNREADABLE}'`,
    });
    await order({ ...ended, ...paid('pi_5'), paymentStatus: `'REFUNDED'`, refundedAt: time(40) });
    await order({
      status: `'COLLECTED'`,
      ...paid('pi_6'),
      paymentStatus: `'DISPUTED'`,
      attention: `'{DISPUTED}'`,
    });
    await order({ ...ended, paymentStatus: `'ABANDONED'` });
    expect(await figures()).toMatchObject({
      open: null,
      refunds: { owed: 1, pending: 2, failed: 1 },
      refundPendingSince: at(10),
      attention: { REFUND_FAILED: 1, EVENT_UNREADABLE: 1, DISPUTED: 1 },
    });
  });

  it('notices without an end → by channel', async () => {
    const { orderId } = counterOrder();
    for (const [sequence, status] of ['SENDING', 'RELEASED', 'SENT', 'GIVEN_UP'].entries())
      await orders.sql(
        `INSERT INTO "Notice" VALUES ($1, $2, 'PLACED', 'SHOP_EMAIL', $3::"NoticeStatus", 1, NULL, $4)`,
        [orderId, sequence + 1, status, isoTime(PLACED_AT)],
      );
    expect((await figures()).notices).toEqual({ SHOP_EMAIL: 2 });
  });

  it('the last run of the reconciliation → what it found', async () => {
    for (const [run, minute] of [
      ['old', 10],
      ['new', 20],
    ] as const)
      await orders.sql(`INSERT INTO "Reconciliation" VALUES ($1, $2, $2, $2, $2, $3)`, [
        run,
        isoTime(at(minute)),
        JSON.stringify({
          told: minute,
          repaired: { count: 2, named: [] },
          unexplained: { count: 3, named: [] },
        }),
      ]);
    expect((await figures()).reconciliation).toEqual({
      finishedAt: at(20),
      told: 20,
      repaired: 2,
      unexplained: 3,
    });
  });

  it('reads neither the orders that ended well nor the notices that were sent', async () => {
    // Of tables this small every page would be read anyway.
    await orders.sql('SET enable_seqscan = off');
    const plan = JSON.stringify(await orders.sql(`EXPLAIN ${FIGURES.text}`, [isoTime(NOW)]));
    for (const index of ['Order_unfinished_idx', 'Order_attention_idx', 'Notice_unsent_idx'])
      expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on \\"(Order|Notice|OrderEvent)\\"/);
  });
});
