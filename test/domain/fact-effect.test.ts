// Two facts have the same effect exactly when nothing but their event's id differs.
import { expect, it } from 'vitest';
import { effectOf } from '../../domain/fact-effect.ts';
import type { RefundFacts, SessionFacts, StripeFact } from '../../domain/payment-facts.ts';
import { instant } from '../../domain/time.ts';

const session: SessionFacts = {
  sessionId: 'cs_1',
  orderId: 'abcdefgh12345678',
  status: 'complete',
  paid: true,
  total: { cents: 1245, currency: 'EUR' },
  paymentIntentId: 'pi_1',
  url: null,
  expiresAt: instant(1_795_000_000_000),
  livemode: false,
};
const refund: RefundFacts = {
  refundId: 're_1',
  orderId: null,
  paymentIntentId: 'pi_1',
  generation: 1,
  amount: { cents: 1245, currency: 'EUR' },
  outcome: 'pending',
  reason: null,
};
const completed = (change: Partial<SessionFacts> = {}): StripeFact => ({
  kind: 'SESSION_COMPLETED',
  eventId: 'evt_1',
  session: { ...session, ...change },
});
const refunded = (change: Partial<RefundFacts> = {}): StripeFact => ({
  kind: 'REFUND_CHANGED',
  eventId: 'evt_1',
  refund: { ...refund, ...change },
});

it.each([completed(), refunded()])('another event id → the same effect', (fact) => {
  expect(effectOf({ ...fact, eventId: 'evt_2' })).toBe(effectOf(fact));
});

it.each<[what: string, one: StripeFact, other: StripeFact]>([
  ['paid', completed(), completed({ paid: false })],
  ['the amount', completed(), completed({ total: { cents: 1246, currency: 'EUR' } })],
  ['the session', completed(), completed({ sessionId: 'cs_2' })],
  ['the kind', completed(), { ...completed(), kind: 'ASYNC_PAYMENT_SUCCEEDED', session }],
  ['the outcome', refunded(), refunded({ outcome: 'succeeded' })],
  ['the reason', refunded(), refunded({ reason: 'insufficient_funds' })],
  ['the refund', refunded(), refunded({ refundId: 're_2' })],
])('%s differs → another effect', (...[, one, other]) => {
  expect(effectOf(one)).not.toBe(effectOf(other));
});
