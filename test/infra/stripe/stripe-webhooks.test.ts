// Webhooks: nothing is believed before the signature is verified; what a verified event says, narrowed.
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { STRIPE_EVENT_MEANING } from '../../../domain/payment-facts.ts';
import { createStripe } from '../../../infra/stripe/stripe-client.ts';
import { openStripeWebhooks } from '../../../infra/stripe/stripe-webhooks.ts';
import { SECOND_SECRET, SECRET, sessionEvent, signature, signedWebhooks } from '../../api/signed-webhooks.ts';
import { freshOrderId } from '../../support/placed-orders.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function verify(body: string, sign: { secret?: string; age?: number } = {}) {
  return signedWebhooks.verify(bytes(body), signature(body, sign.secret, sign.age));
}

/** An event about any object, as Stripe sends it. */
const event = (type: string, object: object): string =>
  JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type,
    livemode: false,
    created: 1,
    data: { object },
  });

describe('a signature', () => {
  const body = sessionEvent();

  it.each([
    ['of the first secret', SECRET],
    ['of the second secret, while the first is replaced', SECOND_SECRET],
  ])('%s → believed', (_name, secret) => {
    expect(verify(body, { secret }).kind).toBe('fact');
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['no signature at all', 'nonsense'],
    ['with a time but no signature', 't=1'],
    ['of another body', signature(`${body} `)],
    ['of another secret', signature(body, 'whsec_foreign')],
    ['of a blank secret', signature(body, ' ')],
    ['older than five minutes', signature(body, SECRET, 301)],
  ])('%s → forged', (_name, header) => {
    expect(signedWebhooks.verify(bytes(body), header)).toEqual({ kind: 'forged' });
  });

  it('almost five minutes old → believed', () => {
    expect(verify(body, { age: 290 }).kind).toBe('fact');
  });

  it('signed twice, one of ours → believed', () => {
    const ours = signature(body).split(',');
    const header = [ours[0], `v1=${'0'.repeat(64)}`, ...ours.slice(1)].join(',');
    expect(signedWebhooks.verify(bytes(body), header).kind).toBe('fact');
  });

  it('one byte of the body changed → forged', () => {
    const changed = body.replace('1245', '1246');
    expect(signedWebhooks.verify(bytes(changed), signature(body))).toEqual({ kind: 'forged' });
  });

  it('over accents and emoji → believed, byte for byte', () => {
    const unicode = sessionEvent({ session: { metadata: { note: 'Côte de bœuf — « à point » 🥩' } } });
    expect(verify(unicode).kind).toBe('fact');
    expect(verify(unicode.normalize('NFD')).kind).toBe('fact');
    const header = signature(unicode);
    expect(signedWebhooks.verify(bytes(unicode.normalize('NFD')), header)).toEqual({ kind: 'forged' });
  });

  it('over a part of a larger buffer → only that part counts', () => {
    const whole = Buffer.from(`xx${body}yy`);
    const part = whole.subarray(2, whole.length - 2);
    expect(signedWebhooks.verify(part, signature(body)).kind).toBe('fact');
  });
});

describe('a verified event', () => {
  const orderId = freshOrderId();
  const refund = {
    id: 're_1',
    object: 'refund',
    status: 'failed',
    amount: 1245,
    currency: 'eur',
    payment_intent: 'pi_1',
    failure_reason: 'expired_or_canceled_card',
    metadata: { orderId },
  };
  const dispute = { id: 'du_1', object: 'dispute', status: 'needs_response', payment_intent: 'pi_1' };
  const objectOf = (type: string): string => {
    if (type.startsWith('refund.')) return event(type, refund);
    if (type.startsWith('charge.dispute.')) return event(type, { ...dispute, status: 'lost' });
    return sessionEvent({ type, session: { metadata: { orderId } } });
  };

  it.each(Object.entries(STRIPE_EVENT_MEANING))('%s → %s', (type, kind) => {
    expect(verify(objectOf(type))).toMatchObject({
      kind: 'fact',
      type,
      eventId: 'evt_1',
      orderId: type.startsWith('charge.dispute.') ? null : orderId,
      paymentIntentId: 'pi_1',
      fact: { kind },
    });
  });

  it('of a session → its facts, whoever wrote the amount in which case', () => {
    expect(verify(sessionEvent({ session: { metadata: { orderId } } }))).toMatchObject({
      fact: {
        session: {
          sessionId: 'cs_test_1',
          orderId,
          paid: true,
          total: { cents: 1245, currency: 'EUR' },
          expiresAt: 1_795_000_000_000,
        },
      },
    });
  });

  it('of a session without metadata → the order is the client reference', () => {
    expect(verify(sessionEvent({ session: { client_reference_id: orderId } }))).toMatchObject({ orderId });
  });

  it('whose order id is none of ours → no order id', () => {
    const stranger = sessionEvent({ session: { metadata: { orderId: '../../etc' } } });
    expect(verify(stranger)).toMatchObject({ kind: 'fact', orderId: null });
  });

  it('of a dispute → open until it is won or lost', () => {
    const won = (status: string): unknown => verify(event('charge.dispute.closed', { ...dispute, status }));
    expect(won('won')).toMatchObject({ fact: { dispute: { won: true } } });
    expect(won('lost')).toMatchObject({ fact: { dispute: { won: false } } });
    expect(won('under_review')).toMatchObject({ fact: { dispute: { won: null } } });
  });

  it.each([
    ['of a type that says nothing about an order', event('payment_intent.succeeded', { id: 'pi_1' })],
    ['of another type, whatever is in it', event('customer.created', { metadata: { orderId } })],
  ])('%s → foreign, never an error', (_name, body) => {
    expect(verify(body)).toMatchObject({ kind: 'foreign', eventId: 'evt_1' });
  });

  it('in live mode, with a live key → believed; a test event is of the other mode then', () => {
    const stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_live_abc' });
    const live = openStripeWebhooks(stripe, { secrets: [SECRET], livemode: true });
    const mode = (livemode: boolean): string => {
      const body = sessionEvent({ livemode });
      return live.verify(bytes(body), signature(body)).kind;
    };
    expect(mode(true)).toBe('fact');
    expect(mode(false)).toBe('other_mode');
  });
});
