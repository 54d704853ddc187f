// An order on which Stripe, row and workflow agree, and the ways to make them disagree.
import type { OrderId } from '../../../domain/ids.ts';
import { euros } from '../../../domain/money.ts';
import type { RefundFacts, SessionFacts } from '../../../domain/payment-facts.ts';
import type { OrderEntry } from '../../../domain/reconciliation/order-entry.ts';
import type { OrderLook, PaymentLook } from '../../../domain/reconciliation/order-look.ts';
import { hours, instant } from '../../../domain/time.ts';
import { freshOrderId } from '../../support/placed-orders.ts';

export const NOW = instant(Date.UTC(2026, 2, 24, 9));
export const ORDER: OrderId = freshOrderId();
const TOTAL = 3_740;

export function entry(change: Partial<OrderEntry> = {}): OrderEntry {
  return {
    orderId: ORDER,
    paymentMethod: 'ONLINE',
    total: euros(TOTAL),
    status: 'PENDING',
    paymentStatus: 'PAID',
    sessionId: 'cs_own',
    paymentIntentId: 'pi_own',
    refund: null,
    dispute: null,
    attention: [],
    acknowledged: [],
    version: 4,
    decidedAt: instant(NOW - hours(1)),
    ...change,
  };
}

export function session(change: Partial<SessionFacts> = {}): SessionFacts {
  return {
    sessionId: 'cs_own',
    orderId: ORDER,
    status: 'complete',
    paid: true,
    total: { cents: TOTAL, currency: 'EUR' },
    paymentIntentId: 'pi_own',
    url: null,
    expiresAt: NOW,
    livemode: false,
    ...change,
  };
}

export function refundOf(change: Partial<RefundFacts> = {}): RefundFacts {
  return {
    refundId: 're_1',
    orderId: ORDER,
    paymentIntentId: 'pi_own',
    generation: 1,
    amount: { cents: TOTAL, currency: 'EUR' },
    outcome: 'succeeded',
    reason: null,
    ...change,
  };
}

export function payment(change: Partial<PaymentLook> = {}): PaymentLook {
  return { paymentIntentId: 'pi_own', capturedCents: TOTAL, refunds: [], disputes: [], ...change };
}

/** Unless the change says otherwise, the order's workflow runs and says what the row says. */
export function look(change: Partial<OrderLook> = {}): OrderLook {
  const row = change.row === undefined ? entry() : change.row;
  const order = {
    isRunning: true,
    status: row?.status ?? null,
    paymentStatus: row?.paymentStatus ?? null,
  };
  return {
    orderId: ORDER,
    row,
    sessions: [session()],
    payments: [payment()],
    unreadable: [],
    attendance: { order, isAftercareRunning: false },
    now: NOW,
    ...change,
  };
}

export const ENDED = {
  order: { isRunning: false, status: null, paymentStatus: null },
  isAftercareRunning: false,
};
