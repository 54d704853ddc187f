// Paying a session by card: succeed, hold, ask for authentication, or decline.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { plan, unplan } from '../agenda.ts';
import { emit } from '../events.ts';
import { completeSession } from '../sessions/complete.ts';
import type { PlanRecord } from '../store/records.ts';
import type { IntentRecord, SessionRecord } from '../store/stripe-objects.ts';
import { planPosting } from './balance.ts';
import type { CardConduct } from './cards.ts';
import { type Attempt, createCharge } from './charges.ts';
import { changeIntent, openIntent } from './intents.ts';

/** Uncaptured payments are cancelled after 7 days [docs.stripe.com, place a hold on a payment method]. */
const HOLD_MS = 7 * 24 * 3600 * 1000;

export type PaymentAnswer =
  | { readonly kind: 'paid' }
  | { readonly kind: 'authentication' }
  | { readonly kind: 'declined'; readonly decline: NonNullable<CardConduct['decline']> };

/** The customer presses « Payer ». The session must be open. */
export function payByCard(
  account: Account,
  checkout: { session: SessionRecord; plan: PlanRecord },
  card: { method: Stripe.PaymentMethod; conduct: CardConduct },
): PaymentAnswer {
  const intent = openIntent(account, checkout.session, checkout.plan);
  if (card.conduct.authentication) return askAuthentication(account, { intent, method: card.method });
  return attemptCharge(account, { intent, method: card.method }, card.conduct);
}

/** The customer comes back from the bank's page. */
export function finishAuthentication(
  account: Account,
  intent: IntentRecord,
  success: boolean,
): PaymentAnswer {
  const method = account.store.get('paymentMethod', intent.payment_method ?? '');
  const conduct = account.store.get('conduct', intent.payment_method ?? '');
  if (method === undefined || conduct === undefined) throw new Error(`${intent.id} awaits no authentication`);
  if (success) return attemptCharge(account, { intent, method }, conduct);
  const failed = refuse(account, intent, { ...AUTHENTICATION_FAILURE, method });
  emit(account, 'payment_intent.payment_failed', { object: failed });
  return { kind: 'declined', decline: AUTHENTICATION_FAILURE };
}

const AUTHENTICATION_FAILURE = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  pageText: 'declined',
} as const satisfies CardConduct['decline'];

function askAuthentication(account: Account, attempt: Attempt): PaymentAnswer {
  const waiting = changeIntent(account, attempt.intent, {
    last_payment_error: null,
    next_action: { type: 'use_stripe_sdk', use_stripe_sdk: {} },
    payment_method: attempt.method.id,
    status: 'requires_action',
  });
  emit(account, 'payment_intent.requires_action', { object: waiting });
  return { kind: 'authentication' };
}

function attemptCharge(account: Account, attempt: Attempt, conduct: CardConduct): PaymentAnswer {
  if (conduct.decline !== null) return declineCharge(account, attempt, conduct.decline);
  const captured = attempt.intent.capture_method !== 'manual';
  const charge = createCharge(account, attempt, { status: 'succeeded', captured });
  emit(account, 'charge.succeeded', { object: charge });
  const paid = changeIntent(account, attempt.intent, {
    amount_capturable: captured ? 0 : charge.amount,
    amount_received: captured ? charge.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: attempt.method.id,
    status: captured ? 'succeeded' : 'requires_capture',
  });
  emit(account, captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', {
    object: paid,
  });
  completeSession(account, paid, attempt.method.billing_details);
  const now = account.clock.nowMs();
  if (captured) planPosting(account, charge);
  else plan(account, 'cancel-uncaptured', { target: paid.id, at: now + HOLD_MS });
  if (conduct.aftermath === 'disputed')
    plan(account, 'open-dispute', { target: paid.id, at: now + account.delays.outcomeMs });
  return { kind: 'paid' };
}

function declineCharge(
  account: Account,
  attempt: Attempt,
  decline: NonNullable<CardConduct['decline']>,
): PaymentAnswer {
  const charge = createCharge(account, attempt, { status: 'failed', captured: false, decline });
  emit(account, 'charge.failed', { object: charge });
  const { intent, method } = attempt;
  const failed = refuse(account, { ...intent, latest_charge: charge.id }, { ...decline, method });
  emit(account, 'payment_intent.payment_failed', { object: failed });
  return { kind: 'declined', decline };
}

/** Back to waiting for a payment method; the customer may try again. */
export function refuse(
  account: Account,
  intent: IntentRecord,
  why: { code: string; declineCode: string | null; message: string; method: Stripe.PaymentMethod },
): IntentRecord {
  unplan(account, 'cancel-uncaptured', intent.id);
  return changeIntent(account, intent, {
    last_payment_error: {
      ...(intent.latest_charge === null ? {} : { charge: intent.latest_charge }),
      code: why.code,
      ...(why.declineCode === null ? {} : { decline_code: why.declineCode }),
      doc_url: `https://stripe.com/docs/error-codes/${why.code.replaceAll('_', '-')}`,
      message: why.message,
      payment_method: why.method,
      type: why.code === 'payment_intent_authentication_failure' ? 'invalid_request_error' : 'card_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
}
