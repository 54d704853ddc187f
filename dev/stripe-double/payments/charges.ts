// Charges: one for each attempt that reached the bank, successful or not.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { createId } from '../ids.ts';
import type { ChargeRecord, IntentRecord } from '../store/stripe-objects.ts';
import type { CardConduct } from './cards.ts';

const UNUSED = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  customer: null,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: {},
  on_behalf_of: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Stripe.Charge>;

export interface Attempt {
  readonly intent: IntentRecord;
  readonly method: Stripe.PaymentMethod;
}

/** A charge whose money is taken (`captured`), held (not captured), under way, or refused. */
export function createCharge(
  account: Account,
  attempt: Attempt,
  outcome: { status: ChargeRecord['status']; captured: boolean; decline?: CardConduct['decline'] },
): ChargeRecord {
  const { intent, method } = attempt;
  const charge = {
    ...UNUSED,
    id: createId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: outcome.captured ? intent.amount : 0,
    amount_refunded: 0,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'KLIKANDGO',
    captured: outcome.captured,
    created: account.clock.now(),
    currency: intent.currency,
    description: intent.description,
    disputed: false,
    ...failureFields(outcome.decline ?? null),
    livemode: false,
    metadata: intent.metadata,
    outcome: buildOutcome(outcome.decline ?? null),
    paid: outcome.status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: buildMethodDetails(intent, method),
    receipt_email: intent.receipt_email,
    refunded: false,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: outcome.status,
  } satisfies ChargeRecord;
  account.store.put('charge', charge.id, charge);
  return charge;
}

export function changeCharge(
  account: Account,
  charge: ChargeRecord,
  changes: Partial<ChargeRecord>,
): ChargeRecord {
  const changed = { ...charge, ...changes };
  account.store.put('charge', changed.id, changed);
  return changed;
}

function failureFields(decline: CardConduct['decline']) {
  return { failure_code: decline?.code ?? null, failure_message: decline?.message ?? null };
}

function buildOutcome(decline: CardConduct['decline']): Stripe.Charge.Outcome {
  if (decline === null) return AUTHORIZED;
  return {
    ...AUTHORIZED,
    advice_code: 'try_again_later',
    network_decline_code: '05',
    network_status: 'declined_by_network',
    reason: decline.declineCode ?? decline.code,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  };
}

const AUTHORIZED = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  risk_score: 12,
  seller_message: 'Payment complete.',
  type: 'authorized',
} satisfies Stripe.Charge.Outcome;

function buildMethodDetails(intent: IntentRecord, method: Stripe.PaymentMethod) {
  if (method.card === undefined) return { sepa_debit: SEPA_DETAILS, type: 'sepa_debit' };
  const { brand, country, exp_month, exp_year, funding, last4, checks } = method.card;
  const card = {
    amount_authorized: intent.amount,
    authorization_code: null,
    brand,
    checks,
    country,
    electronic_commerce_indicator: null,
    exp_month,
    exp_year,
    extended_authorization: { status: 'disabled' },
    funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: brand,
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  } satisfies Stripe.Charge.PaymentMethodDetails.Card;
  return { card, type: 'card' };
}

const SEPA_DETAILS = {
  bank_code: '37040044',
  branch_code: '94832',
  country: 'FR',
  fingerprint: null,
  last4: '3000',
  mandate: null,
} satisfies Stripe.Charge.PaymentMethodDetails.SepaDebit;
