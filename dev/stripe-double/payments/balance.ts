// The account's balance: every charge, refund and dispute writes a transaction; their sum is the balance.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { plan, unplan } from '../agenda.ts';
import { emit } from '../events.ts';
import { createId } from '../ids.ts';
import type { ChargeRecord } from '../store/stripe-objects.ts';
import { changeCharge } from './charges.ts';

/** European cards at the French standard rate: 1.5 % + 0.25 € [stripe.com/fr/pricing]. */
const feeOf = (amount: number): number => Math.round(amount * 0.015) + 25;

interface Entry {
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly source: string;
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment';
  readonly category: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal';
}

/** Writes one transaction; amounts in cents, negative when money leaves. */
export function postTransaction(account: Account, entry: Entry): Stripe.BalanceTransaction {
  const now = account.clock.now();
  const transaction = {
    id: createId('txn'),
    object: 'balance_transaction',
    amount: entry.amount,
    available_on: now,
    balance_type: 'payments',
    created: now,
    currency: entry.currency,
    description: null,
    exchange_rate: null,
    fee: entry.fee,
    fee_details: entry.fee === 0 ? [] : [buildFeeDetail(entry)],
    net: entry.amount - entry.fee,
    reporting_category: entry.category,
    source: entry.source,
    status: 'available',
    type: entry.type,
  } satisfies Stripe.BalanceTransaction;
  account.store.put('balanceTransaction', transaction.id, transaction);
  return transaction;
}

function buildFeeDetail(entry: Entry) {
  return {
    amount: entry.fee,
    application: null,
    currency: entry.currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  } satisfies Stripe.BalanceTransaction.FeeDetail;
}

/** Captures are asynchronous: the balance transaction appears a moment after the charge succeeded. */
export function planPosting(account: Account, charge: ChargeRecord): void {
  plan(account, 'post-balance', { target: charge.id, at: account.clock.nowMs() + account.delays.balanceMs });
}

/** Posts a captured charge once, and tells with `charge.updated`. */
export function postCharge(account: Account, chargeId: string): void {
  unplan(account, 'post-balance', chargeId);
  const charge = account.store.get('charge', chargeId);
  if (charge === undefined || charge.balance_transaction !== null) return;
  const transaction = postTransaction(account, {
    amount: charge.amount_captured,
    fee: feeOf(charge.amount_captured),
    currency: charge.currency,
    source: charge.id,
    type: 'charge',
    category: 'charge',
  });
  const object = changeCharge(account, charge, { balance_transaction: transaction.id });
  emit(account, 'charge.updated', { object, previous_attributes: { balance_transaction: null } });
}

/** The sum of all transactions, in cents. */
export function balanceOf(account: Account, currency: string): number {
  return account.store
    .all('balanceTransaction')
    .filter((transaction) => transaction.currency === currency)
    .reduce((sum, transaction) => sum + transaction.net, 0);
}

export function renderBalance(account: Account) {
  const amount = { amount: balanceOf(account, 'eur'), currency: 'eur' };
  return {
    object: 'balance',
    available: [{ ...amount, source_types: { card: amount.amount } }],
    livemode: false,
    pending: [{ amount: 0, currency: 'eur', source_types: { card: 0 } }],
  } satisfies Stripe.Balance;
}
