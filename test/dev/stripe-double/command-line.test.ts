// The calls that Stripe's command line makes for `stripe trigger checkout.session.completed`.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';

let double: CheckedDouble;
beforeAll(async () => {
  double = await startCheckedDouble();
});
afterAll(async () => {
  expect(double.problems).toEqual([]);
  await double.close();
});

async function post(path: string, form: Record<string, string>) {
  const response = await fetch(`${double.url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_local_double' },
    body: new URLSearchParams(form),
  });
  // Every answer under /v1 is a JSON object.
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function makeSession(): Promise<string> {
  const product = await double.stripe.products.create({
    name: 'myproduct',
    description: '(created by Stripe CLI)',
  });
  const price = await double.stripe.prices.create({
    product: product.id,
    unit_amount: 1500,
    currency: 'usd',
  });
  const session = await double.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: price.id, quantity: 2 }],
    success_url: 'https://httpbin.org/post',
  });
  expect(session.amount_total).toBe(3000);
  return session.id;
}

it('product, price, session, payment page, payment method and confirmation end in a completed session', async () => {
  const id = await makeSession();
  const method = await double.stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
  const confirm = { payment_method: method.id, expected_amount: '3000' };
  const confirmed = await post(`/v1/payment_pages/${id}/confirm`, confirm);
  expect(confirmed).toMatchObject({ status: 200, body: { session_id: id, payment_status: 'paid' } });
  const event = await double.receiver.waitFor('checkout.session.completed');
  expect(event.data.object).toMatchObject({ id, amount_total: 3000, currency: 'usd' });
});

it('a declined token answers 402 with the reason', async () => {
  const id = await makeSession();
  const card = { token: 'tok_chargeDeclined' };
  const method = await double.stripe.paymentMethods.create({ type: 'card', card });
  const declined = await post(`/v1/payment_pages/${id}/confirm`, { payment_method: method.id });
  expect(declined).toMatchObject({
    status: 402,
    body: { error: { type: 'card_error', code: 'card_declined', decline_code: 'generic_decline' } },
  });
});

it('an event can be sent again', async () => {
  const id = await makeSession();
  await double.stripe.checkout.sessions.expire(id);
  const event = await double.receiver.waitFor('checkout.session.expired');
  await post(`/v1/events/${event.id}/retry`, {});
  await expect
    .poll(() => double.receiver.received.filter((received) => received.event.id === event.id).length)
    .toBe(2);
});
