// The clock that tests push forward, and the faults they inject.
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, submitCard } from '../../support/hosted-page.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';
import { intentOf, refusalOf } from './stripe-answers.ts';

let double: CheckedDouble;
/** The SDK as the product uses it, on Node's own HTTP. */
let stripe: Stripe;
beforeEach(async () => {
  double = await startCheckedDouble({ outcomeMs: 3_600_000 });
  const address = { host: '127.0.0.1', port: double.port, protocol: 'http' } as const;
  stripe = new Stripe('sk_test_local_double', { ...address, maxNetworkRetries: 0, telemetry: false });
});
afterEach(async () => {
  expect(double.problems).toEqual([]);
  await double.close();
});

const open = (orderId: string, changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  double.stripe.checkout.sessions.create(checkoutParams(orderId, changes));
const read = (id: string) => double.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });

describe('when time passes', () => {
  it('an unpaid session expires at its time, not before, and says so', async () => {
    const session = await open('expiry', { expires_at: Math.floor(Date.now() / 1000) + 2100 });
    await double.control('/clock', { advanceSeconds: 2000 });
    expect((await read(session.id)).status).toBe('open');
    await double.control('/clock', { advanceSeconds: 101 });
    expect(await read(session.id)).toMatchObject({ status: 'expired', url: null });
    const event = await double.receiver.waitFor('checkout.session.expired');
    expect(event.created).toBe(session.expires_at);
    expect(event.request?.id).toBeNull();
  });

  it('a paid session does not', async () => {
    const session = await open('paid');
    await submitCard(session.url ?? '', CARDS.ok);
    await double.control('/clock', { advanceSeconds: 48 * 3600 });
    expect((await read(session.id)).status).toBe('complete');
  });

  it('held money is let go after seven days', async () => {
    const session = await open('held', { payment_intent_data: { capture_method: 'manual' } });
    await submitCard(session.url ?? '', CARDS.ok);
    await double.control('/clock', { advanceSeconds: 7 * 24 * 3600 - 60 });
    expect(intentOf(await read(session.id)).status).toBe('requires_capture');
    await double.control('/clock', { advanceSeconds: 120 });
    expect(intentOf(await read(session.id))).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
    });
    await double.receiver.waitFor('charge.expired');
  });

  it('later outcomes come at once when the clock is pushed past them', async () => {
    const session = await open('outcome');
    await submitCard(session.url ?? '', CARDS.refundPending);
    const refund = await double.stripe.refunds.create({
      payment_intent: intentOf(await read(session.id)).id,
    });
    expect(refund.status).toBe('pending');
    await double.control('/clock', { advanceSeconds: 3601 });
    expect((await double.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  });

  it('timestamps follow', async () => {
    await double.control('/clock', { advanceSeconds: 86_400 });
    const { created } = await open('tomorrow');
    expect(created - Date.now() / 1000).toBeGreaterThan(86_000);
  });
});

