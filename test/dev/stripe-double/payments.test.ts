// Paying: every card, authentication, holding and capturing, delayed methods.
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, payOnPage, submitCard, submitForm } from '../../support/hosted-page.ts';
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

const open = (orderId: string, changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  double.stripe.checkout.sessions.create(checkoutParams(orderId, changes));
const manual = (orderId: string): Partial<Stripe.Checkout.SessionCreateParams> => ({
  payment_intent_data: { metadata: { orderId }, capture_method: 'manual' },
});
const read = (id: string) =>
  double.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });

describe('a card that works', () => {
  it('completes the session, takes the money, and sends the customer on with the session id', async () => {
    const session = await open('ok');
    const answer = await submitCard(session.url ?? '', CARDS.ok);
    expect(answer).toMatchObject({
      status: 303,
      location: `https://shop.test/commande/ok/confirmation?session_id=${session.id}`,
    });
    const paid = await read(session.id);
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
    expect(paid.customer_details).toMatchObject({ email: 'marie@example.fr', name: 'Marie Curie' });
    expect(intentOf(paid)).toMatchObject({
      status: 'succeeded',
      amount_received: 1245,
      metadata: { orderId: 'ok' },
      latest_charge: { captured: true, paid: true, status: 'succeeded' },
    });
  });

  it('tells it in order: intent created, charge and intent succeeded, session completed, later the charge updated', async () => {
    const session = await open('order-of-events');
    await submitCard(session.url ?? '', CARDS.ok);
    const intent = intentOf(await read(session.id)).id;
    await double.receiver.waitFor('charge.updated', (event) => JSON.stringify(event.data).includes(intent));
    expect(await eventTypesOf(double.stripe, intent)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
      'charge.updated',
    ]);
  });

  it('has its balance transaction a moment later, with the fee taken off', async () => {
    const session = await open('balance');
    await submitCard(session.url ?? '', CARDS.ok);
    const intent = intentOf(await read(session.id)).id;
    await double.receiver.waitFor('charge.updated', (event) => JSON.stringify(event.data).includes(intent));
    const { data } = await double.stripe.charges.list({
      payment_intent: intent,
      expand: ['data.balance_transaction'],
    });
    expect(data[0]?.balance_transaction).toMatchObject({ amount: 1245, fee: 44, net: 1201, type: 'charge' });
  });

  it('charges once when the button is pressed twice', async () => {
    const session = await open('double-click');
    const answers = await Promise.all([1, 2, 3].map(() => submitCard(session.url ?? '', CARDS.ok)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    const charges = await double.stripe.charges.list({ payment_intent: intentOf(await read(session.id)).id });
    expect(charges.data).toHaveLength(1);
  });
});

describe('a card that is declined', () => {
  it.each([
    {
      number: CARDS.declined,
      code: 'card_declined',
      declineCode: 'generic_decline',
      text: 'Votre carte a été refusée.',
    },
    {
      number: CARDS.insufficientFunds,
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      text: 'Votre carte ne dispose pas de fonds suffisants.',
    },
    { number: CARDS.expired, code: 'expired_card', text: 'Votre carte a expiré.' },
    {
      number: CARDS.incorrectCvc,
      code: 'incorrect_cvc',
      text: 'Le cryptogramme visuel de votre carte est incorrect.',
    },
  ])('$number leaves the session open and says why ($code, $declineCode)', async (declined) => {
    const { number, code, declineCode, text } = declined;
    const session = await open('declined');
    const answer = await submitCard(session.url ?? '', number);
    expect(answer.status).toBe(402);
    expect(answer.text).toContain(text);
    const after = await read(session.id);
    expect(after).toMatchObject({ status: 'open', payment_status: 'unpaid' });
    const intent = intentOf(after);
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code, type: 'card_error' },
    });
    expect(intent.last_payment_error?.decline_code).toBe(declineCode);
    expect(await eventTypesOf(double.stripe, intent.id)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
  });

  it('can be followed by one that works, on the same payment intent', async () => {
    const session = await open('retry');
    await submitCard(session.url ?? '', CARDS.declined);
    const first = intentOf(await read(session.id)).id;
    await submitCard(session.url ?? '', CARDS.ok);
    const paid = await read(session.id);
    expect(paid.payment_status).toBe('paid');
    expect(intentOf(paid)).toMatchObject({ id: first, status: 'succeeded', last_payment_error: null });
  });
});

