// Reconciling on real PostgreSQL, against the double: what is listed, what is told, what is suspected, what is found.
import { beforeEach, describe, expect, it } from 'vitest';
import { STRIPE_EVENT_MEANING } from '../../domain/payment-facts.ts';
import type { Finding } from '../../domain/reconciliation/findings.ts';
import { emptyReport, suspectOf } from '../../domain/reconciliation/report.ts';
import { instant } from '../../domain/time.ts';
import { createStripe } from '../../infra/stripe/stripe-client.ts';
import { activityWorldForFile } from '../support/activity-hooks.ts';
import { type ActivityWorld, open, pay, place } from '../support/activity-world.ts';
import { freshOrderId } from '../support/placed-orders.ts';
import { openReconciliationWorld, type ReconciliationWorld } from '../support/reconciliation-world.ts';

let world: ActivityWorld;
let reconciliation: ReconciliationWorld;
activityWorldForFile((opened) => {
  world = opened;
});
beforeEach(() => {
  reconciliation = openReconciliationWorld(world);
});

const fault = (input: object) => world.double.control('/faults', input);
const mangle = (path: string, change: object) =>
  fault({ method: 'GET', path, kind: 'mangle', change, times: 50 });
const stripe = () =>
  createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: world.double.url });
const suspectedIn = async (step: Parameters<ReconciliationWorld['walk']>[0]) =>
  (await reconciliation.walk(step)).flatMap(({ suspects }) => suspects.map(({ orderId }) => orderId));
const codes = (findings: readonly Finding[] = []) => findings.map(({ code }) => code);

describe('the events', () => {
  it('that no order was told → told oldest first, once, however often they are listed', async () => {
    const paid = await pay(world);
    await world.double.stripe.refunds.create({ payment_intent: paid.paymentIntentId, amount: 100 });
    await reconciliation.walk('EVENTS');
    const mine = reconciliation.told.filter(({ orderId }) => orderId === paid.placed.orderId);
    // The refund made by hand carries no order: its payment tells whose it is.
    expect(mine.map(({ fact }) => fact.kind)).toEqual(['SESSION_COMPLETED', 'REFUND_CHANGED']);
    const before = reconciliation.told.length;
    const again = await reconciliation.walk('EVENTS');
    expect(reconciliation.told).toHaveLength(before);
    expect(again.every(({ told, suspects }) => told === 0 && suspects.length === 0)).toBe(true);
  });

  it('are asked for by the handled types only, a hundred at a time, as the SDK’s types say', async () => {
    await reconciliation.walk('EVENTS');
    const { requests } = (await world.double.view('/requests')) as {
      requests: { path: string; params: { types?: unknown; limit?: unknown } }[];
    };
    const lists = requests.filter(({ path }) => path === '/v1/events');
    expect(lists.at(-1)?.params).toMatchObject({ limit: '100', types: Object.keys(STRIPE_EVENT_MEANING) });
    expect(await world.double.requestProblems(200)).toEqual([]);
  });

  it('while Stripe does not answer → the page fails, and is tried again later', async () => {
    await fault({ method: 'GET', path: '/v1/events', kind: 'status', status: 500 });
    await expect(reconciliation.walk('EVENTS')).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    await expect(reconciliation.walk('EVENTS')).resolves.toBeDefined();
  });
});

