// Webhooks: the envelope, the signature, retries, and every way in which deliveries misbehave.
import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, submitCard } from '../../support/hosted-page.ts';
import { type CheckedDouble, startCheckedDouble, WEBHOOK_SECRET } from '../../support/stripe-double.ts';

let double: CheckedDouble;
beforeEach(async () => {
  double = await startCheckedDouble();
});
afterEach(async () => {
  expect(double.problems).toEqual([]);
  await double.close();
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function expireOne(orderId = 'webhook') {
  const session = await double.stripe.checkout.sessions.create(checkoutParams(orderId));
  return double.stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: `${orderId}/expire` });
}

const deliveries = (type: string) => double.receiver.received.filter(({ event }) => event.type === type);

const pending = async () => (await double.view('/webhooks')).pending;

function delivery(type: string, index = 0) {
  const found = deliveries(type)[index];
  if (found === undefined) throw new Error(`no delivery ${index} of ${type}`);
  return found;
}

/** Waits until the receiver has had that many deliveries of a type. */
async function waitForDeliveries(type: string, count: number): Promise<void> {
  for (let waited = 0; waited < 5000 && deliveries(type).length < count; waited += 10) await pause(10);
  expect(deliveries(type).length).toBe(count);
}

describe('an event', () => {
  it('comes in the envelope, signed, pretty-printed, with the headers Stripe sends', async () => {
    const expired = await expireOne();
    await double.receiver.waitFor('checkout.session.expired');
    const received = delivery('checkout.session.expired');
    expect(received.event).toMatchObject({
      object: 'event',
      api_version: Stripe.API_VERSION,
      livemode: false,
      pending_webhooks: 1,
      request: { id: expired.lastResponse.requestId, idempotency_key: 'webhook/expire' },
      data: { object: { id: expired.id, status: 'expired' } },
    });
    expect(received.event.id).toMatch(/^evt_[A-Za-z0-9]{24}$/);
    expect(received.body.startsWith('{\n  "id": "evt_')).toBe(true);
    expect(received.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(received.headers['user-agent']).toBe('Stripe/1.0 (+https://stripe.com/docs/webhooks)');
    const header = String(received.headers['stripe-signature']);
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64}),v0=[0-9a-f]{64}$/.exec(header) ?? [];
    const expected = createHmac('sha256', WEBHOOK_SECRET).update(`${time}.${received.body}`).digest('hex');
    expect(signature).toBe(expected);
    expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(5);
  });

  it('shows the object as it was when it happened, whatever became of it since', async () => {
    await double.control('/webhooks', { mode: 'paused' });
    const session = await double.stripe.checkout.sessions.create(checkoutParams('snapshot'));
    await submitCard(session.url ?? '', CARDS.declined);
    await submitCard(session.url ?? '', CARDS.ok);
    await double.control('/webhooks', { mode: 'normal' });
    const failed = await double.receiver.waitFor('payment_intent.payment_failed');
    expect(failed.data.object).toMatchObject({ status: 'requires_payment_method' });
  });

  it('can be read and listed by type, wildcard and time', async () => {
    await expireOne();
    const [event] = (await double.stripe.events.list({ type: 'checkout.session.expired' })).data;
    expect(await double.stripe.events.retrieve(event?.id ?? '')).toMatchObject({
      type: 'checkout.session.expired',
    });
    const types = ['checkout.session.*'];
    expect((await double.stripe.events.list({ types })).data).toHaveLength(1);
    const future = Math.floor(Date.now() / 1000) + 100;
    expect((await double.stripe.events.list({ created: { gte: future } })).data).toEqual([]);
    expect((await double.stripe.events.list({ created: { lte: future } })).data).toHaveLength(1);
  });
});

describe('retries', () => {
  it.each([500, 404, 302])('follow a %i, each newly signed, until the endpoint says 2xx', async (status) => {
    double.receiver.answer(status, 2);
    await expireOne();
    await waitForDeliveries('checkout.session.expired', 3);
    const attempts = deliveries('checkout.session.expired');
    expect(new Set(attempts.map(({ event }) => event.id)).size).toBe(1);
    expect(
      delivery('checkout.session.expired', 1).at - delivery('checkout.session.expired').at,
    ).toBeGreaterThanOrEqual(45);
    expect(
      delivery('checkout.session.expired', 2).at - delivery('checkout.session.expired', 1).at,
    ).toBeGreaterThanOrEqual(95);
    await pause(300);
    expect(deliveries('checkout.session.expired')).toHaveLength(3);
    await expect.poll(pending).toEqual([]);
  });

  it('end when the endpoint is disabled', async () => {
    double.receiver.answer(500);
    const [endpoint] = (await double.stripe.webhookEndpoints.list()).data;
    await expireOne();
    await double.receiver.waitFor('checkout.session.expired');
    await double.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: true });
    await expect.poll(pending).toEqual([]);
    const had = deliveries('checkout.session.expired').length;
    await pause(300);
    expect(deliveries('checkout.session.expired').length).toBe(had);
  });

  it('go on with the double’s clock, and end after three days', async () => {
    double.receiver.answer(500);
    await expireOne();
    await waitForDeliveries('checkout.session.expired', 4);
    await double.control('/clock', { advanceSeconds: 121 });
    await waitForDeliveries('checkout.session.expired', 5);
    await double.control('/clock', { advanceSeconds: 3 * 24 * 3600 });
    await waitForDeliveries('checkout.session.expired', 6);
    await expect.poll(pending).toEqual([]);
  });
});

