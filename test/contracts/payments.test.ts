// The contract cases of Payments against the double, and against Stripe itself when STRIPE_TEST_KEY holds a test key.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireKey, refundKey } from '../../domain/identity.ts';
import { parseOrderId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import { createStripe } from '../../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../../infra/stripe/stripe-payments.ts';
import { CARDS, payOnPage } from '../support/hosted-page.ts';
import { checked } from '../support/placed-orders.ts';
import { type CheckedDouble, startCheckedDouble } from '../support/stripe-double.ts';
import { type PaymentsWorld, paidOrder, paymentsCases } from './payments.cases.ts';

const APP = 'https://klikandgo.example';
let count = 0;
/** Unlike in other tests, also unique between runs: an account remembers idempotency keys. */
const freshOrderId: PaymentsWorld['freshOrderId'] = () => {
  count += 1;
  return checked(parseOrderId(`test${Date.now().toString(36)}x${String(count).padStart(6, '0')}`));
};

describe('payments at the double', () => {
  let double: CheckedDouble;
  let world: PaymentsWorld;
  beforeAll(async () => {
    double = await startCheckedDouble();
    const stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: double.url });
    const pay: PaymentsWorld['pay'] = async ({ url }) => {
      await payOnPage(url ?? '', CARDS.ok);
    };
    world = { payments: openStripePayments(stripe, APP), freshOrderId, pay };
  });
  afterAll(() => double.close());

  paymentsCases(() => world);

  it('a whole order: parameters Stripe knows, a key of ours on every write', async () => {
    const { orderId, paymentIntentId, session } = await paidOrder(world);
    const amount = euros(3740);
    await world.payments.refund({
      orderId,
      paymentIntentId,
      amount,
      generation: 1,
      idempotencyKey: refundKey(orderId, 1),
    });
    await world.payments.expireCheckout({
      sessionId: session.sessionId,
      idempotencyKey: expireKey(orderId, session.sessionId, 1),
    });
    expect(await double.requestProblems()).toEqual([]);
    // The double's own log: see `LoggedRequest`.
    const { requests } = (await double.view('/requests')) as { requests: LoggedWrite[] };
    const writes = requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/'));
    expect(writes.length).toBeGreaterThan(2);
    expect(writes.filter(({ idempotencyKey }) => !idempotencyKey?.startsWith('order-'))).toEqual([]);
  });
});

interface LoggedWrite {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
}

const realKey = process.env.STRIPE_TEST_KEY;
describe.skipIf(realKey === undefined)('payments at Stripe (STRIPE_TEST_KEY)', () => {
  const stripe = createStripe({ STRIPE_SECRET_KEY: realKey ?? 'sk_test_absent' });
  const payments = openStripePayments(stripe, APP);
  paymentsCases(() => ({ payments, freshOrderId, pay: null }));
});
