// Signed events that are not as Stripe's API describes them: named as unreadable, with whom they concern; never an error.
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStripeFact } from '../../../domain/stripe-fact-shape.ts';
import { sessionEvent, signature, signedWebhooks } from '../../api/signed-webhooks.ts';
import { freshOrderId } from '../../support/placed-orders.ts';

const verify = (body: string) => signedWebhooks.verify(Buffer.from(body, 'utf8'), signature(body));
const orderId = freshOrderId();
const refund = {
  id: 're_1',
  object: 'refund',
  status: 'failed',
  amount: 1245,
  currency: 'eur',
  payment_intent: 'pi_1',
  metadata: { orderId, generation: '1' },
};
const dispute = { id: 'du_1', object: 'dispute', status: 'needs_response', payment_intent: 'pi_1' };
const event = (type: string, object: unknown, envelope: object = {}): string =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, livemode: false, data: { object }, ...envelope });
const completed = (session: object) => sessionEvent({ session: { metadata: { orderId }, ...session } });
const refunded = (change: object) => event('refund.updated', { ...refund, ...change });

describe('an event that is not to be read', () => {
  it.each<[what: string, body: string]>([
    ['no id', completed({ id: undefined })],
    ['an empty id', completed({ id: '' })],
    ['an id with a NUL, which no database stores', completed({ id: 'cs_\0' })],
    ['another object', completed({ object: 'charge' })],
    ['an unknown status', completed({ status: 'evaporated' })],
    ['an unknown payment status', completed({ payment_status: 'rather' })],
    ['a payment that needs no payment', completed({ payment_status: 'no_payment_required' })],
    ['no amount', completed({ amount_total: null })],
    ['an amount that is text', completed({ amount_total: '1245' })],
    ['half a cent', completed({ amount_total: 1244.5 })],
    ['a negative amount', completed({ amount_total: -1245 })],
    ['a huge amount', completed({ amount_total: 1e308 })],
    ['no currency', completed({ currency: null })],
    ['a currency that is none', completed({ currency: 'euros' })],
    ['an expiry that is no time', completed({ expires_at: 1e300 })],
    ['a mode that is text', completed({ livemode: 'false' })],
    ['a payment that is a number', completed({ payment_intent: 7 })],
    ['an unknown refund status', refunded({ status: 'evaporated' })],
    ['a refund status that is null', refunded({ status: null })],
    ['a refund of no amount', refunded({ amount: undefined })],
    ['a refund reason that is an object', refunded({ failure_reason: { of: 'some kind' } })],
  ])('%s → unreadable, told to the order it names', (_what, body) => {
    expect(verify(body)).toMatchObject({ kind: 'fact', orderId, fact: { kind: 'UNREADABLE' } });
  });

  it.each<[what: string, body: string]>([
    ['a dispute in an unknown state', event('charge.dispute.created', { ...dispute, status: 'odd' })],
    ['a dispute without an id', event('charge.dispute.closed', { ...dispute, id: null })],
    ['a refund that names only its payment', refunded({ amount: '1', metadata: null })],
  ])('%s → unreadable, with the payment it names', (_what, body) => {
    expect(verify(body)).toMatchObject({
      orderId: null,
      paymentIntentId: 'pi_1',
      fact: { kind: 'UNREADABLE' },
    });
  });

  it.each<[what: string, body: string]>([
    ['without an id', event('refund.updated', refund, { id: undefined })],
    ['without a type', event('refund.updated', refund, { type: undefined })],
    ['that does not say its mode', event('refund.updated', refund, { livemode: undefined })],
  ])('an event %s → unreadable, for the order it names', (_what, body) => {
    expect(verify(body)).toMatchObject({ kind: 'fact', orderId, fact: { kind: 'UNREADABLE' } });
    expect(verify(body)).toEqual(verify(body));
  });

  it.each(['', 'null', '7', '"event"', '[]', '{}', '{"data":', '{"data":7}', '{"data":{"object":[]}}'])(
    'signed %j → unreadable, of nobody',
    (body) => {
      expect(verify(body)).toMatchObject({
        kind: 'fact',
        orderId: null,
        paymentIntentId: null,
        fact: { kind: 'UNREADABLE' },
      });
    },
  );
});

describe('whatever is signed', () => {
  const events = [
    completed({}),
    sessionEvent({ type: 'checkout.session.expired', session: { metadata: { orderId } } }),
    refunded({}),
    event('charge.dispute.closed', { ...dispute, status: 'won' }),
  ].map((body): unknown => JSON.parse(body));

  it('any JSON in any place of a real event → no error, and only what a workflow takes for a fact', () => {
    fc.assert(
      fc.property(fc.constantFrom(...events), fc.nat(), fc.jsonValue(), (real, place, value) => {
        const said = verify(JSON.stringify(replaced(real, { left: place % 30 }, value)));
        expect(said.kind).not.toBe('forged');
        if (said.kind === 'fact') expect(isStripeFact(said.fact), JSON.stringify(said)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('any text at all → no error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => verify(text).kind !== 'forged'));
  });
});

/** Puts a value in the place of one node, counted from the top. */
function replaced(node: unknown, count: { left: number }, value: unknown): unknown {
  if (count.left === 0) {
    count.left -= 1;
    return value;
  }
  count.left -= 1;
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, replaced(child, count, value)]));
}
