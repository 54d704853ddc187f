// Idempotency keys, as docs.stripe.com/idempotency promises them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, submitCard } from '../../support/hosted-page.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';
import { headersOf, intentOf, refusalOf } from './stripe-answers.ts';

let double: CheckedDouble;
beforeAll(async () => {
  double = await startCheckedDouble();
});
afterAll(async () => {
  expect(double.problems).toEqual([]);
  await double.close();
});

const create = (orderId: string, idempotencyKey: string) =>
  double.stripe.checkout.sessions.create(checkoutParams(orderId), { idempotencyKey });

describe('the same key', () => {
  it('with the same parameters gives the first answer again, and says so', async () => {
    const first = await create('same', 'same/1');
    const second = await create('same', 'same/1');
    expect(second).toEqual(first);
    expect(headersOf(first)['idempotent-replayed']).toBeUndefined();
    expect(headersOf(second)).toMatchObject({
      'idempotent-replayed': 'true',
      'idempotency-key': 'same/1',
      'original-request': first.lastResponse.requestId,
    });
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
  });

  it('gives the first answer also after the object has changed', async () => {
    const first = await create('stale', 'stale/1');
    await double.stripe.checkout.sessions.expire(first.id);
    expect((await create('stale', 'stale/1')).status).toBe('open');
  });

  it('with other parameters is an error', async () => {
    await create('one', 'params/1');
    const error = await refusalOf(create('other', 'params/1'));
    expect(error).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    expect(error.message).toBe(
      "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'params/1' if you meant to execute a different request.",
    );
  });

  it('for another endpoint is an error', async () => {
    await create('path', 'path/1');
    const error = await refusalOf(
      double.stripe.refunds.create({ payment_intent: 'pi_x' }, { idempotencyKey: 'path/1' }),
    );
    expect(error.message).toContain(
      "only be used for the same endpoint they were first used for ('/v1/refunds' vs '/v1/checkout/sessions')",
    );
  });

  it('while the first request is under way is a conflict that may be retried', async () => {
    await double.control('/faults', { kind: 'delay', ms: 300, path: '/v1/checkout/sessions' });
    const first = create('race', 'race/1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const error = await refusalOf(create('race', 'race/1'));
    expect(error).toMatchObject({
      statusCode: 409,
      code: 'idempotency_key_in_use',
      headers: { 'stripe-should-retry': 'true' },
    });
    const { id } = await first;
    expect((await create('race', 'race/1')).id).toBe(id);
  });

  it('of a stored 500 gives the 500 for ever, and nothing was done', async () => {
    await double.control('/faults', { kind: 'status', status: 500, path: '/v1/checkout/sessions' });
    const first = await refusalOf(create('stored', 'stored/1'));
    const second = await refusalOf(create('stored', 'stored/1'));
    expect([first.statusCode, second.statusCode]).toEqual([500, 500]);
    expect(first.headers?.['stripe-should-retry']).toBe('false');
    expect(second.headers?.['idempotent-replayed']).toBe('true');
    expect((await create('stored', 'stored/2')).status).toBe('open');
  });

  it('of an error that was not stored is free', async () => {
    const fault = { kind: 'status', status: 503, stored: false, path: '/v1/checkout/sessions' };
    await double.control('/faults', fault);
    expect((await refusalOf(create('outage', 'outage/1'))).statusCode).toBe(503);
    expect((await create('outage', 'outage/1')).status).toBe('open');
  });

  it('of a 402 gives the 402 again', async () => {
    await double.control('/faults', { kind: 'status', status: 402, path: '/v1/refunds' });
    const attempt = () =>
      double.stripe.refunds.create({ payment_intent: 'pi_x' }, { idempotencyKey: 'card/1' });
    expect((await refusalOf(attempt())).statusCode).toBe(402);
    expect((await refusalOf(attempt())).headers?.['idempotent-replayed']).toBe('true');
  });

  it('of a refusal that came after the work had begun gives the refusal again', async () => {
    const session = await create('refused', 'refused/1');
    await double.stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: 'refused/expire/1' });
    const again = () =>
      double.stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: 'refused/expire/2' });
    const first = await refusalOf(again());
    const second = await refusalOf(again());
    expect(second.message).toBe(first.message);
    expect(second.headers?.['idempotent-replayed']).toBe('true');
  });

  it('is free again after parameters that were wrong, and after a rate limit', async () => {
    const wrong = { ...checkoutParams('free'), success_url: 'not an address' };
    await refusalOf(double.stripe.checkout.sessions.create(wrong, { idempotencyKey: 'free/1' }));
    await double.control('/faults', { kind: 'status', status: 429, path: '/v1/checkout/sessions' });
    expect(await refusalOf(create('free', 'free/1'))).toMatchObject({
      statusCode: 429,
      type: 'StripeRateLimitError',
    });
    expect((await create('free', 'free/1')).status).toBe('open');
  });

  it('is forgotten after a day', async () => {
    const old = await create('day', 'day/1');
    await double.control('/clock', { advanceSeconds: 24 * 3600 + 1 });
    expect((await create('day', 'day/1')).id).not.toBe(old.id);
  });
});

describe('a key', () => {
  it('may not be longer than 255 characters', async () => {
    expect((await create('long', 'k'.repeat(255))).status).toBe('open');
    expect(await refusalOf(create('long', 'k'.repeat(256)))).toMatchObject({
      type: 'StripeIdempotencyError',
    });
  });

  it('is told in the events of its request', async () => {
    const session = await create('event', 'event/1');
    await submitCard(session.url ?? '', CARDS.ok);
    const paid = await double.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    const made = await double.stripe.refunds.create(
      { payment_intent: intentOf(paid).id },
      { idempotencyKey: 'event/refund/1' },
    );
    const created = await double.receiver.waitFor('refund.created', (event) =>
      JSON.stringify(event).includes(made.id),
    );
    expect(created.request).toEqual({ id: made.lastResponse.requestId, idempotency_key: 'event/refund/1' });
    const completed = await double.receiver.waitFor('checkout.session.completed', (event) =>
      JSON.stringify(event).includes(session.id),
    );
    expect(completed.request).toEqual({ id: null, idempotency_key: null });
  });

  it('on a GET has no effect', async () => {
    const session = await create('get', 'get/1');
    const read = await double.stripe.checkout.sessions.retrieve(session.id, {}, { idempotencyKey: 'get/1' });
    expect(headersOf(read)['idempotent-replayed']).toBeUndefined();
  });
});
