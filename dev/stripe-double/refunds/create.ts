// `POST /v1/refunds`
import { z } from 'zod';
import type { Account } from '../account.ts';
import { plan } from '../agenda.ts';
import { emit } from '../events.ts';
import { createId } from '../ids.ts';
import { balanceOf, postCharge } from '../payments/balance.ts';
import type { Aftermath } from '../payments/cards.ts';
import { changeCharge } from '../payments/charges.ts';
import { settingsOf } from '../settings.ts';
import type { ChargeRecord, RefundRecord } from '../store/stripe-objects.ts';
import { refuseRequest } from '../wire/errors.ts';
import { amountParam, mergeMetadata, metadataParam, textParam } from '../wire/params.ts';
import { postRefund } from './outcomes.ts';
import { checkAmount, refundableCharge } from './refundable.ts';

export const refundParams = z.strictObject({
  amount: amountParam.optional(),
  charge: textParam().optional(),
  metadata: metadataParam.optional(),
  payment_intent: textParam().optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

export type RefundParams = z.infer<typeof refundParams>;

/** Gives back all that is left, or `amount`. How it ends depends on the card it was paid with. */
export function createRefund(account: Account, params: RefundParams): RefundRecord {
  const charge = refundableCharge(account, params);
  const amount = checkAmount(charge, params.amount);
  postCharge(account, charge.id);
  const funds = fundsFor(account, charge, amount);
  const aftermath = account.store.get('conduct', charge.payment_method)?.aftermath ?? 'none';
  const refund = buildRefund(account, charge, {
    amount,
    params,
    pendingReason:
      funds === 'missing' ? 'insufficient_funds' : aftermath === 'refund_pending' ? 'processing' : null,
  });
  account.store.put('refund', refund.id, refund);
  const settled = refund.status === 'succeeded' ? postRefund(account, refund) : refund;
  emit(account, 'refund.created', { object: settled });
  const posted = account.store.get('charge', charge.id) ?? charge;
  const refunded = posted.amount_refunded + amount;
  const object = changeCharge(account, posted, {
    amount_refunded: refunded,
    refunded: refunded >= posted.amount_captured,
  });
  emit(account, 'charge.refunded', {
    object,
    previous_attributes: { amount_refunded: posted.amount_refunded },
  });
  planOutcome(account, settled, aftermath);
  return settled;
}

function planOutcome(account: Account, refund: RefundRecord, aftermath: Aftermath): void {
  const at = account.clock.nowMs() + account.delays.outcomeMs;
  if (refund.pending_reason === 'processing') plan(account, 'succeed-refund', { target: refund.id, at });
  if (aftermath === 'refund_fails_later' && refund.status === 'succeeded')
    plan(account, 'fail-refund', { target: refund.id, at });
}

/** Whether the balance covers it; `strict` accounts are refused, `limited` ones wait. */
function fundsFor(account: Account, charge: ChargeRecord, amount: number): 'there' | 'missing' {
  const mode = settingsOf(account.store).balance;
  if (mode === 'unlimited' || balanceOf(account, charge.currency) >= amount) return 'there';
  if (mode === 'limited') return 'missing';
  throw refuseRequest({
    code: 'balance_insufficient',
    message: 'Insufficient funds in your Stripe balance to refund this amount.',
  });
}

function buildRefund(
  account: Account,
  charge: ChargeRecord,
  asked: { amount: number; params: RefundParams; pendingReason: 'insufficient_funds' | 'processing' | null },
) {
  return {
    id: createId('re'),
    object: 'refund',
    amount: asked.amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.clock.now(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: mergeMetadata({}, asked.params.metadata ?? {}),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(asked.pendingReason === null ? {} : { pending_reason: asked.pendingReason }),
    reason: asked.params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: asked.pendingReason === null ? 'succeeded' : 'pending',
    transfer_reversal: null,
  } satisfies RefundRecord;
}
