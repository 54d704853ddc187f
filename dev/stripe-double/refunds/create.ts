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
import { refuseMissing, refuseParams, refuseRequest } from '../wire/errors.ts';
import { amountParam, mergeMetadata, metadataParam, textParam } from '../wire/params.ts';
import { postRefund } from './outcomes.ts';

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

function refundableCharge(account: Account, params: RefundParams): ChargeRecord {
  const charge = findCharge(account, params);
  if (charge.disputed)
    throw refuseRequest({
      code: 'charge_disputed',
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    });
  if (charge.refunded)
    throw refuseRequest({
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
    });
  return charge;
}

function findCharge(account: Account, params: RefundParams): ChargeRecord {
  if (params.payment_intent !== undefined) {
    const intent = account.store.get('intent', params.payment_intent);
    if (intent === undefined) throw refuseMissing('payment_intent', params.payment_intent, 'payment_intent');
    const charge = account.store.get('charge', intent.latest_charge ?? '');
    if (charge === undefined || !isTaken(charge))
      throw refuseRequest({
        message: `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
        param: 'payment_intent',
      });
    return charge;
  }
  if (params.charge === undefined)
    throw refuseParams({
      code: 'parameter_missing',
      message: 'One of the following params should be provided for this request: payment_intent or charge.',
    });
  const charge = account.store.get('charge', params.charge);
  if (charge === undefined) throw refuseMissing('charge', params.charge, 'charge');
  if (!isTaken(charge))
    throw refuseRequest({ message: `Charge ${charge.id} is not refundable.`, param: 'charge' });
  return charge;
}

const isTaken = (charge: ChargeRecord): boolean => charge.status === 'succeeded' && charge.captured;

function checkAmount(charge: ChargeRecord, asked: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  if (asked !== undefined && asked > left)
    throw refuseRequest({
      message: `Refund amount (${money(asked, charge)}) is greater than unrefunded amount on charge (${money(left, charge)})`,
      param: 'amount',
    });
  return asked ?? left;
}

const money = (cents: number, charge: ChargeRecord): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: charge.currency }).format(cents / 100);

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
