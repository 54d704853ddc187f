// Payment intents: made when the customer first tries to pay, moved on by what the card does.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { emit } from '../events.ts';
import { createId, randomText } from '../ids.ts';
import type { PlanRecord } from '../store/records.ts';
import type { IntentRecord, SessionRecord } from '../store/stripe-objects.ts';

const UNUSED = {
  allowed_payment_method_types: null,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  confirmation_method: 'automatic',
  customer: null,
  customer_account: null,
  excluded_payment_method_types: null,
  managed_payments: { enabled: false },
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  review: null,
  setup_future_usage: null,
  source: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Stripe.PaymentIntent>;

/** The session's intent, made now if this is the customer's first attempt. */
export function openIntent(account: Account, session: SessionRecord, plan: PlanRecord): IntentRecord {
  const existing =
    session.payment_intent === null ? undefined : account.store.get('intent', session.payment_intent);
  if (existing !== undefined) return existing;
  const intent = buildIntent(account, session, plan);
  account.store.put('intent', intent.id, intent);
  account.store.put('session', session.id, { ...session, payment_intent: intent.id });
  emit(account, 'payment_intent.created', { object: intent });
  return intent;
}

/** Replaces an intent by a changed copy. */
export function changeIntent(
  account: Account,
  intent: IntentRecord,
  changes: Partial<IntentRecord>,
): IntentRecord {
  const changed = { ...intent, ...changes };
  account.store.put('intent', changed.id, changed);
  return changed;
}

function buildIntent(account: Account, session: SessionRecord, plan: PlanRecord) {
  const id = createId('pi');
  return {
    ...UNUSED,
    id,
    object: 'payment_intent',
    amount: session.amount_total,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    capture_method: plan.capture,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: account.clock.now(),
    currency: session.currency,
    description: plan.intent.description,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: plan.intent.metadata,
    payment_method: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: session.payment_method_types,
    receipt_email: plan.intent.receiptEmail,
    shipping: plan.intent.shipping,
    statement_descriptor: plan.intent.statementDescriptor,
    statement_descriptor_suffix: plan.intent.statementDescriptorSuffix,
    status: 'requires_payment_method',
  } satisfies IntentRecord;
}
