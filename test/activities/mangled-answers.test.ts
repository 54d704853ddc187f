// Answers of Stripe's API that are not about what was asked, or not as described: nothing is believed, nothing done twice.
import { describe, expect, it } from 'vitest';
import { activityWorldForFile } from '../support/activity-hooks.ts';
import { type ActivityWorld, attemptOf, booksOf, open, pay, place } from '../support/activity-world.ts';

let world: ActivityWorld;
activityWorldForFile((opened) => {
  world = opened;
});

const mangle = (at: string, change: object) => {
  const [method, path] = at.split(' ');
  return world.double.control('/faults', { method, path, kind: 'mangle', change });
};
const UNREADABLE = { type: 'STRIPE_UNREADABLE', nonRetryable: false };

const SHAPES: readonly [what: string, change: object][] = [
  ['without an id', { id: null }],
  ['that is another object', { object: 'charge' }],
  ['in a status nobody knows', { status: 'evaporated' }],
  ['with a payment status nobody knows', { payment_status: 'rather' }],
  ['with an amount that is text', { amount_total: '3740' }],
  ['with a huge amount', { amount_total: 1e308 }],
  ['without a currency', { currency: null }],
  ['whose metadata is a number', { metadata: 7 }],
  ['of no known mode', { livemode: null }],
  ['that expires at no time', { expires_at: 1e300 }],
];

describe('opening a checkout, answered by a session', () => {
  it.each([
    ...SHAPES,
    ['one cent too dear', { amount_total: 3741 }],
    ['one cent too cheap', { amount_total: 3739 }],
    ['in another currency', { currency: 'usd' }],
    ['of another order', { metadata: { orderId: 'abcdefgh12345678' } }],
    ['of no order', { metadata: {} }],
  ])('%s → nobody is sent there; asked again, the order has its one page', async (_what, change) => {
    const order = await place(world);
    await mangle('POST /v1/checkout/sessions', change);
    await expect(world.activities.openCheckout(attemptOf(order))).rejects.toMatchObject(UNREADABLE);
    expect(await world.activities.openCheckout(attemptOf(order))).toMatchObject({
      kind: 'opened',
      session: { orderId: order.placed.orderId, total: { cents: 3740, currency: 'EUR' } },
    });
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 1 });
  });
});

describe('looking a checkout up, answered by a session', () => {
  it.each([...SHAPES, ['of another id', { id: 'cs_test_other' }]])(
    '%s → neither paid nor expired',
    async (_what, change) => {
      const order = await open(world);
      await mangle('GET /v1/checkout/sessions/*', change);
      await expect(world.activities.lookUpCheckout(order.session.sessionId)).rejects.toMatchObject(
        UNREADABLE,
      );
    },
  );
});

describe('closing a checkout, answered by a session', () => {
  it.each([...SHAPES, ['of another id', { id: 'cs_test_other', status: 'expired' }]])(
    '%s → not taken for closed; asked again, it is',
    async (_what, change) => {
      const { placed, session } = await open(world);
      const checkout = { orderId: placed.orderId, sessionId: session.sessionId };
      await mangle('GET /v1/checkout/sessions/*', change);
      await expect(world.activities.closeCheckout(checkout)).rejects.toMatchObject(UNREADABLE);
      expect(await world.activities.closeCheckout(checkout)).toMatchObject({
        session: { status: 'expired' },
      });
    },
  );
});

describe('refunding', () => {
  const attemptFor = ({ placed, paymentIntentId }: Awaited<ReturnType<typeof pay>>) => ({
    orderId: placed.orderId,
    paymentIntentId,
    amount: placed.total,
    generation: 1,
  });
  const LISTED = { id: 're_1', object: 'refund', status: 'succeeded', amount: 3740, currency: 'eur' };

  it.each<[what: string, at: string, change: object]>([
    ['a refund without an id', 'POST /v1/refunds', { id: null }],
    ['a refund in a status nobody knows', 'POST /v1/refunds', { status: 'evaporated' }],
    ['a refund of an amount that is text', 'POST /v1/refunds', { amount: '3740' }],
    ['no list', 'GET /v1/refunds', { object: 'list', data: null }],
    ['a list of something', 'GET /v1/refunds', { data: [{ id: 're_1', object: 'refund' }] }],
    ['a refund in dollars', 'GET /v1/refunds', { data: [{ ...LISTED, currency: 'usd' }] }],
    ['a refund of minus as much', 'GET /v1/refunds', { data: [{ ...LISTED, amount: -3740 }] }],
  ])('answered by %s → not taken for refunded; asked again, refunded once', async (_what, at, change) => {
    const order = await pay(world);
    await mangle(at, change);
    await expect(world.activities.refundPayment(attemptFor(order))).rejects.toMatchObject(UNREADABLE);
    expect(await world.activities.refundPayment(attemptFor(order))).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ captured: 3740, refunded: 3740, refunds: 1 });
  });
});
