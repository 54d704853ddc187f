// Opening, closing and looking up a checkout, against the double: one payable session whatever happens to the answers.
import { describe, expect, it } from 'vitest';
import { minutes } from '../../domain/time.ts';
import { activityWorldForFile } from '../support/activity-hooks.ts';
import {
  type ActivityWorld,
  attemptOf,
  booksOf,
  keysOf,
  open,
  pay,
  place,
} from '../support/activity-world.ts';
import { CARDS, submitCard } from '../support/hosted-page.ts';
import { placedOrder } from '../support/placed-orders.ts';

let world: ActivityWorld;
activityWorldForFile((opened) => {
  world = opened;
});

const fault = (input: object) => world.double.control('/faults', input);
const CREATE = { method: 'POST', path: '/v1/checkout/sessions' };
/** The SDK tries a lost connection once more by itself. */
const LOST = { kind: 'drop-after', times: 2 };

describe('opening a checkout', () => {
  it('of a placed order → its session, at its price, for as long as asked', async () => {
    const order = await place(world);
    const opened = await world.activities.openCheckout(attemptOf(order));
    expect(opened).toMatchObject({
      kind: 'opened',
      session: {
        orderId: order.placed.orderId,
        status: 'open',
        paid: false,
        total: { cents: 3740, currency: 'EUR' },
        expiresAt: Math.floor(order.expiresAt / 1_000) * 1_000,
      },
    });
  });

  it('twice, and five times at once → one session', async () => {
    const order = await place(world);
    const attempt = attemptOf(order);
    const first = await world.activities.openCheckout(attempt);
    const again = await Promise.allSettled(
      Array.from({ length: 5 }, () => world.activities.openCheckout(attempt)),
    );
    for (const one of again) {
      // A key in use answers 409: unknown, tried again later.
      if (one.status === 'fulfilled') expect(one.value).toEqual(first);
      else expect(one.reason).toMatchObject({ type: 'STRIPE_UNKNOWN' });
    }
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 1 });
  });

  it('whose answer was lost → unknown, then the same session under the same key', async () => {
    const order = await place(world);
    await fault({ ...CREATE, ...LOST });
    await expect(world.activities.openCheckout(attemptOf(order))).rejects.toMatchObject({
      type: 'STRIPE_UNKNOWN',
      nonRetryable: false,
    });
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 1 });
    expect(await world.activities.openCheckout(attemptOf(order))).toMatchObject({ kind: 'opened' });
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 1 });
    expect(new Set(await keysOf(world, order)).size).toBe(1);
  });

  it('whose answer was lost and whose key Stripe has forgotten → the session, found', async () => {
    const order = await open(world);
    // Another expiry under the same key: refused, as a forgotten key would be once the expiry is too near.
    const opened = await world.activities.openCheckout({ ...attemptOf(order), expiresAt: order.placedAt });
    expect(opened).toEqual({ kind: 'opened', session: order.session });
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 1 });
  });

  it('with a 500 that Stripe repeats, after it made the session → the session, found', async () => {
    const order = await place(world);
    await fault({ ...CREATE, kind: 'status', status: 500, stored: true, afterEffect: true });
    await expect(world.activities.openCheckout(attemptOf(order))).rejects.toMatchObject({
      type: 'STRIPE_UNKNOWN',
    });
    expect(await world.activities.openCheckout(attemptOf(order))).toMatchObject({
      kind: 'opened',
      session: { orderId: order.placed.orderId },
    });
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 1 });
  });

  it('with a 500 that Stripe repeats, and nothing made → refused for this generation; the next one opens', async () => {
    const order = await place(world);
    await fault({ ...CREATE, kind: 'status', status: 500, stored: true });
    await expect(world.activities.openCheckout(attemptOf(order))).rejects.toMatchObject({
      type: 'STRIPE_UNKNOWN',
    });
    expect(await world.activities.openCheckout(attemptOf(order))).toMatchObject({
      kind: 'refused',
      code: 'stored_error',
    });
    expect(await world.activities.openCheckout(attemptOf(order, 2))).toMatchObject({ kind: 'opened' });
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 1 });
  });

  it('that Stripe refuses → refused, with Stripe’s own code', async () => {
    const order = await place(world);
    const tooSoon = { ...attemptOf(order), expiresAt: order.placedAt };
    expect(await world.activities.openCheckout(tooSoon)).toMatchObject({
      kind: 'refused',
      code: 'invalid_request_error',
    });
  });

  it.each([429, 500, 503, 409])('answered by %i → unknown, and tried again', async (status) => {
    const order = await place(world);
    await fault({ ...CREATE, kind: 'status', status, stored: false });
    await expect(world.activities.openCheckout(attemptOf(order))).rejects.toMatchObject({
      type: 'STRIPE_UNKNOWN',
    });
    expect(await world.activities.openCheckout(attemptOf(order))).toMatchObject({ kind: 'opened' });
  });

  it('with a revoked key → an operator’s matter, and nothing of the key in the words', async () => {
    const order = await place(world);
    const asked = world.withRevokedKey.openCheckout(attemptOf(order));
    await expect(asked).rejects.toMatchObject({ type: 'STRIPE_KEY_REFUSED', nonRetryable: false });
    await expect(asked).rejects.not.toThrow(/sk_test_revoked/);
    expect(await world.activities.openCheckout(attemptOf(order))).toMatchObject({ kind: 'opened' });
  });

  it('of an order nobody placed → said, and Stripe not asked', async () => {
    const { orderId } = placedOrder();
    const attempt = {
      orderId,
      placedAt: (await place(world)).placedAt,
      expiresAt: minutes(0),
      generation: 1,
      isResumed: false,
    };
    await expect(
      world.activities.openCheckout({ ...attempt, expiresAt: attempt.placedAt }),
    ).rejects.toMatchObject({ type: 'ORDER_NOT_FOUND' });
  });
});

