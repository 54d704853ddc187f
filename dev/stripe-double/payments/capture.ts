// Manual capture: taking the held money, or letting it go.
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { unplan } from '../agenda.ts';
import { emit } from '../events.ts';
import type { ChargeRecord, IntentRecord } from '../store/stripe-objects.ts';
import { refuseRequest } from '../wire/errors.ts';
import { amountParam } from '../wire/params.ts';
import { planPosting } from './balance.ts';
import { changeCharge } from './charges.ts';
import { changeIntent } from './intents.ts';

export const captureParams = z.strictObject({ amount_to_capture: amountParam.optional() });

/** Takes all or part of the held money; the rest is released. */
export function captureIntent(
  account: Account,
  intent: IntentRecord,
  params: z.infer<typeof captureParams>,
): IntentRecord {
  const charge = heldCharge(account, intent);
  if (charge === null) throw wrongState(intent);
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount > intent.amount_capturable)
    throw refuseRequest({
      code: 'amount_too_large',
      message: `Amount to capture (${amount}) is greater than the capturable amount (${intent.amount_capturable}).`,
      param: 'amount_to_capture',
      payment_intent: intent,
    });
  unplan(account, 'cancel-uncaptured', intent.id);
  const captured = changeCharge(account, charge, { amount_captured: amount, captured: true });
  emit(account, 'charge.captured', { object: captured });
  const object = changeIntent(account, intent, {
    amount_capturable: 0,
    amount_received: amount,
    status: 'succeeded',
  });
  emit(account, 'payment_intent.succeeded', { object });
  for (const session of account.store.of('session', intent.id))
    account.store.put('session', session.id, { ...session, payment_status: 'paid' });
  planPosting(account, captured);
  return object;
}

function heldCharge(account: Account, intent: IntentRecord): ChargeRecord | null {
  if (intent.status !== 'requires_capture') return null;
  return account.store.get('charge', intent.latest_charge ?? '') ?? null;
}

function wrongState(intent: IntentRecord) {
  const why =
    intent.status === 'succeeded'
      ? 'it has already been captured'
      : `it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture`;
  return refuseRequest({
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent could not be captured because ${why}.`,
    payment_intent: intent,
  });
}

export type CancellationReason = NonNullable<Stripe.PaymentIntent.CancellationReason>;

/** Ends an intent for good, giving back what was held. */
export function cancelIntent(
  account: Account,
  intent: IntentRecord,
  reason: CancellationReason | null,
): IntentRecord {
  unplan(account, 'cancel-uncaptured', intent.id);
  const held = heldCharge(account, intent);
  if (held !== null) releaseHold(account, held, reason);
  const object = changeIntent(account, intent, {
    amount_capturable: 0,
    canceled_at: account.clock.now(),
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  });
  emit(account, 'payment_intent.canceled', { object });
  return object;
}

function releaseHold(account: Account, held: ChargeRecord, reason: CancellationReason | null): void {
  const object = changeCharge(account, held, { amount_refunded: held.amount, refunded: true });
  emit(account, reason === 'automatic' ? 'charge.expired' : 'charge.refunded', { object });
}

const CANCELLABLE =
  'requires_payment_method, requires_capture, requires_confirmation, requires_action, processing';

export const cancelParams = z.strictObject({
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

/** A checkout's intent can be cancelled only while its money is held; before that, expire the session. */
export function cancelByRequest(
  account: Account,
  intent: IntentRecord,
  params: z.infer<typeof cancelParams>,
): IntentRecord {
  if (intent.status === 'requires_capture')
    return cancelIntent(account, intent, params.cancellation_reason ?? null);
  const message =
    intent.status === 'succeeded' || intent.status === 'canceled'
      ? `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELLABLE}.`
      : 'You cannot cancel this PaymentIntent because it belongs to a Checkout Session: expire the Checkout Session instead.';
  throw refuseRequest({ code: 'payment_intent_unexpected_state', message, payment_intent: intent });
}
