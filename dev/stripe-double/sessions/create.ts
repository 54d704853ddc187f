// `POST /v1/checkout/sessions`
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { plan } from '../agenda.ts';
import { createSessionId } from '../ids.ts';
import type { PlanRecord } from '../store/records.ts';
import type { LineItemRecord, SessionRecord } from '../store/stripe-objects.ts';
import { refuseParams, refuseRequest } from '../wire/errors.ts';
import { mergeMetadata } from '../wire/params.ts';
import { NO_DETAILS } from './complete.ts';
import { buildLineItem } from './line-items.ts';
import type { SessionParams } from './params.ts';

const MINIMUM_SECONDS = 30 * 60;
const MAXIMUM_SECONDS = 24 * 3600;
const MINIMUM_CENTS = 50;

const UNUSED = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  collected_information: { business_name: null, individual_name: null, shipping_details: null },
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer: null,
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: {
    enabled: false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: null,
      metadata: {},
      rendering_options: null,
    },
  },
  managed_payments: { enabled: false },
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: 'automatic' } },
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;

/** Creates an open session. Its payment intent does not exist before the customer pays. */
export function createSession(account: Account, params: SessionParams): SessionRecord {
  const created = account.clock.now();
  const expiresAt = params.expires_at ?? created + MAXIMUM_SECONDS;
  checkExpiry(expiresAt - created);
  const lineItems = params.line_items.map((item, index) => buildLineItem(account, item, index));
  const total = totalOf(lineItems);
  const session = {
    ...buildSession(account, params, total),
    created,
    expires_at: expiresAt,
  } satisfies SessionRecord;
  account.store.put('session', session.id, session);
  account.store.put('plan', session.id, buildPlan(params, lineItems));
  plan(account, 'expire-session', { target: session.id, at: expiresAt * 1000 });
  return session;
}

/** The documented 30 minutes, excluded: at the very boundary real requests fail by the time they travel. */
function checkExpiry(seconds: number): void {
  const param = 'expires_at';
  if (seconds <= MINIMUM_SECONDS)
    throw refuseParams({
      message: 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      param,
    });
  if (seconds > MAXIMUM_SECONDS)
    throw refuseParams({
      message: 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      param,
    });
}

function totalOf(items: readonly LineItemRecord[]): { amount: number; currency: string } {
  const currency = items[0]?.currency ?? 'eur';
  if (items.some((item) => item.currency !== currency))
    throw refuseParams({ message: 'All line items must have the same currency.', param: 'line_items' });
  const amount = items.reduce((sum, item) => sum + item.amount_total, 0);
  if (amount < MINIMUM_CENTS)
    throw refuseRequest({
      code: 'amount_too_small',
      message: "The Checkout Session's total amount must convert to at least 50 cents.",
    });
  return { amount, currency };
}

function buildSession(account: Account, params: SessionParams, total: { amount: number; currency: string }) {
  const id = createSessionId();
  return {
    ...UNUSED,
    id,
    object: 'checkout.session',
    amount_subtotal: total.amount,
    amount_total: total.amount,
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    currency: total.currency,
    customer_creation: params.customer_creation ?? 'if_required',
    customer_details:
      params.customer_email === undefined ? null : { ...NO_DETAILS, email: params.customer_email },
    customer_email: params.customer_email ?? null,
    livemode: false,
    locale: params.locale ?? null,
    metadata: mergeMetadata({}, params.metadata ?? {}),
    mode: params.mode,
    origin_context: params.origin_context ?? null,
    payment_intent: null,
    payment_method_types: params.payment_method_types ?? ['card'],
    payment_status: 'unpaid',
    phone_number_collection: params.phone_number_collection ?? { enabled: false },
    status: 'open',
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
    ui_mode: params.ui_mode ?? 'hosted_page',
    url: `${account.origin}/c/pay/${id}`,
  } satisfies Omit<SessionRecord, 'created' | 'expires_at'>;
}

type ShippingParams = NonNullable<NonNullable<SessionParams['payment_intent_data']>['shipping']>;

function buildShipping({ address, name, phone }: ShippingParams): Stripe.PaymentIntent.Shipping {
  return { address, name, phone: phone ?? null, carrier: null, tracking_number: null };
}

function buildPlan(params: SessionParams, lineItems: readonly LineItemRecord[]): PlanRecord {
  const data = params.payment_intent_data;
  return {
    lineItems,
    capture: data?.capture_method === 'manual' ? 'manual' : 'automatic_async',
    intent: {
      description: data?.description ?? null,
      metadata: mergeMetadata({}, data?.metadata ?? {}),
      receiptEmail: data?.receipt_email ?? null,
      shipping: data?.shipping === undefined ? null : buildShipping(data.shipping),
      statementDescriptor: data?.statement_descriptor ?? null,
      statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
    },
  };
}
