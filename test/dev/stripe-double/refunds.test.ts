// Refunds: whole and partial, refused, pending, failing late, and waiting for money.
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, submitCard } from '../../support/hosted-page.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';
import { eventTypesOf, intentOf, refusalOf } from './stripe-answers.ts';

let double: CheckedDouble;
beforeAll(async () => {
  double = await startCheckedDouble({ outcomeMs: 50 });
});
afterAll(async () => {
  expect(double.problems).toEqual([]);
  expect(await double.requestProblems(200)).toEqual([]);
  await double.close();
});

/** A paid order; returns its payment intent. */
async function pay(orderId: string, card: string = CARDS.ok, cents = 2145): Promise<string> {
  const session = await double.stripe.checkout.sessions.create(checkoutParams(orderId, {}, cents));
  await submitCard(session.url ?? '', card);
  const expand = ['payment_intent'];
  return intentOf(await double.stripe.checkout.sessions.retrieve(session.id, { expand })).id;
}

const refund = (intent: string, changes: Stripe.RefundCreateParams = {}) =>
  double.stripe.refunds.create({ payment_intent: intent, reason: 'requested_by_customer', ...changes });

const chargeOf = async (intent: string) => {
  const [charge] = (await double.stripe.charges.list({ payment_intent: intent })).data;
  if (charge === undefined) throw new Error('no charge');
  return charge;
};

const isAbout = (id: string) => (event: Stripe.Event) =>
  'id' in event.data.object && event.data.object.id === id;

describe('a refund', () => {
  it('gives everything back at once, and marks the charge refunded', async () => {
    const intent = await pay('whole');
    const done = await refund(intent, { metadata: { orderId: 'whole' } });
    expect(done).toMatchObject({
      status: 'succeeded',
      amount: 2145,
      currency: 'eur',
      payment_intent: intent,
      reason: 'requested_by_customer',
      metadata: { orderId: 'whole' },
    });
    expect(await chargeOf(intent)).toMatchObject({ refunded: true, amount_refunded: 2145 });
    const events = await eventTypesOf(double.stripe, intent);
    expect(events.slice(-2)).toEqual(['refund.created', 'charge.refunded']);
  });

  it('can be made in parts, of the charge as well as of the payment intent', async () => {
    const intent = await pay('parts');
    await refund(intent, { amount: 1000 });
    expect(await chargeOf(intent)).toMatchObject({ refunded: false, amount_refunded: 1000 });
    const charge = await chargeOf(intent);
    const rest = await double.stripe.refunds.create({ charge: charge.id });
    expect(rest.amount).toBe(1145);
    const listed = await double.stripe.refunds.list({ payment_intent: intent });
    expect(listed.data.map(({ amount }) => amount)).toEqual([1145, 1000]);
  });

  it('takes its amount from the balance, without giving the fee back', async () => {
    const intent = await pay('transaction');
    const done = await refund(intent, { expand: ['balance_transaction'] });
    expect(done.balance_transaction).toMatchObject({ amount: -2145, fee: 0, net: -2145, type: 'refund' });
    const { orders } = await double.view('/ledger');
    expect(orders).toMatchObject({ transaction: { captured: 2145, refunded: 2145, fees: 57, balance: -57 } });
  });

  it('keeps the metadata it is given later', async () => {
    const done = await refund(await pay('metadata'), { metadata: { a: '1', b: '2' } });
    const updated = await double.stripe.refunds.update(done.id, { metadata: { b: '', c: '3' } });
    expect(updated.metadata).toEqual({ a: '1', c: '3' });
  });
});

describe('a refund is refused', () => {
  it('when it is more than what is left', async () => {
    const intent = await pay('over');
    const error = await refusalOf(refund(intent, { amount: 2500 }));
    expect(error).toMatchObject({
      statusCode: 400,
      param: 'amount',
      message: 'Refund amount (€25.00) is greater than unrefunded amount on charge (€21.45)',
    });
  });

  it('when everything has been given back already', async () => {
    const intent = await pay('again');
    await refund(intent);
    const error = await refusalOf(refund(intent));
    const { id } = await chargeOf(intent);
    expect(error).toMatchObject({
      code: 'charge_already_refunded',
      message: `Charge ${id} has already been refunded.`,
    });
  });

  it('when nothing was paid', async () => {
    const intent = await pay('unpaid', CARDS.declined);
    expect((await refusalOf(refund(intent))).message).toContain(
      'does not have a successful charge to refund',
    );
  });

  it.each([
    [{ payment_intent: 'pi_none' }, 404, 'resource_missing'],
    [{ charge: 'ch_none' }, 404, 'resource_missing'],
    [{}, 400, 'parameter_missing'],
    [{ payment_intent: 'pi_none', amount: 0 }, 400, 'parameter_invalid_integer'],
    [{ payment_intent: 'pi_none', amount: -1 }, 400, 'parameter_invalid_integer'],
  ])('for %o with %i %s', async (params, status, code) => {
    expect(await refusalOf(double.stripe.refunds.create(params))).toMatchObject({ statusCode: status, code });
  });
});

