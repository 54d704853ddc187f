// Disputes: the customer's bank takes the money back, and gives it back or not.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { unplan } from '../agenda.ts';
import { emit } from '../events.ts';
import { createId } from '../ids.ts';
import type { ChargeRecord, DisputeRecord } from '../store/stripe-objects.ts';
import { postCharge, postTransaction } from './balance.ts';
import { changeCharge } from './charges.ts';

/** What a dispute costs, in cents [stripe.com/fr/pricing]. */
const DISPUTE_FEE = 2000;
const ANSWER_WITHIN_SECONDS = 9 * 24 * 3600;

/** Opens a dispute over what was captured; does nothing when there is one already. */
export function openDispute(account: Account, paymentIntentId: string): DisputeRecord | null {
  unplan(account, 'open-dispute', paymentIntentId);
  const intent = account.store.get('intent', paymentIntentId);
  const charge = account.store.get('charge', intent?.latest_charge ?? '');
  if (charge === undefined || !charge.paid || charge.disputed) return null;
  postCharge(account, charge.id);
  const posted = account.store.get('charge', charge.id) ?? charge;
  const disputed = changeCharge(account, posted, { disputed: true });
  const dispute = buildDispute(account, disputed);
  account.store.put('dispute', dispute.id, dispute);
  emit(account, 'charge.dispute.created', { object: dispute });
  const withdrawn = move(account, dispute, { amount: -dispute.amount, fee: DISPUTE_FEE });
  emit(account, 'charge.dispute.funds_withdrawn', { object: withdrawn });
  return withdrawn;
}

/** The bank decides. A dispute won gives the money back, without the fee. */
export function closeDispute(
  account: Account,
  dispute: DisputeRecord,
  status: 'won' | 'lost',
): DisputeRecord {
  const closed: DisputeRecord = { ...dispute, status };
  account.store.put('dispute', closed.id, closed);
  emit(account, 'charge.dispute.closed', { object: closed });
  if (status === 'lost') return closed;
  const reinstated = move(account, closed, { amount: closed.amount, fee: 0 });
  emit(account, 'charge.dispute.funds_reinstated', { object: reinstated });
  return reinstated;
}

function move(
  account: Account,
  dispute: DisputeRecord,
  money: { amount: number; fee: number },
): DisputeRecord {
  const transaction = postTransaction(account, {
    ...money,
    currency: dispute.currency,
    source: dispute.charge,
    type: 'adjustment',
    category: money.amount < 0 ? 'dispute' : 'dispute_reversal',
  });
  const moved = { ...dispute, balance_transactions: [...dispute.balance_transactions, transaction] };
  account.store.put('dispute', moved.id, moved);
  return moved;
}

function buildDispute(account: Account, charge: ChargeRecord) {
  const created = account.clock.now();
  return {
    id: createId('du'),
    object: 'dispute',
    amount: charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: created + ANSWER_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' },
      type: 'card',
    },
    reason: 'fraudulent',
    status: 'needs_response',
  } satisfies DisputeRecord;
}

const NO_EVIDENCE = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
} satisfies Stripe.Dispute.Evidence;