describe('what makes no sense', () => {
  it.each([
    ['session', '/v1/checkout/sessions/*', { status: 'evaporated' }],
    ['payment', '/v1/payment_intents/*', { id: null }],
    ['list of refunds', '/v1/refunds', { data: 7 }],
    ['list of disputes', '/v1/disputes', { data: 7 }],
  ])('a %s → its order is found unreadable, and stays open', async (_what, path, change) => {
    const paid = await pay(world);
    const { orderId } = paid.placed;
    const session = `"stripeSessionId" = '${paid.session.sessionId}'`;
    await record(orderId, `${session}, ${paidColumns(paid.paymentIntentId)}`);
    await mangle(path, change);
    const [examined] = await reconciliation.activities.examineSuspects([suspectOf(orderId)]);
    expect(codes(examined?.findings)).toEqual(['UNREADABLE']);
    expect(examined?.findings[0]).toMatchObject({ orderId });
  });

  it('a payment of a changed order → looked at again', async () => {
    const { placed, paymentIntentId } = await pay(world);
    await record(placed.orderId, paidColumns(paymentIntentId));
    await mangle('/v1/payment_intents/*', { id: null });
    expect(await suspectedIn('CHANGED_ORDERS')).toContain(placed.orderId);
  });

  it('the payment that tells whose an event is → found, not told; told when it can be read', async () => {
    const paid = await pay(world);
    const refund = await world.double.stripe.refunds.create({
      payment_intent: paid.paymentIntentId,
      amount: 100,
    });
    await mangle('/v1/payment_intents/*', { id: null });
    const pages = await reconciliation.walk('EVENTS');
    expect(pages.flatMap(({ unreadable }) => unreadable)).toMatchObject([
      { code: 'UNREADABLE', orderId: null },
    ]);
    expect(pages.flatMap(({ unreadable }) => unreadable[0]?.stripeIds)).toContain(paid.paymentIntentId);
    const refunds = () =>
      reconciliation.told.filter(
        ({ fact }) => fact.kind === 'REFUND_CHANGED' && fact.refund.refundId === refund.id,
      );
    expect(refunds()).toEqual([]);
    await world.double.control('/faults/clear', {});
    await reconciliation.walk('EVENTS');
    expect(refunds()).toHaveLength(1);
  });

  it('a list, or one that is refused → found, and the step ends', async () => {
    await mangle('/v1/charges', { data: 7 });
    await fault({ method: 'GET', path: '/v1/disputes', kind: 'status', status: 400 });
    for (const step of ['CHARGES', 'DISPUTES'] as const) {
      const [page, more] = await reconciliation.walk(step);
      expect(more).toBeUndefined();
      expect(page).toMatchObject({ seen: 0, nextCursor: null });
      expect(page?.unreadable).toMatchObject([{ code: 'UNREADABLE', orderId: null, stripeIds: [] }]);
      expect(page?.unreadable[0]?.facts).toContain(`${step}: `);
    }
  });

  it.each([
    [401, 'STRIPE_KEY_REFUSED'],
    [500, 'STRIPE_UNKNOWN'],
  ])('is not an answer of %i: that is thrown, and asked again', async (status, type) => {
    const { placed, session } = await open(world);
    for (const path of ['/v1/charges', '/v1/checkout/sessions/*'])
      await fault({ method: 'GET', path, kind: 'status', status });
    await expect(reconciliation.walk('CHARGES')).rejects.toMatchObject({ type, nonRetryable: false });
    const suspect = suspectOf(placed.orderId, { sessionIds: [session.sessionId] });
    const look = reconciliation.activities.examineSuspects([suspect]);
    await expect(look).rejects.toMatchObject({ type, nonRetryable: false });
  });
});

describe('the lists as they stand', () => {
  it('name the order of a payment nobody was told of, and not one whose row has just changed', async () => {
    const { placed } = await pay(world);
    await record(placed.orderId, `"stripeSessionId" = '${(await sessionOf(placed.orderId)).id}'`);
    expect(await suspectedIn('SESSIONS')).toContain(placed.orderId);
    expect(await suspectedIn('CHARGES')).toContain(placed.orderId);
    reconciliation.now = instant(Date.now());
    expect(await suspectedIn('SESSIONS')).not.toContain(placed.orderId);
  });

  it('name what has no order here; what is not ours is left out', async () => {
    const stranger = freshOrderId();
    await handMade({ orderId: stranger });
    await handMade({});
    expect(await suspectedIn('SESSIONS')).toContain(stranger);
    const [examined] = await reconciliation.activities.examineSuspects([
      suspectOf(stranger, { sessionIds: [(await sessionOf(stranger)).id] }),
    ]);
    expect(codes(examined?.findings)).toEqual(['NO_ORDER']);
  });

  it('are gone through page by page → every object once', async () => {
    for (let made = 0; made < 205; made += 1) await handMade({});
    const pages = await reconciliation.walk('SESSIONS');
    const { data } = await stripe().checkout.sessions.list({ limit: 1 });
    expect(data).toHaveLength(1);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    expect(pages.slice(0, -1).every(({ seen }) => seen === 100)).toBe(true);
    expect(pages.reduce((sum, { seen }) => sum + seen, 0)).toBe(await sessionCount());
  });
});

