// What every Payments must do: the one on Stripe's API against the double always, and against Stripe with a real key.
import { describe, expect, it } from 'vitest';
import { checkoutKey, expireKey, refundKey } from '../../domain/identity.ts';
import type { OrderId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import type { SessionFacts } from '../../domain/payment-facts.ts';
import type { Answer, CheckoutRequest, Payments } from '../../domain/ports/payments.ts';
import { type Duration, type Instant, instant, minutes, seconds } from '../../domain/time.ts';
import { placedOrder } from '../support/placed-orders.ts';

export interface PaymentsWorld {
  readonly payments: Payments;
  /** Makes order ids that no earlier run has used: a real account remembers. */
  readonly freshOrderId: () => OrderId;
  /** Pays as a customer would; null where no test can (Stripe's own page). */
  readonly pay: ((session: SessionFacts) => Promise<void>) | null;
}

export function done<T>(answer: Answer<T>): T {
  if (answer.kind === 'done') return answer.value;
  throw new Error(`not done but ${answer.kind}: ${answer.message}`);
}

const fromNow = (duration: Duration): Instant => instant(Date.now() + duration);

export function checkoutOf(orderId: OrderId, change: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    orderId,
    items: placedOrder().items,
    email: 'marie@example.fr',
    // Whole seconds, as Stripe keeps them.
    expiresAt: instant(Math.ceil(fromNow(minutes(35)) / 1_000) * 1_000),
    idempotencyKey: checkoutKey(orderId, 1),
    ...change,
  };
}

export async function paidOrder(world: PaymentsWorld) {
  const orderId = world.freshOrderId();
  const opened = done(await world.payments.openCheckout(checkoutOf(orderId)));
  await world.pay?.(opened);
  const session = done(await world.payments.lookUpSession(opened.sessionId));
  if (session?.paymentIntentId == null) throw new Error('the payment did not go through');
  return { orderId, session, paymentIntentId: session.paymentIntentId };
}

export function paymentsCases(world: () => PaymentsWorld): void {
  checkoutCases(world);
  expiryCases(world);
  refundCases(world);
}

