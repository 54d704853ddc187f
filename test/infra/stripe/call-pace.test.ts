// The pace of calls to Stripe: never more in a second than allowed, each endpoint for itself, nobody waits for ever.
import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type StripeDouble, startStripeDouble } from '../../../dev/stripe-double/server.ts';
import { endpointOf, turns } from '../../../infra/stripe/call-pace.ts';
import { answerOf } from '../../../infra/stripe/stripe-answers.ts';
import { createStripe } from '../../../infra/stripe/stripe-client.ts';

/** The most that began within any second. */
const peakOf = (starts: readonly number[]): number =>
  Math.max(...starts.map((first) => starts.filter((at) => at >= first && at < first + 1_000).length));

describe('turns', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function startsOf(count: number, perSecond: number): Promise<number[]> {
    const turn = turns(perSecond);
    const starts: number[] = [];
    const all = Array.from({ length: count }, () => turn('a').then(() => starts.push(performance.now())));
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(all);
    return starts;
  }

  it('a hundred at once, 20 a second → no second with more than 22, none slower than it must be', async () => {
    const starts = await startsOf(100, 20);
    expect(peakOf(starts)).toBeLessThanOrEqual(22);
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeCloseTo((98 * 1_000) / 20, -2);
  });

  it('in the sequence they were asked for', async () => {
    const turn = turns(10);
    const begun: number[] = [];
    const all = [1, 2, 3, 4].map((call) => turn('a').then(() => begun.push(call)));
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all(all);
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('one endpoint does not wait for another', async () => {
    const turn = turns(1);
    await turn('a');
    await turn('b');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('idle for long → no more than the burst is saved up', async () => {
    const turn = turns(20);
    await turn('a');
    await vi.advanceTimersByTimeAsync(600_000);
    const starts: number[] = [];
    const all = Array.from({ length: 30 }, () => turn('a').then(() => starts.push(performance.now())));
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all(all);
    expect(peakOf(starts)).toBeLessThanOrEqual(22);
  });

  it('further down the queue than ten seconds → refused at once; those before are not', async () => {
    const turn = turns(1);
    const all = Array.from({ length: 15 }, () =>
      turn('a').then(
        () => 'begun',
        () => 'refused',
      ),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    const ends = await Promise.all(all);
    expect(ends.filter((end) => end === 'begun').length).toBeGreaterThanOrEqual(10);
    expect(ends.slice(12)).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('endpointOf', () => {
  it.each([
    ['GET', '/v1/payment_intents/pi_123?expand[0]=latest_charge', 'GET /v1/payment_intents/:id'],
    ['POST', '/v1/checkout/sessions', 'POST /v1/checkout/sessions'],
    ['POST', '/v1/checkout/sessions/cs_test_a1/expire', 'POST /v1/checkout/sessions/:id/expire'],
    ['GET', '/v1/balance_transactions?limit=3', 'GET /v1/balance_transactions'],
    ['GET', '/v1/refunds?payment_intent=pi_1', 'GET /v1/refunds'],
    ['POST', '/v1/webhook_endpoints/we_1', 'POST /v1/webhook_endpoints/:id'],
  ])('%s %s → %s', (...[method, path, endpoint]) => {
    expect(endpointOf(method, path)).toBe(endpoint);
  });
});

describe('the client, at a Stripe that takes 25 calls a second', () => {
  let double: StripeDouble;
  beforeEach(async () => {
    double = await startStripeDouble({ port: 0 });
    await fetch(`${double.url}/_double/limits`, { method: 'POST', body: '{"perSecond":25}' });
  });
  afterEach(() => double.close());

  const lookUps = (stripe: Stripe) =>
    Promise.all(
      Array.from({ length: 60 }, () =>
        answerOf(
          () => stripe.paymentIntents.retrieve('pi_absent'),
          (intent) => intent.id,
        ),
      ),
    );

  it('60 at once, at its default for the double → most are refused: unknown, not refused for good', async () => {
    const stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: double.url });
    const answers = await lookUps(stripe);
    expect(answers.filter(({ kind }) => kind === 'unknown').length).toBeGreaterThan(20);
  });

  it('60 at once, at 20 a second → each gets Stripe’s own answer', async () => {
    const stripe = createStripe({
      STRIPE_SECRET_KEY: 'sk_test_local_double',
      STRIPE_API_BASE: double.url,
      STRIPE_CALLS_PER_SECOND: 20,
    });
    const answers = await lookUps(stripe);
    expect(new Set(answers.map((answer) => answer.kind === 'refused' && answer.code))).toEqual(
      new Set(['resource_missing']),
    );
  });

  it('the double tells how many came', async () => {
    const stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: double.url });
    await answerOf(
      () => stripe.refunds.create({ payment_intent: 'pi_absent' }, { idempotencyKey: 'absent' }),
      ({ id }) => id,
    );
    const answer = await (await fetch(`${double.url}/_double/limits`)).json();
    expect(answer).toMatchObject({
      perSecond: 25,
      endpoints: { 'POST /v1/refunds': { peak: 1, refused: 0, calls: 1 } },
    });
  });
});
