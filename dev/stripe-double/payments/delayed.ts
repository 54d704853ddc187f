// Delayed methods (a bank debit): the session completes unpaid, and the money's outcome comes later.
import type { Account } from '../account.ts';
import { emit } from '../events.ts';
import { completeSession } from '../sessions/complete.ts';
import type { PlanRecord } from '../store/records.ts';
import type { ChargeRecord, IntentRecord, SessionRecord } from '../store/stripe-objects.ts';
import { planPosting } from './balance.ts';
import { changeCharge, createCharge } from './charges.ts';
import { changeIntent, openIntent } from './intents.ts';
import { refuse } from './pay.ts';
import { createDebitMethod, type Payer } from './payment-methods.ts';

/** The customer authorises a debit: `checkout.session.completed` with `payment_status: "unpaid"`. */
export function payLater(
  account: Account,
  checkout: { session: SessionRecord; plan: PlanRecord },
  payer: Payer,
): void {
  const method = createDebitMethod(account, payer);
  const intent = openIntent(account, checkout.session, checkout.plan);
  const charge = createCharge(account, { intent, method }, { status: 'pending', captured: true });
  emit(account, 'charge.pending', { object: charge });
  const processing = changeIntent(account, intent, {
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
    payment_method: method.id,
    status: 'processing',
  });
  emit(account, 'payment_intent.processing', { object: processing });
  completeSession(account, processing, method.billing_details);
}

/** The bank's answer to a delayed payment. */
export function settleDelayed(
  account: Account,
  payment: { session: SessionRecord; intent: IntentRecord; charge: ChargeRecord },
  outcome: 'succeeded' | 'failed',
): void {
  if (outcome === 'succeeded') succeedDelayed(account, payment);
  else failDelayed(account, payment);
}

type DelayedPayment = { session: SessionRecord; intent: IntentRecord; charge: ChargeRecord };

function succeedDelayed(account: Account, { session, intent, charge }: DelayedPayment): void {
  const paid = changeCharge(account, charge, { paid: true, status: 'succeeded' });
  emit(account, 'charge.succeeded', { object: paid });
  const succeeded = changeIntent(account, intent, { amount_received: charge.amount, status: 'succeeded' });
  emit(account, 'payment_intent.succeeded', { object: succeeded });
  const object: SessionRecord = { ...session, payment_status: 'paid' };
  account.store.put('session', session.id, object);
  emit(account, 'checkout.session.async_payment_succeeded', { object });
  planPosting(account, paid);
}

function failDelayed(account: Account, { session, intent, charge }: DelayedPayment): void {
  const method = account.store.get('paymentMethod', charge.payment_method);
  if (method === undefined) throw new Error(`${charge.id} has no payment method`);
  const why = {
    code: 'payment_intent_payment_attempt_failed',
    declineCode: null,
    message: 'The customer’s bank account has insufficient funds.',
    method,
  };
  const object = changeCharge(account, charge, {
    amount_captured: 0,
    captured: false,
    failure_code: 'insufficient_funds',
    failure_message: why.message,
    status: 'failed',
  });
  emit(account, 'charge.failed', { object });
  emit(account, 'payment_intent.payment_failed', { object: refuse(account, intent, why) });
  emit(account, 'checkout.session.async_payment_failed', { object: session });
}