describe('a later outcome', () => {
  it('pending, then succeeded, with the card for it', async () => {
    const pending = await refund(await pay('pending', CARDS.refundPending));
    expect(pending).toMatchObject({
      status: 'pending',
      pending_reason: 'processing',
      balance_transaction: null,
    });
    const event = await double.receiver.waitFor('refund.updated', isAbout(pending.id));
    expect(event.data).toMatchObject({
      object: { status: 'succeeded' },
      previous_attributes: { status: 'pending' },
    });
    const done = await double.stripe.refunds.retrieve(pending.id);
    expect(done.pending_reason).toBeUndefined();
    expect(done.balance_transaction).not.toBeNull();
  });

  it('succeeded, then failed, with the card for it: the charge counts as not refunded again', async () => {
    const intent = await pay('fails', CARDS.refundFails);
    const first = await refund(intent);
    expect(first.status).toBe('succeeded');
    await double.receiver.waitFor('refund.failed', isAbout(first.id));
    const failed = await double.stripe.refunds.retrieve(first.id, {
      expand: ['failure_balance_transaction'],
    });
    expect(failed).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: { amount: 2145, type: 'refund_failure' },
    });
    expect(await chargeOf(intent)).toMatchObject({ refunded: false, amount_refunded: 0 });
    const { orders } = await double.view('/ledger');
    expect(orders).toMatchObject({ fails: { captured: 2145, refunded: 0, refundsFailed: 2145 } });
  });

  it.each(['succeeded', 'failed', 'canceled', 'requires_action'])(
    'can be made %s by hand',
    async (status) => {
      const pending = await refund(await pay(`by-hand-${status}`, CARDS.refundPending, 5000));
      const settled = await double.control(`/refunds/${pending.id}/settle`, { status });
      expect(settled.status).toBe(status);
      expect((await double.stripe.refunds.retrieve(pending.id)).status).toBe(status);
    },
  );

  it('never leaves failed', async () => {
    const done = await refund(await pay('final'));
    await double.control(`/refunds/${done.id}/settle`, { status: 'failed' });
    await expect(double.control(`/refunds/${done.id}/settle`, { status: 'succeeded' })).rejects.toThrow(
      'failed',
    );
  });
});

describe('with too little balance', () => {
  let poor: CheckedDouble;
  beforeAll(async () => {
    poor = await startCheckedDouble();
  });
  afterAll(async () => {
    expect(poor.problems).toEqual([]);
    await poor.close();
  });

  async function payPoor(orderId: string): Promise<string> {
    const session = await poor.stripe.checkout.sessions.create(checkoutParams(orderId));
    await submitCard(session.url ?? '', CARDS.ok);
    const expand = ['payment_intent'];
    return intentOf(await poor.stripe.checkout.sessions.retrieve(session.id, { expand })).id;
  }

  it('a refund waits for money, or is refused, as the account is set', async () => {
    const intent = await payPoor('poor');
    await poor.control('/balance', { mode: 'strict' });
    const refused = await refusalOf(poor.stripe.refunds.create({ payment_intent: intent }));
    expect(refused.code).toBe('balance_insufficient');
    await poor.control('/balance', { mode: 'limited' });
    const waiting = await poor.stripe.refunds.create({ payment_intent: intent });
    expect(waiting).toMatchObject({ status: 'pending', pending_reason: 'insufficient_funds' });
    await poor.control('/balance', { adjustCents: 10_000 });
    await poor.receiver.waitFor('refund.updated', isAbout(waiting.id));
    expect((await poor.stripe.refunds.retrieve(waiting.id)).status).toBe('succeeded');
  });
});
