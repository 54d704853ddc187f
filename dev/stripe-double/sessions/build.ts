// A session as it is made, and what it is to do once it is paid.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { createSessionId } from '../ids.ts';
import type { PlanRecord } from '../store/records.ts';
import type { LineItemRecord, SessionRecord } from '../store/stripe-objects.ts';
import { mergeMetadata } from '../wire/params.ts';
import { NO_DETAILS } from './complete.ts';
import type { SessionParams } from './params.ts';

const UNUSED = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
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

export function buildSession(
  account: Account,
  params: SessionParams,
  total: { amount: number; currency: string },
) {
  const id = createSessionId();
  return {
    ...UNUSED,
    id,
    object: 'checkout.session',
    allowed_payment_method_types: orNull(params.allowed_payment_method_types),
    amount_subtotal: total.amount,
    amount_total: total.amount,
    billing_address_collection: orNull(params.billing_address_collection),
    cancel_url: orNull(params.cancel_url),
    client_reference_id: orNull(params.client_reference_id),
    currency: total.currency,
    customer_creation: params.customer_creation ?? 'if_required',
    customer_details: detailsOf(params.customer_email),
    customer_email: orNull(params.customer_email),
    livemode: false,
    locale: orNull(params.locale),
    metadata: mergeMetadata({}, params.metadata ?? {}),
    mode: params.mode,
    origin_context: orNull(params.origin_context),
    payment_intent: null,
    payment_method_types: params.allowed_payment_method_types ?? ['card'],
    payment_status: 'unpaid',
    phone_number_collection: params.phone_number_collection ?? { enabled: false },
    status: 'open',
    submit_type: orNull(params.submit_type),
    success_url: params.success_url,
    ui_mode: params.ui_mode ?? 'hosted_page',
    url: `${account.origin}/c/pay/${id}`,
  } satisfies Omit<SessionRecord, 'created' | 'expires_at'>;
}

type ShippingParams = NonNullable<NonNullable<SessionParams['payment_intent_data']>['shipping']>;

function buildShipping({ address, name, phone }: ShippingParams): Stripe.PaymentIntent.Shipping {
  return { address, name, phone: phone ?? null, carrier: null, tracking_number: null };
}

export function buildPlan(params: SessionParams, lineItems: readonly LineItemRecord[]): PlanRecord {
  const data = params.payment_intent_data ?? {};
  return {
    lineItems,
    capture: data.capture_method === 'manual' ? 'manual' : 'automatic_async',
    intent: {
      description: orNull(data.description),
      metadata: mergeMetadata({}, data.metadata ?? {}),
      receiptEmail: orNull(data.receipt_email),
      shipping: data.shipping === undefined ? null : buildShipping(data.shipping),
      statementDescriptor: orNull(data.statement_descriptor),
      statementDescriptorSuffix: orNull(data.statement_descriptor_suffix),
    },
  };
}

const orNull = <T>(value: T | undefined): T | null => value ?? null;

function detailsOf(email: string | undefined): Stripe.Checkout.Session.CustomerDetails | null {
  return email === undefined ? null : { ...NO_DETAILS, email };
}