describe('the second look', () => {
  it('at a payment nobody was told of → found, told once, and nothing more once the order knows', async () => {
    const paid = await pay(world);
    const { orderId } = paid.placed;
    await record(orderId, `"stripeSessionId" = '${paid.session.sessionId}'`);
    const look = () => reconciliation.activities.examineSuspects([suspectOf(orderId)]);
    const [first] = await look();
    expect(codes(first?.findings)).toEqual(['PAYMENT_UNKNOWN']);
    expect(first).toMatchObject({ told: 1, suspect: { isTold: true } });
    expect((await look())[0]).toMatchObject({ told: 0 });
    expect(reconciliation.told).toMatchObject([{ orderId, fact: { kind: 'SESSION_COMPLETED' } }]);
    await record(orderId, paidColumns(paid.paymentIntentId));
    expect((await look())[0]?.findings).toEqual([]);
  });

  it('at a payment that was forwarded once and did not arrive → told again', async () => {
    const paid = await pay(world);
    const { orderId } = paid.placed;
    await record(orderId, `"stripeSessionId" = '${paid.session.sessionId}'`);
    await reconciliation.walk('EVENTS');
    expect(reconciliation.told.filter((told) => told.orderId === orderId)).toHaveLength(1);
    const [examined] = await reconciliation.activities.examineSuspects([suspectOf(orderId)]);
    expect(examined?.told).toBe(1);
    expect(reconciliation.told.filter((told) => told.orderId === orderId)).toHaveLength(2);
  });

  it('at a refund by hand and a dispute → both found, to the cent', async () => {
    const paid = await pay(world);
    const { orderId } = paid.placed;
    const session = `"stripeSessionId" = '${paid.session.sessionId}'`;
    await record(orderId, `${session}, ${paidColumns(paid.paymentIntentId)}`);
    await world.double.stripe.refunds.create({ payment_intent: paid.paymentIntentId, amount: 740 });
    await world.double.control('/disputes', { paymentIntent: paid.paymentIntentId });
    const [examined] = await reconciliation.activities.examineSuspects([suspectOf(orderId)]);
    expect(codes(examined?.findings)).toEqual(['REFUND_DIFFERS', 'DISPUTE_UNKNOWN']);
    expect(examined?.findings[0]?.facts).toContain('3740 cents taken, 740 given back');
    expect(examined?.told).toBe(2);
  });

  it('at a dispute that was won and of whose end nobody told → told', async () => {
    const paid = await pay(world);
    const { orderId } = paid.placed;
    const raised = await world.double.control('/disputes', { paymentIntent: paid.paymentIntentId });
    await world.double.control(`/disputes/${String(raised.id)}/close`, { status: 'won' });
    const known = `"stripeDisputeId" = '${String(raised.id)}', "isDisputeOver" = false`;
    await record(orderId, `${paidColumns(paid.paymentIntentId)}, ${known}`);
    const [examined] = await reconciliation.activities.examineSuspects([suspectOf(orderId)]);
    expect(codes(examined?.findings)).toContain('DISPUTE_UNKNOWN');
    const mine = reconciliation.told.filter((told) => told.orderId === orderId);
    expect(mine.map(({ fact }) => fact.kind)).toContain('DISPUTE_CLOSED');
  });

  it('at an open order whose workflow is gone → resumed', async () => {
    const { placed } = await open(world);
    reconciliation.attendance = { order: null, isAftercareRunning: false };
    expect(await suspectedIn('UNFINISHED_ORDERS')).toContain(placed.orderId);
    const [examined] = await reconciliation.activities.examineSuspects([suspectOf(placed.orderId)]);
    expect(codes(examined?.findings)).toEqual(['WORKFLOW_GONE']);
    expect(examined).toMatchObject({ told: 0, suspect: { isTold: true } });
    expect(reconciliation.resumed).toEqual([placed.orderId]);
  });

  it('at an order that counts as paid with a payment Stripe does not know → said', async () => {
    const { placed } = await place(world);
    await record(placed.orderId, paidColumns('pi_nowhere'));
    expect(await suspectedIn('CHANGED_ORDERS')).toContain(placed.orderId);
    const [examined] = await reconciliation.activities.examineSuspects([suspectOf(placed.orderId)]);
    expect(codes(examined?.findings)).toEqual(['PAYMENT_MISSING']);
  });
});

describe('the report', () => {
  it('recorded twice → there once, the next run begins at its mark, what is unexplained is in the log', async () => {
    const { lastReconciliation, recordReconciliation } = reconciliation.activities;
    const orderId = freshOrderId();
    const finding: Finding = { code: 'PAGE_OPEN', orderId, stripeIds: ['cs_1'], facts: '' };
    const [since, mark] = [instant(Date.UTC(2026, 0, 1)), instant(Date.UTC(2026, 0, 2))];
    const report = {
      ...emptyReport(since, mark),
      unexplained: { count: 1, named: [finding] },
      open: [suspectOf(orderId, { sessionIds: ['cs_1'] })],
    };
    const run = { runId: 'run-1', mark, finishedAt: instant(mark + 1), report };
    await recordReconciliation(run);
    await recordReconciliation(run);
    expect(await world.orders.sql('SELECT 1 FROM "Reconciliation"')).toHaveLength(1);
    expect(await lastReconciliation()).toEqual({ mark, open: report.open });
    expect(reconciliation.warnings[0]).toContain(
      `PAGE_OPEN: a payment page is open that is not, or no longer, the one of an open order (order ${orderId}, cs_1)`,
    );
  });
});

/** What an order's workflow would have written, for a row that no workflow stands behind. */
async function record(orderId: string, columns: string): Promise<void> {
  await world.orders.sql(`UPDATE "Order" SET ${columns} WHERE "id" = $1`, [orderId]);
}

const paidColumns = (paymentIntentId: string): string =>
  `"paymentStatus" = 'PAID', "paidAt" = now(), "stripePaymentIntentId" = '${paymentIntentId}'`;

const handMade = (metadata: Record<string, string>) =>
  stripe().checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { quantity: 1, price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'x' } } },
    ],
    metadata,
    success_url: 'https://shop.test/ok',
  });

async function sessionOf(orderId: string) {
  for await (const session of stripe().checkout.sessions.list({ limit: 100 }))
    if (session.metadata?.orderId === orderId) return session;
  throw new Error(`no session of ${orderId}`);
}

async function sessionCount(): Promise<number> {
  let count = 0;
  for await (const _session of stripe().checkout.sessions.list({ limit: 100 })) count += 1;
  return count;
}