describe('authentication', () => {
  it.each([CARDS.authentication, CARDS.authenticationAlways])(
    '%s asks the bank, then takes the money',
    async (number) => {
      const session = await open('3ds');
      const asked = await submitCard(session.url ?? '', number);
      expect(asked).toMatchObject({ status: 303, location: `${session.url}/3ds` });
      const waiting = await read(session.id);
      expect(waiting.status).toBe('open');
      expect(intentOf(waiting)).toMatchObject({
        status: 'requires_action',
        next_action: { type: 'use_stripe_sdk' },
      });
      const bank = await fetch(asked.location ?? '');
      expect(await bank.text()).toContain('Terminer l’authentification');
      const done = await submitForm(asked.location ?? '', { result: 'ok' });
      expect(done.location).toContain(session.id);
      expect((await read(session.id)).payment_status).toBe('paid');
    },
  );

  it('that fails leaves the session open for another card', async () => {
    const session = await open('3ds-fail');
    const answer = await payOnPage(session.url ?? '', CARDS.authentication, 'fail');
    expect(answer.text).toContain('Nous ne parvenons pas à authentifier votre moyen de paiement.');
    const intent = intentOf(await read(session.id));
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    expect(await eventTypesOf(double.stripe, intent.id)).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'payment_intent.payment_failed',
    ]);
    await submitCard(session.url ?? '', CARDS.ok);
    expect((await read(session.id)).payment_status).toBe('paid');
  });

  it('that succeeds may still end in a decline', async () => {
    const session = await open('3ds-declined');
    const answer = await payOnPage(session.url ?? '', CARDS.authenticationThenDeclined);
    expect(answer.text).toContain('Votre carte a été refusée.');
    expect(intentOf(await read(session.id)).last_payment_error).toMatchObject({
      decline_code: 'generic_decline',
    });
  });

  it('ends with its session when that expires meanwhile', async () => {
    const session = await open('3ds-expired');
    const asked = await submitCard(session.url ?? '', CARDS.authentication);
    await double.stripe.checkout.sessions.expire(session.id);
    const late = await submitForm(asked.location ?? '', { result: 'ok' });
    expect(late.status).toBe(410);
    expect((await read(session.id)).payment_status).toBe('unpaid');
  });
});

describe('holding the money (manual capture)', () => {
  it('completes the session unpaid; capturing takes the money and makes it paid', async () => {
    const session = await open('manual', manual('manual'));
    await submitCard(session.url ?? '', CARDS.ok);
    const held = await read(session.id);
    expect(held).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    const intent = intentOf(held);
    expect(intent).toMatchObject({ status: 'requires_capture', amount_capturable: 1245, amount_received: 0 });
    expect(await double.stripe.paymentIntents.capture(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 1245,
    });
    expect((await read(session.id)).payment_status).toBe('paid');
    expect(
      (await eventTypesOf(double.stripe, intent.id)).filter((type) => type !== 'charge.updated'),
    ).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'checkout.session.completed',
      'charge.captured',
      'payment_intent.succeeded',
    ]);
  });

  it('can be captured in part, never beyond, and only once', async () => {
    const session = await open('partial', manual('partial'));
    await submitCard(session.url ?? '', CARDS.ok);
    const { id } = intentOf(await read(session.id));
    const beyond = await refusalOf(double.stripe.paymentIntents.capture(id, { amount_to_capture: 1246 }));
    expect(beyond.code).toBe('amount_too_large');
    const captured = await double.stripe.paymentIntents.capture(id, { amount_to_capture: 1000 });
    expect(captured).toMatchObject({ amount_received: 1000, amount_capturable: 0 });
    const again = await refusalOf(double.stripe.paymentIntents.capture(id));
    expect(again).toMatchObject({
      code: 'payment_intent_unexpected_state',
      message: 'This PaymentIntent could not be captured because it has already been captured.',
      payment_intent: { id },
    });
  });

  it('can be let go', async () => {
    const session = await open('cancel', manual('cancel'));
    await submitCard(session.url ?? '', CARDS.ok);
    const { id } = intentOf(await read(session.id));
    const cancelled = await double.stripe.paymentIntents.cancel(id, {
      cancellation_reason: 'requested_by_customer',
    });
    expect(cancelled).toMatchObject({ status: 'canceled', cancellation_reason: 'requested_by_customer' });
    expect((await eventTypesOf(double.stripe, id)).slice(-2)).toEqual([
      'charge.refunded',
      'payment_intent.canceled',
    ]);
  });
});