function checkoutCases(world: () => PaymentsWorld): void {
  describe('a checkout', () => {
    it('opened → an open, unpaid session of the order, at the price of its items', async () => {
      const orderId = world().freshOrderId();
      const request = checkoutOf(orderId);
      const session = done(await world().payments.openCheckout(request));
      expect(session).toMatchObject({
        orderId,
        status: 'open',
        paid: false,
        total: { cents: 3740, currency: 'EUR' },
        expiresAt: request.expiresAt,
        livemode: false,
      });
      expect(session.url).toMatch(/^https?:\/\//);
      expect(done(await world().payments.lookUpSession(session.sessionId))).toEqual(session);
    });

    it('opened twice with the same key → the same session', async () => {
      const request = checkoutOf(world().freshOrderId());
      const first = done(await world().payments.openCheckout(request));
      expect(done(await world().payments.openCheckout(request))).toEqual(first);
    });

    it('opened with a key of another request → refused, with a code', async () => {
      const request = checkoutOf(world().freshOrderId());
      await world().payments.openCheckout(request);
      const other = { ...request, email: 'paul@example.fr' };
      expect(await world().payments.openCheckout(other)).toMatchObject({
        kind: 'refused',
        code: 'idempotency_error',
      });
    });

    it('that would end too soon → refused, and nothing is remembered of the key', async () => {
      const request = checkoutOf(world().freshOrderId());
      const tooSoon = { ...request, expiresAt: fromNow(minutes(5)) };
      expect((await world().payments.openCheckout(tooSoon)).kind).toBe('refused');
      expect((await world().payments.openCheckout(request)).kind).toBe('done');
    });

    it('of an unknown session looked up → null, which is an answer', async () => {
      expect(await world().payments.lookUpSession(`cs_test_${'a1'.repeat(29)}`)).toEqual({
        kind: 'done',
        value: null,
      });
    });

    it('whose answer was lost → found by the order', async () => {
      const orderId = world().freshOrderId();
      const since = fromNow(seconds(-60));
      const opened = done(await world().payments.openCheckout(checkoutOf(orderId)));
      expect(done(await world().payments.findSessions(orderId, since))).toEqual([opened]);
      expect(done(await world().payments.findSessions(world().freshOrderId(), since))).toEqual([]);
    });
  });
}

function expiryCases(world: () => PaymentsWorld): void {
  describe('expiring a checkout', () => {
    it('that is open → expired, without a page to pay on', async () => {
      const orderId = world().freshOrderId();
      const { sessionId } = done(await world().payments.openCheckout(checkoutOf(orderId)));
      const idempotencyKey = expireKey(orderId, sessionId, 1);
      const expired = done(await world().payments.expireCheckout({ sessionId, idempotencyKey }));
      expect(expired).toMatchObject({ sessionId, status: 'expired', paid: false, url: null });
      expect(done(await world().payments.expireCheckout({ sessionId, idempotencyKey }))).toEqual(expired);
      const again = { sessionId, idempotencyKey: `${idempotencyKey}/again` };
      expect((await world().payments.expireCheckout(again)).kind).toBe('refused');
    });

    it('that was paid → refused, and the look-up says paid', async ({ skip }) => {
      if (world().pay === null) skip('Stripe’s page cannot be paid by a test');
      const { orderId, session } = await paidOrder(world());
      const { sessionId } = session;
      const idempotencyKey = expireKey(orderId, sessionId, 1);
      expect((await world().payments.expireCheckout({ sessionId, idempotencyKey })).kind).toBe('refused');
      expect(session).toMatchObject({ status: 'complete', paid: true, url: null, orderId });
    });
  });
}

function refundCases(world: () => PaymentsWorld): void {
  describe('a refund', () => {
    it('of a paid order → its money and its name, listed, and counted at the payment', async ({ skip }) => {
      if (world().pay === null) skip('Stripe’s page cannot be paid by a test');
      const { orderId, paymentIntentId } = await paidOrder(world());
      const before = done(await world().payments.lookUpPayment(paymentIntentId));
      expect(before).toEqual({ orderId, capturedCents: 3740, refundedCents: 0, disputed: false });

      const request = {
        orderId,
        paymentIntentId,
        amount: euros(3740),
        generation: 1,
        idempotencyKey: refundKey(orderId, 1),
      };
      const refund = done(await world().payments.refund(request));
      expect(refund).toMatchObject({
        orderId,
        paymentIntentId,
        amount: { cents: 3740, currency: 'EUR' },
        outcome: 'succeeded',
        generation: 1,
      });
      expect(done(await world().payments.refund(request))).toEqual(refund);
      expect(done(await world().payments.listRefunds(paymentIntentId))).toEqual([refund]);
      const now = done(await world().payments.lookUpPayment(paymentIntentId));
      expect(now).toEqual({ ...before, refundedCents: 3740 });
    });

    it('of money that is already back → refused as charge_already_refunded', async ({ skip }) => {
      if (world().pay === null) skip('Stripe’s page cannot be paid by a test');
      const { orderId, paymentIntentId } = await paidOrder(world());
      const request = { orderId, paymentIntentId, amount: euros(3740), generation: 1 };
      done(await world().payments.refund({ ...request, idempotencyKey: refundKey(orderId, 1) }));
      const again = await world().payments.refund({ ...request, idempotencyKey: refundKey(orderId, 2) });
      expect(again).toMatchObject({ kind: 'refused', code: 'charge_already_refunded' });
    });

    it('of a payment nobody knows → refused', async () => {
      const orderId = world().freshOrderId();
      const paymentIntentId = `pi_${'a1'.repeat(12)}`;
      const idempotencyKey = refundKey(orderId, 1);
      const request = { orderId, paymentIntentId, amount: euros(100), generation: 1, idempotencyKey };
      expect(await world().payments.refund(request)).toMatchObject({ kind: 'refused' });
    });
  });
}
