// Checkout sessions through the unchanged SDK: making, reading, listing and expiring them.
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, payOnPage } from '../../support/hosted-page.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';
import { refusalOf } from './stripe-answers.ts';

let double: CheckedDouble;
beforeAll(async () => {
  double = await startCheckedDouble();
});
afterAll(async () => {
  expect(double.problems).toEqual([]);
  expect(await double.requestProblems(200)).toEqual([]);
  await double.close();
});

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const create = (orderId: string, changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  double.stripe.checkout.sessions.create(checkoutParams(orderId, changes));

describe('a new session', () => {
  it('is open and unpaid, with an id of 66 characters and no payment intent yet', async () => {
    const session = await create('new');
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      livemode: false,
    });
    expect(session.id).toMatch(/^cs_test_a1[A-Za-z0-9]{56}$/);
    expect(session.url).toBe(`${double.url}/c/pay/${session.id}`);
    expect(session.ui_mode).toBe('hosted_page');
  });

  it('carries what it was made with', async () => {
    const expiresAt = inSeconds(2100);
    const session = await create('carried', { expires_at: expiresAt });
    expect(session).toMatchObject({
      amount_total: 1245,
      currency: 'eur',
      client_reference_id: 'carried',
      customer_email: 'marie@example.fr',
      expires_at: expiresAt,
      locale: 'fr',
      metadata: { orderId: 'carried' },
    });
  });

  it('lives 24 hours when no end is given', async () => {
    const session = await create('day');
    expect(session.expires_at - session.created).toBe(24 * 3600);
  });

  it('sums its line items, each unit amount times its quantity', async () => {
    const item = (cents: number, quantity: number) => ({
      price_data: { currency: 'eur', product_data: { name: 'Merguez' }, unit_amount: cents },
      quantity,
    });
    const session = await create('sum', { line_items: [item(1000, 2), item(345, 1)] });
    expect(session.amount_total).toBe(2345);
    const items = await double.stripe.checkout.sessions.listLineItems(session.id);
    expect(items.data.map((line) => [line.description, line.amount_total])).toEqual([
      ['Merguez', 2000],
      ['Merguez', 345],
    ]);
  });

  it('shows its line items only when they are asked for', async () => {
    const session = await create('expand');
    expect(session.line_items).toBeUndefined();
    const expanded = await double.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['line_items.data.price.product'],
    });
    expect(expanded.line_items?.data[0]?.price?.product).toMatchObject({
      name: 'Côte de bœuf',
      description: '500g',
    });
  });
});

describe('a session is refused', () => {
  it.each([
    [
      '30 minutes or less from now',
      1800,
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
    ],
    [
      'more than 24 hours from now',
      24 * 3600 + 60,
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
    ],
  ])('when it ends %s', async (_, seconds, message) => {
    const error = await refusalOf(create('expiry', { expires_at: inSeconds(seconds) }));
    expect(error).toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
      message,
      param: 'expires_at',
    });
  });

  it('when a parameter is unknown, however deep it hides', async () => {
    const item = {
      price_data: { currency: 'eur', product_data: { name: 'x', flavour: 'y' }, unit_amount: 500 },
    };
    const error = await refusalOf(create('unknown', { line_items: [item] }));
    expect(error).toMatchObject({
      code: 'parameter_unknown',
      param: 'line_items[0][price_data][product_data][flavour]',
      message: 'Received unknown parameter: line_items[0][price_data][product_data][flavour]',
    });
  });

  it('when a parameter is missing', async () => {
    const { success_url: _, ...params } = checkoutParams('missing');
    const error = await refusalOf(double.stripe.checkout.sessions.create(params));
    expect(error).toMatchObject({
      code: 'parameter_missing',
      message: 'Missing required param: success_url.',
    });
  });

  it('when a text is emptied that cannot be', async () => {
    const item = {
      price_data: { currency: 'eur', product_data: { name: 'x', description: '' }, unit_amount: 500 },
    };
    const error = await refusalOf(create('empty', { line_items: [item] }));
    expect(error.code).toBe('parameter_invalid_empty');
  });

  it('when a number is not one', async () => {
    const error = await refusalOf(create('nan', { expires_at: Number.NaN }));
    expect(error).toMatchObject({ code: 'parameter_invalid_integer', message: 'Invalid integer: NaN' });
  });

  it('when the e-mail is not one', async () => {
    const error = await refusalOf(create('email', { customer_email: 'marie' }));
    expect(error).toMatchObject({ code: 'email_invalid', message: 'Invalid email address: marie' });
  });

  it('when the total is under 50 cents', async () => {
    const error = await refusalOf(double.stripe.checkout.sessions.create(checkoutParams('cheap', {}, 49)));
    expect(error.code).toBe('amount_too_small');
  });

  it('when a value is outside its list', async () => {
    const error = await refusalOf(create('mode', { mode: 'payement' }));
    expect(error).toMatchObject({ statusCode: 400, param: 'mode' });
  });
});