describe('cancelling a payment intent', () => {
  it('is refused once it succeeded', async () => {
    const session = await open('cancel-paid');
    await submitCard(session.url ?? '', CARDS.ok);
    const error = await refusalOf(double.stripe.paymentIntents.cancel(intentOf(await read(session.id)).id));
    expect(error).toMatchObject({ code: 'payment_intent_unexpected_state', statusCode: 400 });
    expect(error.message).toContain(
      'You cannot cancel this PaymentIntent because it has a status of succeeded.',
    );
  });

  it('is refused while its session is open: the session must be expired', async () => {
    const session = await open('cancel-open');
    await submitCard(session.url ?? '', CARDS.declined);
    const error = await refusalOf(double.stripe.paymentIntents.cancel(intentOf(await read(session.id)).id));
    expect(error.message).toContain('expire the Checkout Session');
  });
});

describe('a delayed method', () => {
  it('completes the session unpaid, and succeeds later', async () => {
    const session = await open('later');
    await double.control(`/sessions/${session.id}/pay-later`);
    const event = await double.receiver.waitFor('checkout.session.completed', (completed) =>
      about(completed, session.id),
    );
    expect(event.data.object).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    expect(intentOf(await read(session.id)).status).toBe('processing');
    await double.control(`/sessions/${session.id}/settle`, { status: 'succeeded' });
    const settled = await double.receiver.waitFor('checkout.session.async_payment_succeeded', (succeeded) =>
      about(succeeded, session.id),
    );
    expect(settled.data.object).toMatchObject({ payment_status: 'paid' });
  });

  it('or fails later, and the session stays complete and unpaid', async () => {
    const session = await open('later-failed');
    await double.control(`/sessions/${session.id}/pay-later`);
    await double.control(`/sessions/${session.id}/settle`, { status: 'failed' });
    await double.receiver.waitFor('checkout.session.async_payment_failed', (failed) =>
      about(failed, session.id),
    );
    const after = await read(session.id);
    expect(after).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    expect(intentOf(after)).toMatchObject({ status: 'requires_payment_method', amount_received: 0 });
  });
});

describe('a dispute', () => {
  it('follows a payment with the card for it, takes the money back, and forbids refunds', async () => {
    const session = await open('disputed');
    await submitCard(session.url ?? '', CARDS.disputed);
    const intent = intentOf(await read(session.id)).id;
    const event = await double.receiver.waitFor('charge.dispute.created', (created) =>
      JSON.stringify(created.data).includes(intent),
    );
    expect(event.data.object).toMatchObject({ status: 'needs_response', reason: 'fraudulent', amount: 1245 });
    const error = await refusalOf(double.stripe.refunds.create({ payment_intent: intent }));
    expect(error).toMatchObject({ code: 'charge_disputed', statusCode: 400 });
    expect(intentOf(await read(session.id)).latest_charge).toMatchObject({ disputed: true });
  });

  it('can be raised by hand and won, which gives the money back but not the fee', async () => {
    const session = await open('dispute-won');
    await submitCard(session.url ?? '', CARDS.ok);
    const intent = intentOf(await read(session.id)).id;
    const { id } = await double.control('/disputes', { paymentIntent: intent });
    await double.control(`/disputes/${String(id)}/close`, { status: 'won' });
    const event = await double.receiver.waitFor('charge.dispute.closed', (closed) =>
      about(closed, String(id)),
    );
    expect(event.data.object).toMatchObject({ status: 'won', payment_intent: intent });
    const { orders } = await double.view('/ledger');
    expect(orders).toMatchObject({
      'dispute-won': { captured: 1245, disputed: true, balance: 1245 - 44 - 2000 },
    });
    const disputes = await double.stripe.disputes.list({ payment_intent: intent });
    expect(disputes.data.map((dispute) => dispute.status)).toEqual(['won']);
  });
});

const about = (event: Stripe.Event, id: string): boolean =>
  'id' in event.data.object && event.data.object.id === id;
