// The schema made of the SDK's types catches what it is there to catch.
import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { loadStripeSchema } from './stripe-schema.ts';

const schema = loadStripeSchema();

const refund = {
  id: 're_1',
  object: 'refund',
  amount: 100,
  balance_transaction: 'txn_1',
  charge: 'ch_1',
  created: 1,
  currency: 'eur',
  customer: null,
  customer_account: null,
  metadata: {},
  payment_intent: 'pi_1',
  payment_method: null,
  reason: 'duplicate',
  receipt_number: null,
  source_transfer_reversal: null,
  status: 'succeeded',
  transfer_reversal: null,
} satisfies Stripe.Refund;

describe('an answer', () => {
  it('that is as the SDK says has no problems', () => {
    expect(schema.problemsOfAnswer(refund)).toEqual([]);
  });

  it.each([
    ['lacks a field', { charge: undefined }, 'charge'],
    ['has a field nobody knows', { colour: 'red' }, 'colour'],
    ['has a value of another type', { amount: '100' }, '/amount'],
    ['has a value outside its list, though the SDK leaves the list open', { reason: 'because' }, '/reason'],
  ])('that %s is found out', (_, change, hint) => {
    // Through JSON, as it would come over the wire: `undefined` is not there at all.
    const wrong: unknown = JSON.parse(JSON.stringify({ ...refund, ...change }));
    expect(schema.problemsOfAnswer(wrong).join('; ')).toContain(hint);
  });

  it('is checked inside a list and inside an event', () => {
    const wrong = { ...refund, colour: 'red' };
    const list = { object: 'list', data: [refund, wrong], has_more: false, url: '/v1/refunds' };
    expect(schema.problemsOfAnswer(list)).toHaveLength(1);
    const event = {
      id: 'evt_1',
      object: 'event',
      api_version: null,
      created: 1,
      data: { object: wrong },
      livemode: false,
      pending_webhooks: 0,
      request: null,
      type: 'refund.created',
    };
    expect(schema.problemsOfAnswer(event)).toHaveLength(1);
    expect(
      schema.problemsOfAnswer({ ...event, type: 'refund.exploded', data: { object: refund } }),
    ).toHaveLength(1);
  });

  it('of a kind nobody knows is found out', () => {
    expect(schema.problemsOfAnswer({ object: 'unicorn' })).toEqual(["unicorn: not among the SDK's types"]);
  });
});

describe('a request', () => {
  it('may give numbers and booleans as texts', () => {
    const params = { payment_intent: 'pi_1', amount: '100', metadata: { orderId: 'o1' }, expand: ['charge'] };
    expect(schema.problemsOfRequest('POST', '/v1/refunds', params)).toEqual([]);
    expect(schema.problemsOfRequest('GET', '/v1/events', { created: { gte: '12' }, types: ['a'] })).toEqual(
      [],
    );
  });

  it.each([
    ['POST /v1/refunds', { payment_intent: 'pi_1', colour: 'red' }, 'colour'],
    ['POST /v1/refunds', { payment_intent: 'pi_1', amount: 'much' }, '/amount'],
    ['POST /v1/refunds/re_1', { amount: '1' }, 'amount'],
    ['POST /v1/checkout/sessions', { payment_method_types: ['card'] }, 'payment_method_types'],
    ['POST /v1/checkout/sessions/cs_test_a1/expire', { now: 'true' }, 'now'],
    ['POST /v1/unicorns', {}, 'no such request'],
  ])('%s with %o is found out', (route, params, hint) => {
    const [method = '', path = ''] = route.split(' ');
    expect(schema.problemsOfRequest(method, path, params).join('; ')).toContain(hint);
  });
});
