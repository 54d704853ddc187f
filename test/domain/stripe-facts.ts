// One example of every Stripe fact, for tests.
import type {
  DisputeFacts,
  RefundFacts,
  SessionFacts,
  StripeFact,
  StripeFactKind,
} from '../../domain/payment-facts.ts';
import { instant } from '../../domain/time.ts';
import { CHECKOUT } from './order-events.ts';

export const SESSION: SessionFacts = {
  sessionId: CHECKOUT.sessionId,
  orderId: 'order001',
  status: 'complete',
  paid: true,
  total: { cents: 3740, currency: 'EUR' },
  paymentIntentId: 'pi_1',
  url: null,
  expiresAt: instant(2_000_000),
  livemode: false,
};

export const REFUND: RefundFacts = {
  refundId: 're_1',
  orderId: 'order001',
  paymentIntentId: 'pi_1',
  amount: { cents: 3740, currency: 'EUR' },
  outcome: 'succeeded',
  reason: null,
};

const DISPUTE: DisputeFacts = { disputeId: 'dp_1', paymentIntentId: 'pi_1', won: null };
const eventId = 'evt_1';

export const FACTS: Readonly<Record<StripeFactKind, StripeFact>> = {
  SESSION_COMPLETED: { kind: 'SESSION_COMPLETED', eventId, session: SESSION },
  SESSION_EXPIRED: {
    kind: 'SESSION_EXPIRED',
    eventId,
    session: { ...SESSION, status: 'expired', paid: false, paymentIntentId: null },
  },
  ASYNC_PAYMENT_SUCCEEDED: { kind: 'ASYNC_PAYMENT_SUCCEEDED', eventId, session: SESSION },
  ASYNC_PAYMENT_FAILED: { kind: 'ASYNC_PAYMENT_FAILED', eventId, session: { ...SESSION, paid: false } },
  REFUND_CHANGED: { kind: 'REFUND_CHANGED', eventId, refund: REFUND },
  DISPUTE_OPENED: { kind: 'DISPUTE_OPENED', eventId, dispute: DISPUTE },
  DISPUTE_CLOSED: { kind: 'DISPUTE_CLOSED', eventId, dispute: { ...DISPUTE, won: true } },
  UNREADABLE: { kind: 'UNREADABLE', eventId, event: 'refund.updated evt_1' },
};
