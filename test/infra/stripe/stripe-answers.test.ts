// Every outcome of a call to Stripe: done, refused, a refused key, or unknown; never a guess.
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerOf } from '../../../infra/stripe/stripe-answers.ts';
import { createStripe } from '../../../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../../../infra/stripe/stripe-payments.ts';
import { checkoutOf, done } from '../../contracts/payments.cases.ts';
import { freshOrderId } from '../../support/placed-orders.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';

let double: CheckedDouble;
let stripe: Stripe;
beforeAll(async () => {
  double = await startCheckedDouble();
  stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: double.url });
});
beforeEach(() => double.control('/reset'));
afterAll(() => double.close());

const payments = () => openStripePayments(stripe, 'https://klikandgo.example');
const fault = (input: object) => double.control('/faults', input);

async function sessionIds(): Promise<string[]> {
  const { data } = await stripe.checkout.sessions.list();
  return data.map(({ id }) => id);
}

describe('the status of an error', () => {
  it.each([
    [400, 'refused'],
    [401, 'key_refused'],
    [402, 'refused'],
    [403, 'key_refused'],
    [404, 'refused'],
    [409, 'unknown'],
    [429, 'unknown'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
  ])('%i → %s', async (status, kind) => {
    await fault({ kind: 'status', status, stored: false });
    const answer = await payments().openCheckout(checkoutOf(freshOrderId()));
    expect(answer).toMatchObject({ kind });
    if (answer.kind === 'unknown') expect(answer.replayed).toBe(false);
  });

  it('a wrong key → key_refused, and the key is not repeated', async () => {
    const wrong = createStripe({ STRIPE_SECRET_KEY: 'sk_test_wrongwrongwrong', STRIPE_API_BASE: double.url });
    const answer = await openStripePayments(wrong, 'https://a.example').listRefunds('pi_1');
    expect(answer.kind).toBe('key_refused');
    expect(JSON.stringify(answer)).not.toContain('wrongwrongwrong');
  });
});

// The SDK repeats a call once when its connection is cut, whatever `maxNetworkRetries` says: hence two faults.
describe('an answer that does not come', () => {
  it('cut once → repeated by the SDK itself, with the same key: one session', async () => {
    const request = checkoutOf(freshOrderId());
    await fault({ kind: 'drop-after' });
    const opened = done(await payments().openCheckout(request));
    expect(await sessionIds()).toEqual([opened.sessionId]);
  });

  it('lost before the effect → unknown, and nothing is there', async () => {
    const orderId = freshOrderId();
    const request = checkoutOf(orderId);
    await fault({ kind: 'drop-before', times: 2 });
    expect(await payments().openCheckout(request)).toMatchObject({ kind: 'unknown', replayed: false });
    expect(await payments().findSessions(orderId, request.expiresAt)).toEqual({ kind: 'done', value: [] });
  });

  it('lost after the effect → unknown; the same key and the look-up both give the one session', async () => {
    const request = checkoutOf(freshOrderId());
    await fault({ kind: 'drop-after', times: 2 });
    expect(await payments().openCheckout(request)).toMatchObject({ kind: 'unknown', replayed: false });
    const again = done(await payments().openCheckout(request));
    expect(await sessionIds()).toEqual([again.sessionId]);
  });

  it('slower than our patience → unknown', async () => {
    const impatient = new Stripe('sk_test_local_double', {
      host: '127.0.0.1',
      port: double.port,
      protocol: 'http',
      maxNetworkRetries: 0,
      timeout: 100,
    });
    await fault({ kind: 'delay', ms: 1_000 });
    const answer = await openStripePayments(impatient, 'https://a.example').listRefunds('pi_1');
    expect(answer).toMatchObject({ kind: 'unknown', replayed: false });
  });

  it('nobody listens → unknown', async () => {
    const nowhere = createStripe({
      STRIPE_SECRET_KEY: 'sk_test_local_double',
      STRIPE_API_BASE: 'http://127.0.0.1:1',
    });
    const answer = await openStripePayments(nowhere, 'https://a.example').lookUpSession('cs_test_1');
    expect(answer.kind).toBe('unknown');
  });

  it('a stored 500 → unknown, and replayed the second time: the same key will never answer otherwise', async () => {
    const request = checkoutOf(freshOrderId());
    await fault({ kind: 'status', status: 500, stored: true });
    expect(await payments().openCheckout(request)).toMatchObject({ kind: 'unknown', replayed: false });
    expect(await payments().openCheckout(request)).toMatchObject({ kind: 'unknown', replayed: true });
  });
});

describe('the client', () => {
  it('asks once, however it fails: retries are Temporal’s', async () => {
    await fault({ kind: 'status', status: 503, stored: false });
    await payments().openCheckout(checkoutOf(freshOrderId()));
    // The double's own log: see `LoggedRequest`.
    const { requests } = (await double.view('/requests')) as { requests: { path: string }[] };
    expect(requests.filter(({ path }) => path === '/v1/checkout/sessions')).toHaveLength(1);
  });

  it('an answer without the object that was asked for → unreadable, not done', async () => {
    const answer = await answerOf(
      () => Promise.resolve({ status: 'ok' }),
      () => null,
    );
    expect(answer).toMatchObject({ kind: 'unreadable' });
  });

  it('an answer over which the SDK stumbles → unreadable, without what it stumbled over', async () => {
    const answer = await answerOf(
      () => Promise.reject(new TypeError('marie@example.fr is undefined')),
      () => 'read',
    );
    expect(answer).toEqual({ kind: 'unreadable', message: 'TypeError' });
  });
});

describe('what is kept of an error', () => {
  const FULL = { type: 'invalid_request_error', code: 'email_invalid', param: 'customer_email' };

  it('its codes and its request, not its sentence, which repeats what was sent', async () => {
    const message = 'Invalid email address: marie@example.fr (key sk_test_1)';
    await fault({ kind: 'mangle', change: { error: { ...FULL, message } } });
    const answer = await payments().openCheckout(checkoutOf(freshOrderId()));
    expect(answer).toMatchObject({
      kind: 'unknown',
      message: expect.stringMatching(/^HTTP 200 email_invalid customer_email req_\w+$/) as string,
    });
  });

  it('no code that is none', async () => {
    await fault({
      kind: 'mangle',
      change: { error: { ...FULL, code: 'a b', param: 'marie@example.fr', message: '' } },
    });
    const answer = await payments().openCheckout(checkoutOf(freshOrderId()));
    expect(answer).toMatchObject({ message: expect.stringMatching(/^HTTP 200 req_\w+$/) as string });
  });

  it('why there was no answer', async () => {
    const nowhere = createStripe({
      STRIPE_SECRET_KEY: 'sk_test_local_double',
      STRIPE_API_BASE: 'http://127.0.0.1:1',
    });
    const answer = await openStripePayments(nowhere, 'https://a.example').lookUpSession('cs_test_1');
    expect(answer).toMatchObject({ message: 'no answer ECONNREFUSED' });
  });
});
