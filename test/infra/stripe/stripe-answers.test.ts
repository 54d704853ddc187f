// Every outcome of a call to Stripe: done, refused, a refused key, or unknown; never a guess.
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, answerOfError } from '../../../infra/stripe/stripe-answers.ts';
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

describe('what Stripe says of an error', () => {
  it.each([400, 401, 500])('%i, with a customer’s address → told without it', (status) => {
    const message = 'Invalid email address: celestine@example.fr';
    const error = new Stripe.errors.StripeError({
      message,
      type: 'invalid_request_error',
      statusCode: status,
    });
    const answer = answerOfError(error);
    expect(answer).toMatchObject({ message: 'Invalid email address: [redacted]' });
  });

  it('what the SDK stumbles over → told without addresses', async () => {
    const stumble = () => Promise.reject(new TypeError('celestine@example.fr is not iterable'));
    const answer = await answerOf(stumble, () => null);
    expect(answer).toEqual({ kind: 'unreadable', message: 'TypeError: [redacted] is not iterable' });
  });
});

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

  it('an answer over which the SDK stumbles → unreadable, with what it stumbled over', async () => {
    const answer = await answerOf(
      () => Promise.reject(new TypeError('data is undefined')),
      () => 'read',
    );
    expect(answer).toEqual({ kind: 'unreadable', message: 'TypeError: data is undefined' });
  });
});