describe('a fault', () => {
  it('drop-before: the connection is lost and nothing was done', async () => {
    // The SDK sends a request again, once, when its connection was closed: so this takes two.
    await double.control('/faults', {
      kind: 'drop-before',
      method: 'POST',
      path: '/v1/checkout/sessions',
      times: 2,
    });
    const error = await refusalOf(stripe.checkout.sessions.create(checkoutParams('before')));
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect((await stripe.checkout.sessions.list()).data).toEqual([]);
  });

  it('drop-after: the connection is lost but it was done, and the key gives the answer', async () => {
    await double.control('/faults', { kind: 'drop-after', path: '/v1/checkout/sessions', times: 2 });
    const create = () =>
      stripe.checkout.sessions.create(checkoutParams('after'), { idempotencyKey: 'after/1' });
    await refusalOf(create());
    const made = (await stripe.checkout.sessions.list()).data;
    expect(made).toHaveLength(1);
    expect((await create()).id).toBe(made[0]?.id);
  });

  it('status: the error in the shape Stripe gives it, as often as asked', async () => {
    await double.control('/faults', {
      kind: 'status',
      status: 503,
      path: '/v1/checkout/sessions/*',
      times: 2,
    });
    for (const _ of [1, 2]) expect((await refusalOf(read('cs_test_x'))).statusCode).toBe(503);
    expect((await refusalOf(read('cs_test_x'))).statusCode).toBe(404);
  });

  it('status after the effect: an error, and yet it was done', async () => {
    await double.control('/faults', {
      kind: 'status',
      status: 500,
      afterEffect: true,
      path: '/v1/checkout/sessions',
    });
    expect((await refusalOf(open('effect'))).statusCode).toBe(500);
    expect((await stripe.checkout.sessions.list()).data).toHaveLength(1);
  });

  it('delay: the answer comes late, past the client’s patience if need be', async () => {
    await double.control('/faults', { kind: 'delay', ms: 300, path: '/v1/checkout/sessions' });
    const impatient = stripe.checkout.sessions.create(checkoutParams('slow'), {
      timeout: 100,
      idempotencyKey: 'slow/1',
    });
    expect(await refusalOf(impatient)).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect((await stripe.checkout.sessions.list()).data).toHaveLength(1);
  });

  it('concerns only its method and path, and can be taken back', async () => {
    await double.control('/faults', {
      kind: 'status',
      status: 500,
      method: 'POST',
      path: '/v1/refunds',
      times: 9,
    });
    expect((await open('other')).status).toBe('open');
    expect((await stripe.refunds.list()).data).toEqual([]);
    await double.control('/faults/clear');
    expect((await refusalOf(stripe.refunds.create({ payment_intent: 'pi_x' }))).statusCode).toBe(404);
  });
});

describe('a limit', () => {
  it('beyond it: 429, nothing done, and nothing kept for the key', async () => {
    const create = () =>
      stripe.checkout.sessions.create(checkoutParams('limited'), { idempotencyKey: 'limited/1' });
    await double.control('/limits', { perSecond: 0 });
    expect(await refusalOf(create())).toMatchObject({ statusCode: 429, code: 'rate_limit' });
    await double.control('/limits', { perSecond: null });
    expect((await create()).status).toBe('open');
    expect((await stripe.checkout.sessions.list()).data).toHaveLength(1);
  });

  it('concerns one endpoint, whatever the object, and tells the peak', async () => {
    await double.control('/limits', { perSecond: 3 });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => refusalOf(read(`cs_test_${id}`))));
    expect((await stripe.refunds.list()).data).toEqual([]);
    expect(await double.view('/limits')).toEqual({
      perSecond: 3,
      endpoints: {
        'GET /v1/checkout/sessions/:id': { calls: 5, peak: 5, refused: 2 },
        'GET /v1/refunds': { calls: 1, peak: 1, refused: 0 },
      },
    });
  });
});

describe('the request log', () => {
  it('tells each call with its parameters, key and answer', async () => {
    await stripe.checkout.sessions.create(checkoutParams('logged'), { idempotencyKey: 'logged/1' });
    await stripe.checkout.sessions.create(checkoutParams('logged'), { idempotencyKey: 'logged/1' });
    const { requests } = await double.view('/requests?path=/v1/checkout/sessions&method=post');
    const line = {
      method: 'POST',
      path: '/v1/checkout/sessions',
      idempotencyKey: 'logged/1',
      status: 200,
      params: { metadata: { orderId: 'logged' }, line_items: [{ quantity: '1' }] },
    };
    expect(requests).toMatchObject([
      { ...line, replayed: false },
      { ...line, replayed: true },
    ]);
  });
});

describe('reset', () => {
  it('empties the account but keeps its webhook endpoints', async () => {
    await open('gone');
    await double.control('/clock', { advanceSeconds: 1000 });
    await double.control('/reset');
    expect((await stripe.checkout.sessions.list()).data).toEqual([]);
    expect((await stripe.events.list()).data).toEqual([]);
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
    const { now } = await double.view('/clock');
    expect(Math.abs(Number(now) - Date.now() / 1000)).toBeLessThan(5);
  });
});