describe('misbehaviour on demand', () => {
  it('paused: nothing comes until it is over, then everything does', async () => {
    await double.control('/webhooks', { mode: 'paused' });
    await expireOne();
    await pause(150);
    expect(double.receiver.received).toEqual([]);
    await double.control('/webhooks', { mode: 'normal' });
    await double.receiver.waitFor('checkout.session.expired');
  });

  it('lost: never delivered, but listed, and sent again when asked for', async () => {
    await double.control('/webhooks', { mode: 'lost' });
    await expireOne();
    await double.control('/webhooks', { mode: 'normal' });
    await pause(150);
    expect(double.receiver.received).toEqual([]);
    const [event] = (await double.stripe.events.list({ type: 'checkout.session.expired' })).data;
    await double.control('/webhooks/resend', { eventId: event?.id });
    expect((await double.receiver.waitFor('checkout.session.expired')).id).toBe(event?.id);
  });

  it('copies: the same event several times', async () => {
    await double.control('/webhooks', { copies: 3 });
    await expireOne();
    await waitForDeliveries('checkout.session.expired', 3);
    expect(new Set(deliveries('checkout.session.expired').map(({ event }) => event.id)).size).toBe(1);
  });

  it('split duplicates: two events of one fact', async () => {
    await double.control('/webhooks', { splitDuplicates: true });
    await expireOne();
    await waitForDeliveries('checkout.session.expired', 2);
    expect(new Set(deliveries('checkout.session.expired').map(({ event }) => event.id)).size).toBe(2);
  });

  it('shuffled: all come, in another order', async () => {
    await double.control('/webhooks', { mode: 'shuffled' });
    for (let index = 0; index < 12; index += 1) await expireOne(`shuffled-${index}`);
    await waitForDeliveries('checkout.session.expired', 12);
    const received = deliveries('checkout.session.expired').map(({ event }) => event.id);
    const made = (await double.stripe.events.list({ limit: 100 })).data.map(({ id }) => id).reverse();
    expect(received.toSorted()).toEqual(made.toSorted());
    expect(received).not.toEqual(made);
  });

  it('rotation: two signatures, of the new secret and the old', async () => {
    const [endpoint] = (await double.stripe.webhookEndpoints.list()).data;
    const { secret } = await double.control('/webhooks/rotate', { endpoint: endpoint?.id });
    await expireOne();
    await double.receiver.waitFor('checkout.session.expired');
    const [received] = deliveries('checkout.session.expired');
    const header = String(received?.headers['stripe-signature']);
    expect(header.match(/v1=/g)).toHaveLength(2);
    expect(() =>
      double.stripe.webhooks.constructEvent(received?.body ?? '', header, String(secret)),
    ).not.toThrow();
  });
});

describe('webhook endpoints', () => {
  it('get only the types they asked for, and tell their secret once', async () => {
    const made = await double.stripe.webhookEndpoints.create({
      url: `${double.receiver.url}/second`,
      enabled_events: ['refund.created'],
    });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9]{32}$/);
    expect((await double.stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
    await expireOne();
    await double.receiver.waitFor('checkout.session.expired');
    const { attempts } = await double.view('/webhooks');
    expect(JSON.stringify(attempts)).not.toContain('/second');
  });

  it('can be changed and deleted', async () => {
    const made = await double.stripe.webhookEndpoints.create({
      url: 'https://shop.test/hook',
      enabled_events: ['*'],
    });
    const changed = await double.stripe.webhookEndpoints.update(made.id, {
      enabled_events: ['refund.failed'],
    });
    expect(changed.enabled_events).toEqual(['refund.failed']);
    expect(await double.stripe.webhookEndpoints.del(made.id)).toMatchObject({ id: made.id, deleted: true });
    expect((await double.stripe.webhookEndpoints.list()).data.map(({ id }) => id)).not.toContain(made.id);
  });
});
