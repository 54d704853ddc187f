// Refunding a payment, against the double: in full, once, whatever happens to the answers and to the money.
import { describe, expect, it } from 'vitest';
import { euros } from '../../domain/money.ts';
import { activityWorldForFile } from '../support/activity-hooks.ts';
import { type ActivityWorld, booksOf, keysOf, type Paid, pay } from '../support/activity-world.ts';
import { CARDS } from '../support/hosted-page.ts';

let world: ActivityWorld;
activityWorldForFile((opened) => {
  world = opened;
});

const CREATE = { method: 'POST', path: '/v1/refunds' };
const fault = (input: object) => world.double.control('/faults', { ...CREATE, ...input });
const refund = ({ placed, paymentIntentId }: Paid, generation = 1) =>
  world.activities.refundPayment({
    orderId: placed.orderId,
    paymentIntentId,
    amount: placed.total,
    generation,
  });
const inDashboard = ({ paymentIntentId }: Paid, cents?: number) =>
  world.double.stripe.refunds.create({
    payment_intent: paymentIntentId,
    ...(cents === undefined ? {} : { amount: cents }),
  });
const settle = (refundId: string | null, status: string) =>
  world.double.control(`/refunds/${refundId}/settle`, { status });
/** @returns the result, which must name a refund. */
async function refundId(order: Paid): Promise<string> {
  const result = await refund(order);
  if (!('refundId' in result) || result.refundId === null) throw new Error(`no refund: ${result.kind}`);
  return result.refundId;
}

