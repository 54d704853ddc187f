// The second look at an order's money: what was taken and given back, to the cent.

import type { PaymentStatus } from '../order-status.ts';
import { owesRefund } from '../refund-owed.ts';
import { refundTally } from '../refund-tally.ts';
import type { Finding, FindingCode } from './findings.ts';
import { isAttended, isToldOfRefund, type OrderEntry, UNPAID } from './order-entry.ts';
import {
  finding,
  type KnownOrder,
  keptCents,
  ownPayment,
  ownSession,
  type PaymentLook,
} from './order-look.ts';

const NOTHING: readonly Finding[] = [];

/** Money taken for the order beside its own payment. */
export function strangePayments(look: KnownOrder): readonly Finding[] {
  const { row, payments, unreadable } = look;
  // Which payment is its own is then not known.
  if (row.paymentIntentId === null && unreadable.includes(row.sessionId ?? '')) return NOTHING;
  const own = row.paymentIntentId ?? ownSession(look)?.paymentIntentId ?? null;
  const strange = payments.filter((one) => one.paymentIntentId !== own && keptCents(one) > 0);
  if (strange.length === 0) return NOTHING;
  const ids = strange.map(({ paymentIntentId }) => paymentIntentId);
  const facts = `${strange.reduce((cents, one) => cents + keptCents(one), 0)} cents kept`;
  return [finding(look, 'SECOND_PAYMENT', { ids, facts })];
}

export function ownMoney(look: KnownOrder): readonly Finding[] {
  const { row } = look;
  if (row.paymentIntentId === null || UNPAID.includes(row.paymentStatus)) return NOTHING;
  if (look.unreadable.includes(row.paymentIntentId)) return NOTHING;
  const ids = [row.paymentIntentId];
  const own = ownPayment(look);
  if (own === undefined || own.capturedCents === 0) return [finding(look, 'PAYMENT_MISSING', { ids })];
  const code = oddity(look, own);
  return code === null ? NOTHING : [finding(look, code, { ids, facts: sums(own, row) })];
}

function oddity(look: KnownOrder, own: PaymentLook): FindingCode | null {
  const { row } = look;
  const currency = ownSession(look)?.total.currency ?? row.total.currency;
  if (own.capturedCents !== row.total.cents || currency !== row.total.currency) return 'AMOUNT_DIFFERS';
  if (owesRefund(row) && !isAttended(look.attendance)) return 'REFUND_IDLE';
  return AGREES[row.paymentStatus](own, row) ? null : 'REFUND_DIFFERS';
}

function sums(own: PaymentLook, { status, paymentStatus, total }: OrderEntry): string {
  const back = own.capturedCents - keptCents(own);
  const order = `order ${status}/${paymentStatus} of ${total.cents} cents`;
  return `${own.capturedCents} cents taken, ${back} given back or on their way, ${order}`;
}

const always = (): boolean => true;

/** Whether what a payment status says about money given back is what Stripe has done. */
const AGREES: Readonly<Record<PaymentStatus, (payment: PaymentLook, row: OrderEntry) => boolean>> = {
  DUE_AT_PICKUP: always,
  AWAITING: always,
  PROCESSING: always,
  ABANDONED: always,
  DISPUTED: always,
  PAID: (payment, row) => refundTally(payment.refunds).held.length === 0 || isToldOfRefund(row),
  // Asked for, perhaps not yet made; but neither done nor failed.
  REFUND_PENDING: (payment, { refund }) => {
    const { pending, failed, heldCents } = refundTally(payment.refunds);
    const isDone = pending === undefined && heldCents >= payment.capturedCents;
    return !isDone && !failed.some(({ refundId }) => refundId === refund?.refundId);
  },
  REFUNDED: (payment) => keptCents(payment) === 0,
  REFUND_FAILED: (payment) => keptCents(payment) > 0,
};
