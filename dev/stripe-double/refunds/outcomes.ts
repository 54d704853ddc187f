// How a refund ends, also after it had ended: `failed` can follow `succeeded`.
import type { Account } from '../account.ts';
import { unplan } from '../agenda.ts';
import { emit } from '../events.ts';
import { balanceOf, postTransaction } from '../payments/balance.ts';
import { changeCharge } from '../payments/charges.ts';
import type { RefundRecord, RefundStatus } from '../store/stripe-objects.ts';

/** Takes the refund's money from the balance. */
export function postRefund(account: Account, refund: RefundRecord): RefundRecord {
  const transaction = postTransaction(account, {
    amount: -refund.amount,
    fee: 0,
    currency: refund.currency,
    source: refund.id,
    type: 'refund',
    category: 'refund',
  });
  return change(account, refund, { balance_transaction: transaction.id });
}

/** Moves a refund to a later state and tells about it. Repeating the state it is in does nothing. */
export function settleRefund(account: Account, refundId: string, status: RefundStatus): RefundRecord | null {
  unplan(account, 'succeed-refund', refundId);
  unplan(account, 'fail-refund', refundId);
  const refund = account.store.get('refund', refundId);
  if (refund === undefined || refund.status === status) return refund ?? null;
  const settled = outcomes[status](account, refund);
  const data = { object: settled, previous_attributes: { status: refund.status } };
  emit(account, 'refund.updated', data);
  if (status === 'failed') emit(account, 'refund.failed', data);
  emit(account, 'charge.refund.updated', data);
  return settled;
}

const outcomes: Readonly<Record<RefundStatus, (account: Account, refund: RefundRecord) => RefundRecord>> = {
  pending: (account, refund) => change(account, refund, { status: 'pending', pending_reason: 'processing' }),
  requires_action: (account, refund) => change(account, refund, { status: 'requires_action' }),
  succeeded(account, refund) {
    const done = change(account, withoutPendingReason(refund), { status: 'succeeded' });
    return done.balance_transaction === null ? postRefund(account, done) : done;
  },
  failed: (account, refund) => undo(account, refund, 'failed'),
  canceled: (account, refund) => undo(account, refund, 'canceled'),
};

/** The money comes back to the account, and the charge counts as not refunded again. */
function undo(account: Account, refund: RefundRecord, status: 'failed' | 'canceled'): RefundRecord {
  const charge = account.store.get('charge', refund.charge);
  if (charge !== undefined) {
    const object = changeCharge(account, charge, {
      amount_refunded: charge.amount_refunded - refund.amount,
      refunded: false,
    });
    emit(account, 'charge.updated', {
      object,
      previous_attributes: { amount_refunded: charge.amount_refunded, refunded: charge.refunded },
    });
  }
  const reason = status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {};
  return change(account, withoutPendingReason(refund), {
    status,
    ...reason,
    ...returnMoney(account, refund),
  });
}

/** The key is there only while the refund is pending. */
function withoutPendingReason(refund: RefundRecord): RefundRecord {
  const { pending_reason: ended, ...rest } = refund;
  return ended === undefined ? refund : rest;
}

function returnMoney(account: Account, refund: RefundRecord): Partial<RefundRecord> {
  if (refund.balance_transaction === null) return {};
  const transaction = postTransaction(account, {
    amount: refund.amount,
    fee: 0,
    currency: refund.currency,
    source: refund.id,
    type: 'refund_failure',
    category: 'refund_failure',
  });
  return { failure_balance_transaction: transaction.id };
}

/** Refunds that waited for money go through, oldest first, as far as the balance reaches. */
export function payWaitingRefunds(account: Account): void {
  for (const refund of account.store.all('refund')) {
    if (refund.status !== 'pending' || refund.pending_reason !== 'insufficient_funds') continue;
    if (balanceOf(account, refund.currency) < refund.amount) return;
    settleRefund(account, refund.id, 'succeeded');
  }
}

function change(account: Account, refund: RefundRecord, changes: Partial<RefundRecord>): RefundRecord {
  const changed = { ...refund, ...changes };
  account.store.put('refund', changed.id, changed);
  return changed;
}
