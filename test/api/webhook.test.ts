// The webhook: what is believed, what is refused, and what is told to whom.
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../domain/actor.ts';
import { STRIPE_EVENT_MEANING } from '../../domain/payment-facts.ts';
import type { Answer, PaymentFacts } from '../../domain/ports/payments.ts';
import { firstOrder, openWorld, type World } from './api-world.ts';
import { BASKET, problem, send } from './callers.ts';
import { SECOND_SECRET, SECRET, sessionEvent, signature } from './signed-webhooks.ts';

let world: World;
let orderId: string;
beforeEach(async () => {
  world = await openWorld();
  await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
  orderId = firstOrder(world);
});
afterEach(() => world.close());

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/api/webhooks/stripe`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
const deliver = (body: string, header = signature(body)) => post(body, { 'Stripe-Signature': header });
const ofOrder = (change: { id?: string } = {}) =>
  sessionEvent({ ...change, session: { metadata: { orderId } } });
const told = () => world.commands.calls.facts;
const warnings = () => world.logged.filter(({ level }) => level === 'warn');

describe('believed', () => {
  it('an event of an order → 200, told to the order, remembered', async () => {
    const response = await deliver(ofOrder());
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ received: true });
    expect(told()).toMatchObject([{ orderId, fact: { kind: 'SESSION_COMPLETED', eventId: 'evt_1' } }]);
    expect(world.forwarded).toContain('evt_1');
  });

  it('the same event again → 200, told once', async () => {
    await deliver(ofOrder());
    expect((await deliver(ofOrder())).status).toBe(200);
    expect(told()).toHaveLength(1);
  });

  it('another event that says the same → 200, told once', async () => {
    await deliver(ofOrder({ id: 'evt_1' }));
    expect((await deliver(ofOrder({ id: 'evt_2' }))).status).toBe(200);
    expect(told()).toHaveLength(1);
  });

  it('twenty deliveries of two such events at the same moment → each 200, told once', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `evt_${index % 2}`);
    const answers = await Promise.all(ids.map((id) => deliver(ofOrder({ id }))));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(told()).toHaveLength(1);
  });

  it('the same object with other news → told again', async () => {
    world.atStripe.set('pi_2', {
      kind: 'done',
      value: { orderId, capturedCents: 1245, refundedCents: 0, disputed: false },
    });
    for (const status of ['pending', 'succeeded', 'failed']) await deliver(refundEvent('pi_2', status));
    expect(told()).toMatchObject(
      ['pending', 'succeeded', 'failed'].map((outcome) => ({ fact: { refund: { outcome } } })),
    );
  });

  it('signed with the second secret → 200', async () => {
    const body = ofOrder();
    expect((await deliver(body, signature(body, SECOND_SECRET))).status).toBe(200);
    expect(told()).toHaveLength(1);
  });

  it('signed 290 seconds ago → 200', async () => {
    const body = ofOrder();
    expect((await deliver(body, signature(body, SECRET, 290))).status).toBe(200);
  });

  it('unicode, escapes and spaces → verified byte for byte', async () => {
    const body = ` ${sessionEvent({ session: { metadata: { orderId, note: 'Cœur d’agneau 🥩 \u2028' } } })}\n`;
    expect((await deliver(body)).status).toBe(200);
    expect(told()).toHaveLength(1);
  });

  it('gzipped on the way → 200: what is signed is the content', async () => {
    const body = ofOrder();
    const headers = { 'Stripe-Signature': signature(body), 'Content-Encoding': 'gzip' };
    expect((await post(new Uint8Array(gzipSync(body)), headers)).status).toBe(200);
    expect(told()).toHaveLength(1);
  });

  it('without a content type → 200', async () => {
    const body = ofOrder();
    const headers = { 'Stripe-Signature': signature(body), 'Content-Type': '' };
    expect((await post(body, headers)).status).toBe(200);
  });

  const facts = { capturedCents: 1245, refundedCents: 0, disputed: false };
  it.each([
    ['ours → told', { kind: 'done', value: { ...facts, orderId: 'abcdefgh12345678' } }, 200, 1],
    ['nobody’s → answered', { kind: 'done', value: { ...facts, orderId: null } }, 200, 0],
    ['unknown there → answered', { kind: 'refused', code: 'resource_missing', message: '' }, 200, 0],
    ['not said → sent again later', { kind: 'unknown', message: 'timeout', replayed: false }, 503, 0],
    ['not said, for the key → sent again later', { kind: 'key_refused', message: 'no' }, 503, 0],
  ] satisfies [string, Answer<PaymentFacts>, number, number][])(
    'a refund of a payment we have not heard of yet, at Stripe %s',
    async (...[, answer, status, times]) => {
      world.atStripe.set('pi_early', answer);
      expect((await deliver(refundEvent('pi_early'))).status).toBe(status);
      expect(told()).toHaveLength(times);
    },
  );

  it('a refund that names only its payment → told to the order that was paid with it', async () => {
    world.commands.happen(firstOrder(world), {
      type: 'PAYMENT_CONFIRMED',
      by: SYSTEM,
      paymentIntentId: 'pi_9',
    });
    expect((await deliver(refundEvent('pi_9'))).status).toBe(200);
    expect(told()).toMatchObject([{ orderId, fact: { kind: 'REFUND_CHANGED' } }]);
  });

  it('an order unknown to us, with an id as ours are → told, for its aftercare to look up', async () => {
    const body = sessionEvent({ session: { metadata: { orderId: 'abcdefgh12345678' } } });
    expect((await deliver(body)).status).toBe(200);
    expect(told()).toMatchObject([{ orderId: 'abcdefgh12345678' }]);
  });

  it.each(Object.keys(STRIPE_EVENT_MEANING).filter((type) => type.startsWith('checkout.')))(
    '%s → told',
    async (type) => {
      const body = sessionEvent({ type, session: { metadata: { orderId } } });
      await deliver(body);
      expect(told()).toHaveLength(1);
    },
  );
});

describe('not ours → 200, told to nobody', () => {
  it.each<[what: string, body: () => string]>([
    ['another type', () => sessionEvent({ type: 'customer.created' })],
    [
      'payment_intent.succeeded',
      () => sessionEvent({ type: 'payment_intent.succeeded', session: { metadata: { orderId } } }),
    ],
    [
      'a live event at a test endpoint',
      () => sessionEvent({ livemode: true, session: { metadata: { orderId } } }),
    ],
    [
      'no order id, a payment we do not know',
      () => sessionEvent({ session: { payment_intent: 'pi_foreign' } }),
    ],
    ['no order id, no payment', () => sessionEvent({ session: { payment_intent: null } })],
    [
      'an order id not of our kind',
      () => sessionEvent({ session: { metadata: { orderId: 'ORDER 1' }, payment_intent: null } }),
    ],
  ])('%s', async (_what, body) => {
    expect((await deliver(body())).status).toBe(200);
    expect(told()).toEqual([]);
  });

  it('a live event at a test endpoint → a warning, with the event’s id', async () => {
    await deliver(sessionEvent({ id: 'evt_live', livemode: true, session: { metadata: { orderId } } }));
    expect(warnings()).toMatchObject([{ facts: { eventId: 'evt_live' } }]);
  });
});

describe('signed, but not to be read → 200', () => {
  it('of an order of ours → told to it as unreadable, once', async () => {
    const body = sessionEvent({ session: { object: 'charge', metadata: { orderId } } });
    expect([(await deliver(body)).status, (await deliver(body)).status]).toEqual([200, 200]);
    expect(told()).toMatchObject([
      { orderId, fact: { kind: 'UNREADABLE', event: 'checkout.session.completed evt_1' } },
    ]);
  });

  it('of a payment of ours → told to the order it paid for', async () => {
    world.commands.happen(firstOrder(world), {
      type: 'PAYMENT_CONFIRMED',
      by: SYSTEM,
      paymentIntentId: 'pi_9',
    });
    const body = refundEvent('pi_9').replace('"status":"succeeded"', '"status":"evaporated"');
    expect((await deliver(body)).status).toBe(200);
    expect(told()).toMatchObject([{ orderId, fact: { kind: 'UNREADABLE' } }]);
  });

  it.each([
    ['of nobody', sessionEvent({ session: { object: 'charge', payment_intent: null } })],
    ['no event', '[]'],
    ['nothing', 'null'],
    ['no JSON', '{"id":'],
  ])('%s → a warning, with the event’s id or its content’s digest', async (_what, body) => {
    expect((await deliver(body)).status).toBe(200);
    expect(told()).toEqual([]);
    expect(JSON.stringify(warnings().map(({ facts }) => facts))).toMatch(
      /^\[\{"eventId":"(evt_1|sha256:\w{64})"/,
    );
  });
});

describe('forged → 400, and no other effect', () => {
  it.each<[what: string, header: (body: string) => string | undefined]>([
    ['no signature', () => undefined],
    ['an empty one', () => ''],
    ['nonsense', () => 't=now,v1=abc'],
    ['another secret', (body) => signature(body, 'whsec_evil')],
    ['an empty secret', (body) => signature(body, '')],
    ['stale by 301 seconds', (body) => signature(body, SECRET, 301)],
    ['of another body', () => signature('{}')],
    ['of another scheme', (body) => signature(body).replace('v1=', 'v0=')],
    ['nothing after v1=', (body) => signature(body).replace(/v1=.*/, 'v1=')],
    ['no value of v1', (body) => signature(body).replace(/v1=.*/, 'v1')],
  ])('%s', async (_what, header) => {
    const body = ofOrder();
    const sent = header(body);
    const response = await post(body, sent === undefined ? {} : { 'Stripe-Signature': sent });
    expect(await problem(response)).toMatchObject({
      status: 400,
      code: 'INVALID_SIGNATURE',
      detail: 'Signature invalide',
    });
    expect([told(), [...world.forwarded]]).toEqual([[], []]);
  });

  it('one byte changed', async () => {
    const body = ofOrder();
    const response = await post(body.replace('1245', '1246'), { 'Stripe-Signature': signature(body) });
    expect(response.status).toBe(400);
    expect(told()).toEqual([]);
  });

  it('a byte order mark before what was signed', async () => {
    const body = ofOrder();
    const response = await post(`\ufeff${body}`, { 'Stripe-Signature': signature(body) });
    expect(response.status).toBe(400);
    expect(told()).toEqual([]);
  });

  it('no body', async () => {
    expect((await post('', { 'Stripe-Signature': signature('') })).status).not.toBe(500);
    expect(told()).toEqual([]);
  });

  it('malformed JSON without a signature → the signature is what is wrong', async () => {
    expect(await problem(await post('{"id":'))).toMatchObject({ code: 'INVALID_SIGNATURE' });
  });
});

describe('huge', () => {
  it('above 1 MB → 413', async () => {
    const body = sessionEvent({ session: { metadata: { orderId, note: 'x'.repeat(1_100_000) } } });
    expect(await problem(await deliver(body))).toMatchObject({ status: 413 });
    expect(told()).toEqual([]);
  });

  it('below 1 MB → 200', async () => {
    const body = sessionEvent({ session: { metadata: { orderId, note: 'x'.repeat(900_000) } } });
    expect((await deliver(body)).status).toBe(200);
  });

  it('a gzip bomb → 413', async () => {
    const bomb = new Uint8Array(gzipSync('x'.repeat(50_000_000)));
    expect((await post(bomb, { 'Content-Encoding': 'gzip', 'Stripe-Signature': 't=1,v1=a' })).status).toBe(
      413,
    );
  });

  it('broken gzip → 400', async () => {
    const response = await post(new Uint8Array([1, 2, 3]), {
      'Content-Encoding': 'gzip',
      'Stripe-Signature': 't=1,v1=a',
    });
    expect(response.status).toBe(400);
  });
});

describe('when something is away', () => {
  it('Temporal away → 503, not remembered; sent again → told', async () => {
    world.commands.way = 'away';
    expect(await problem(await deliver(ofOrder()))).toMatchObject({ status: 503 });
    expect([...world.forwarded]).toEqual([]);
    world.commands.way = 'open';
    expect((await deliver(ofOrder())).status).toBe(200);
    expect(told()).toHaveLength(1);
  });

  it('told, but not to be remembered → still 200', async () => {
    world.database = 'marks_away';
    expect((await deliver(ofOrder())).status).toBe(200);
    expect(told()).toHaveLength(1);
    expect(world.logged.some(({ level }) => level === 'warn')).toBe(true);
  });

  it('the payment’s order cannot be looked up → 503', async () => {
    world.database = 'away';
    const body = sessionEvent({ session: { payment_intent: 'pi_9' } });
    expect((await deliver(body)).status).toBe(503);
  });
});

/** A refund made in the dashboard: it names its payment and nothing else. */
function refundEvent(paymentIntentId: string, status = 'succeeded'): string {
  const refund = {
    id: 're_1',
    object: 'refund',
    status,
    amount: 1245,
    currency: 'eur',
    payment_intent: paymentIntentId,
    metadata: {},
  };
  return JSON.stringify({
    id: `evt_${status}`,
    object: 'event',
    type: 'refund.updated',
    livemode: false,
    data: { object: refund },
  });
}