describe('expiring', () => {
  it('ends an open session, takes its page away, and is told once', async () => {
    const session = await create('expire');
    const expired = await double.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: 'expired', url: null, payment_status: 'unpaid' });
    await double.receiver.waitFor('checkout.session.expired', (event) => subject(event) === session.id);
    const events = await double.stripe.events.list({ type: 'checkout.session.expired', limit: 100 });
    expect(events.data.filter((event) => subject(event) === session.id)).toHaveLength(1);
  });

  it.each(['expired', 'complete'])('is refused for a session that is %s', async (status) => {
    const session = await create(`expire-${status}`);
    if (status === 'expired') await double.stripe.checkout.sessions.expire(session.id);
    else await payOnPage(session.url ?? '', CARDS.ok);
    const error = await refusalOf(double.stripe.checkout.sessions.expire(session.id));
    expect(error).toMatchObject({
      statusCode: 400,
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`,
    });
  });

  it('cancels the attempt that a decline had left waiting', async () => {
    const session = await create('expire-declined');
    await payOnPage(session.url ?? '', CARDS.declined);
    const expired = await double.stripe.checkout.sessions.expire(session.id, { expand: ['payment_intent'] });
    expect(expired.payment_intent).toMatchObject({ status: 'canceled' });
  });
});

describe('finding sessions', () => {
  it('answers 404 resource_missing for an unknown id', async () => {
    const error = await refusalOf(double.stripe.checkout.sessions.retrieve('cs_test_none'));
    expect(error).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such checkout.session: 'cs_test_none'",
    });
  });

  it('lists the newest first, page by page', async () => {
    const made = [];
    for (let index = 0; index < 5; index += 1) made.push((await create(`list-${index}`)).id);
    const newestFirst = made.toReversed();
    const first = await double.stripe.checkout.sessions.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(newestFirst.slice(0, 2));
    expect(first.has_more).toBe(true);
    const second = await double.stripe.checkout.sessions.list({
      limit: 2,
      starting_after: newestFirst[1] ?? '',
    });
    expect(second.data.map(({ id }) => id)).toEqual(newestFirst.slice(2, 4));
    const back = await double.stripe.checkout.sessions.list({
      limit: 2,
      ending_before: newestFirst[2] ?? '',
    });
    expect(back.data.map(({ id }) => id)).toEqual(newestFirst.slice(0, 2));
  });

  it('walks through all pages by itself with the SDK', async () => {
    for (let index = 0; index < 3; index += 1) await create('walked');
    let walked = 0;
    for await (const session of double.stripe.checkout.sessions.list({ limit: 1, status: 'open' })) {
      walked += session.metadata?.orderId === 'walked' ? 1 : 0;
    }
    expect(walked).toBe(3);
  });

  it('finds the session of a payment, with the intent in its place', async () => {
    const session = await create('by-payment');
    await payOnPage(session.url ?? '', CARDS.ok);
    const paid = await double.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    });
    expect(paid.payment_intent).toMatchObject({
      object: 'payment_intent',
      latest_charge: { object: 'charge', paid: true },
    });
    const intent =
      typeof paid.payment_intent === 'string' ? paid.payment_intent : (paid.payment_intent?.id ?? '');
    const found = await double.stripe.checkout.sessions.list({ payment_intent: intent });
    expect(found.data.map(({ id }) => id)).toEqual([session.id]);
  });

  it.each([
    [{ limit: 0 }, 'parameter_invalid_integer'],
    [{ limit: 101 }, 'parameter_invalid_integer'],
    [{ starting_after: 'cs_test_none' }, 'resource_missing'],
  ])('refuses %o with %s', async (params, code) => {
    const error = await refusalOf(Promise.resolve(double.stripe.checkout.sessions.list(params)));
    expect(error.code).toBe(code);
  });

  it('refuses to expand what cannot be', async () => {
    const session = await create('unexpandable');
    const error = await refusalOf(
      double.stripe.checkout.sessions.retrieve(session.id, { expand: ['nothing'] }),
    );
    expect(error.message).toBe('This property cannot be expanded (nothing).');
  });
});

const subject = (event: Stripe.Event): unknown =>
  'id' in event.data.object ? event.data.object.id : undefined;