describe('closing a checkout', () => {
  const close = ({ placed, session }: Awaited<ReturnType<typeof open>>) =>
    world.activities.closeCheckout({ orderId: placed.orderId, sessionId: session.sessionId });

  it('that is open → expired; its page takes no money any more', async () => {
    const order = await open(world);
    expect(await close(order)).toMatchObject({ kind: 'closed', session: { status: 'expired', paid: false } });
    expect(await close(order)).toMatchObject({ kind: 'closed', session: { status: 'expired', paid: false } });
    const answer = await submitCard(order.session.url ?? '', CARDS.ok);
    expect(answer.status).toBe(410);
    expect(await booksOf(world, order)).toMatchObject({ captured: 0, openSessions: 0 });
  });

  it('that was paid just before → told as paid, not as expired', async () => {
    const order = await pay(world);
    expect(await close(order)).toMatchObject({ kind: 'closed', session: { status: 'complete', paid: true } });
  });

  it('whose answer was lost → unknown, then expired', async () => {
    const order = await open(world);
    await fault({ method: 'POST', path: '/v1/checkout/sessions/*/expire', ...LOST });
    await expect(close(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    expect(await close(order)).toMatchObject({ kind: 'closed', session: { status: 'expired' } });
  });

  it('with a 500 that Stripe repeats → unknown, then expired under the next generation’s key', async () => {
    const order = await open(world);
    const path = '/v1/checkout/sessions/*/expire';
    await fault({ method: 'POST', path, kind: 'status', status: 500, stored: true });
    await expect(close(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    expect(await close(order)).toMatchObject({ kind: 'closed', session: { status: 'expired' } });
    expect(await booksOf(world, order)).toMatchObject({ openSessions: 0 });
  });

  it('that Stripe does not know → refused', async () => {
    const order = await place(world);
    const unknown = { orderId: order.placed.orderId, sessionId: `cs_test_${'a1'.repeat(29)}` };
    expect(await world.activities.closeCheckout(unknown)).toMatchObject({
      kind: 'refused',
      code: 'resource_missing',
    });
  });
});

describe('looking a checkout up', () => {
  it('open, then paid → as it is', async () => {
    const order = await open(world);
    expect(await world.activities.lookUpCheckout(order.session.sessionId)).toEqual({
      kind: 'done',
      value: order.session,
    });
    await submitCard(order.session.url ?? '', CARDS.ok);
    expect(await world.activities.lookUpCheckout(order.session.sessionId)).toMatchObject({
      value: { status: 'complete', paid: true, orderId: order.placed.orderId },
    });
  });

  it('that Stripe does not know → null, which is an answer', async () => {
    expect(await world.activities.lookUpCheckout(`cs_test_${'b2'.repeat(29)}`)).toEqual({
      kind: 'done',
      value: null,
    });
  });
});