describe('a refund', () => {
  it('of a paid order → all of it, once, however often it is asked', async () => {
    const order = await pay(world);
    const first = await refund(order);
    expect(first).toMatchObject({ kind: 'succeeded' });
    expect(await refund(order)).toEqual(first);
    expect(await refund(order, 2)).toEqual(first);
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('asked five times at once → one refund', async () => {
    const order = await pay(world);
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => refund(order)));
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('whose answer was lost → unknown, then told from the list, without a second request to pay', async () => {
    const order = await pay(world);
    await fault({ kind: 'drop-after', times: 2 });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN', nonRetryable: false });
    const asked = await keysOf(world, order);
    expect(await refund(order)).toMatchObject({ kind: 'succeeded' });
    expect(await keysOf(world, order)).toEqual(asked);
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('whose answer was lost, asked again when the key is forgotten → told from the list', async () => {
    const order = await pay(world);
    await fault({ kind: 'drop-after', times: 2 });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    await world.double.control('/clock', { advanceSeconds: 26 * 3_600 });
    expect(await refund(order)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it.each([429, 500, 503])('answered by %i, nothing done → unknown, then made', async (status) => {
    const order = await pay(world);
    await fault({ kind: 'status', status, stored: false });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    expect(await refund(order)).toMatchObject({ kind: 'succeeded' });
  });

  it('with a 500 that Stripe repeats, after it refunded → told from the list', async () => {
    const order = await pay(world);
    await fault({ kind: 'status', status: 500, stored: true, afterEffect: true });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    expect(await refund(order)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('with a 500 that Stripe repeats, nothing refunded → the key is spent; the next generation pays', async () => {
    const order = await pay(world);
    await fault({ kind: 'status', status: 500, stored: true });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    expect(await refund(order)).toEqual({ kind: 'key_spent' });
    expect(await refund(order, 2)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('with a revoked key → an operator’s matter', async () => {
    const { placed, paymentIntentId } = await pay(world);
    const attempt = { orderId: placed.orderId, paymentIntentId, amount: placed.total, generation: 1 };
    await expect(world.withRevokedKey.refundPayment(attempt)).rejects.toMatchObject({
      type: 'STRIPE_KEY_REFUSED',
    });
  });

  it('of a payment Stripe does not know → failed, with Stripe’s code', async () => {
    const order = await pay(world);
    const stranger = { ...order, paymentIntentId: `pi_${'a1'.repeat(12)}` };
    expect(await refund(stranger)).toEqual({ kind: 'failed', refundId: null, reason: 'resource_missing' });
  });
});

describe('a payment already given back in the dashboard', () => {
  it('in full → that is the refund, and no other is made', async () => {
    const order = await pay(world);
    const dashboard = await inDashboard(order);
    expect(await refund(order)).toMatchObject({ kind: 'succeeded', refundId: dashboard.id });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('in part → the rest, so that all of it is back', async () => {
    const order = await pay(world);
    await inDashboard(order, 1000);
    expect(await refund(order)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 2 });
  });

  it('in part, between a lost attempt and its repetition → the key is spent; the next pays the rest', async () => {
    const order = await pay(world);
    await fault({ kind: 'status', status: 500, stored: true });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    await inDashboard(order, 1000);
    expect(await refund(order)).toEqual({ kind: 'key_spent' });
    expect(await refund(order, 2)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 2 });
  });

  it.each([1000, 1870])('in part (%i cents), and that part fails later → the part again', async (cents) => {
    const order = await pay(world);
    const part = await inDashboard(order, cents);
    await refund(order);
    await settle(part.id, 'failed');
    expect(await refund(order)).toEqual({ kind: 'key_spent' });
    expect(await refund(order, 2)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refundsFailed: cents });
  });
});

describe('a refund that takes its time', () => {
  it('pending → told so, then succeeded, without a second one', async () => {
    const order = await pay(world, CARDS.refundPending);
    const pending = await refund(order);
    expect(pending).toMatchObject({ kind: 'pending', reason: 'processing' });
    await settle(await refundId(order), 'succeeded');
    expect(await refund(order)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('that needs action → pending', async () => {
    const order = await pay(world, CARDS.refundPending);
    await settle(await refundId(order), 'requires_action');
    expect(await refund(order)).toMatchObject({ kind: 'pending' });
  });

  it.each(['failed', 'canceled'])(
    '%s → failed for this generation; the next one is a new refund',
    async (end) => {
      const order = await pay(world, CARDS.refundPending);
      const first = await refundId(order);
      await settle(first, end);
      expect(await refund(order)).toMatchObject({ kind: 'failed', refundId: first });
      const second = await refund(order, 2);
      expect(second).toMatchObject({ kind: 'pending' });
      expect(second).not.toMatchObject({ refundId: first });
      expect(await booksOf(world, order)).toMatchObject({ refundsPending: 3740 });
    },
  );

  it('that succeeded and fails later → failed, with the bank’s reason', async () => {
    const order = await pay(world);
    const first = await refundId(order);
    await settle(first, 'failed');
    expect(await refund(order)).toEqual({
      kind: 'failed',
      refundId: first,
      reason: 'expired_or_canceled_card',
    });
  });

  it('made by a second attempt, the first having spent its key, and fails later → failed, no third refund', async () => {
    const order = await pay(world);
    await fault({ kind: 'status', status: 500, stored: true });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    expect(await refund(order)).toEqual({ kind: 'key_spent' });
    const made = await refund(order, 2);
    if (!('refundId' in made)) throw new Error(`no refund: ${made.kind}`);
    await settle(made.refundId, 'failed');
    expect(await refund(order, 2)).toMatchObject({ kind: 'failed', refundId: made.refundId });
    expect(await booksOf(world, order)).toMatchObject({ refunds: 1, refunded: 0 });
  });

  it('for lack of funds, at an account that waits → pending, then succeeded when money comes', async () => {
    const order = await pay(world);
    await emptyBalance();
    await world.double.control('/balance', { mode: 'limited' });
    expect(await refund(order)).toMatchObject({ kind: 'pending', reason: 'insufficient_funds' });
    await fillBalance();
    expect(await refund(order)).toMatchObject({ kind: 'succeeded' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 3740, refunds: 1 });
  });

  it('for lack of funds, at an account that refuses → failed for lack of funds; later the next one pays', async () => {
    const order = await pay(world);
    await emptyBalance();
    await world.double.control('/balance', { mode: 'strict' });
    expect(await refund(order)).toEqual({ kind: 'failed', refundId: null, reason: 'balance_insufficient' });
    await fillBalance();
    expect(await refund(order, 2)).toMatchObject({ kind: 'succeeded' });
  });

  /** More than was taken: what other tests refunded and lost in disputes is missing, too, in whatever order they run. */
  async function fillBalance(): Promise<void> {
    await world.double.control('/balance', { adjustCents: 101_000_000 });
  }

  async function emptyBalance(): Promise<void> {
    await world.double.control('/balance', { adjustCents: -100_000_000 });
  }
});

describe('a disputed payment', () => {
  it('→ disputed: a refund would pay twice', async () => {
    const order = await pay(world);
    await world.double.control('/disputes', { paymentIntent: order.paymentIntentId });
    expect(await refund(order)).toEqual({ kind: 'disputed' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 0, refunds: 0 });
  });

  it('while Stripe was away → seen before the refund is asked for, and it never is', async () => {
    const order = await pay(world);
    await fault({ kind: 'drop-before', times: 2 });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    await world.double.control('/faults/clear');
    await world.double.control('/disputes', { paymentIntent: order.paymentIntentId });
    const asked = await keysOf(world, order);
    expect(await refund(order)).toEqual({ kind: 'disputed' });
    expect(await keysOf(world, order)).toEqual(asked);
  });

  it('that nobody can be asked about → unknown, and nothing refunded blindly', async () => {
    const order = await pay(world);
    const about = { method: 'GET', path: `/v1/payment_intents/${order.paymentIntentId}` };
    await world.double.control('/faults', { ...about, kind: 'status', status: 503, stored: false, times: 2 });
    await expect(refund(order)).rejects.toMatchObject({ type: 'STRIPE_UNKNOWN' });
    expect(await booksOf(world, order)).toMatchObject({ refunded: 0, refunds: 0 });
  });

  it.each([
    ['won', { kind: 'succeeded' }, 3740],
    ['lost', { kind: 'disputed' }, 0],
  ])('whose dispute is %s → %o', async (status, result, refunded) => {
    const order = await pay(world);
    const { id } = await world.double.control('/disputes', { paymentIntent: order.paymentIntentId });
    await world.double.control(`/disputes/${String(id)}/close`, { status });
    expect(await refund(order)).toMatchObject(result);
    expect(await booksOf(world, order)).toMatchObject({ refunded });
  });
});

it('no refund is ever more than what was paid', async () => {
  const order = await pay(world);
  const { placed, paymentIntentId } = order;
  const tooMuch = { orderId: placed.orderId, paymentIntentId, amount: euros(9_999), generation: 1 };
  expect(await world.activities.refundPayment(tooMuch)).toMatchObject({ kind: 'failed' });
  expect(await booksOf(world, order)).toMatchObject({ refunded: 0 });
});
