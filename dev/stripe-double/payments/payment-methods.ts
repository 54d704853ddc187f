// Payment methods: the card a customer typed (its last four digits only) or a delayed bank debit.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { createId } from '../ids.ts';
import type { CardConduct } from './cards.ts';

export interface Payer {
  readonly email: string | null;
  readonly name: string | null;
}

export interface CardExpiry {
  readonly month: number;
  readonly year: number;
}

/** Keeps the card's conduct beside the payment method, so that refunds know how to end. */
export function createCardMethod(
  account: Account,
  payer: Payer,
  card: { conduct: CardConduct; expiry: CardExpiry },
): Stripe.PaymentMethod {
  const method = {
    ...buildMethod(account, payer),
    card: {
      brand: 'visa',
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'FR',
      display_brand: 'visa',
      exp_month: card.expiry.month,
      exp_year: card.expiry.year,
      funding: 'credit',
      generated_from: null,
      last4: card.conduct.last4,
      networks: { available: ['visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    type: 'card',
  } satisfies Stripe.PaymentMethod;
  account.store.put('paymentMethod', method.id, method);
  account.store.put('conduct', method.id, card.conduct);
  return method;
}

/** A bank debit, whose outcome is known days later. */
export function createDebitMethod(account: Account, payer: Payer): Stripe.PaymentMethod {
  const method = {
    ...buildMethod(account, payer),
    sepa_debit: {
      bank_code: '37040044',
      branch_code: '94832',
      country: 'FR',
      fingerprint: null,
      generated_from: { charge: null, setup_attempt: null },
      last4: '3000',
    },
    type: 'sepa_debit',
  } satisfies Stripe.PaymentMethod;
  account.store.put('paymentMethod', method.id, method);
  return method;
}

function buildMethod(account: Account, payer: Payer) {
  return {
    id: createId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: buildBillingDetails(payer),
    created: account.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  } satisfies Omit<Stripe.PaymentMethod, 'type'>;
}

function buildBillingDetails(payer: Payer) {
  return {
    address: { city: null, country: 'FR', line1: null, line2: null, postal_code: null, state: null },
    email: payer.email,
    name: payer.name,
    phone: null,
    tax_id: null,
  } satisfies Stripe.PaymentMethod.BillingDetails;
}
