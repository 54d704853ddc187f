// The books: what was captured, refunded and paid in fees, for each `orderId` in the metadata.
import type { Account } from '../account.ts';
import { balanceOf } from '../payments/balance.ts';
import type { ChargeRecord, IntentRecord, RefundRecord, RefundStatus } from '../store/stripe-objects.ts';

interface Books {
  captured: number;
  /** Refunds that went through. */
  refunded: number;
  /** Refunds under way. */
  refundsPending: number;
  refundsFailed: number;
  fees: number;
  /** The sum of the order's balance transactions. */
  balance: number;
  disputed: boolean;
  charges: number;
  refunds: number;
  openSessions: number;
  paymentIntents: string[];
}

/** All amounts in cents; `orders` has one entry for each order that Stripe has heard of. */
export function renderLedger(account: Account) {
  const orders: Record<string, Books> = {};
  const booksOf = (orderId: string | undefined): Books => {
    const name = orderId ?? '(none)';
    const books = orders[name] ?? emptyBooks();
    orders[name] = books;
    return books;
  };
  const { store } = account;
  for (const session of store.all('session'))
    booksOf(session.metadata.orderId).openSessions += session.status === 'open' ? 1 : 0;
  for (const intent of store.all('intent')) addIntent(account, booksOf(intent.metadata.orderId), intent);
  const all = Object.values(orders);
  const sum = (field: 'captured' | 'refunded' | 'refundsPending' | 'fees'): number =>
    all.reduce((total, books) => total + books[field], 0);
  return {
    captured: sum('captured'),
    refunded: sum('refunded'),
    refundsPending: sum('refundsPending'),
    fees: sum('fees'),
    balance: balanceOf(account, 'eur'),
    orders,
  };
}

function addIntent(account: Account, books: Books, intent: IntentRecord): void {
  books.paymentIntents.push(intent.id);
  for (const charge of account.store.of('charge', intent.id)) addCharge(account, books, charge);
  for (const refund of account.store.of('refund', intent.id)) addRefund(account, books, refund);
  for (const dispute of account.store.of('dispute', intent.id))
    for (const transaction of dispute.balance_transactions) addTransaction(account, books, transaction.id);
}

const COLUMNS = {
  pending: 'refundsPending',
  requires_action: 'refundsPending',
  succeeded: 'refunded',
  failed: 'refundsFailed',
  canceled: 'refundsFailed',
} as const satisfies Record<RefundStatus, keyof Books>;

function addRefund(account: Account, books: Books, refund: RefundRecord): void {
  books.refunds += 1;
  books[COLUMNS[refund.status]] += refund.amount;
  addTransaction(account, books, refund.balance_transaction);
  addTransaction(account, books, refund.failure_balance_transaction ?? null);
}

function addCharge(account: Account, books: Books, charge: ChargeRecord): void {
  if (charge.status === 'succeeded') books.captured += charge.amount_captured;
  if (charge.paid && charge.captured) books.charges += 1;
  books.disputed ||= charge.disputed;
  addTransaction(account, books, charge.balance_transaction);
}

function addTransaction(account: Account, books: Books, id: string | null): void {
  const transaction = id === null ? undefined : account.store.get('balanceTransaction', id);
  books.fees += transaction?.fee ?? 0;
  books.balance += transaction?.net ?? 0;
}

function emptyBooks(): Books {
  return {
    captured: 0,
    refunded: 0,
    refundsPending: 0,
    refundsFailed: 0,
    fees: 0,
    balance: 0,
    disputed: false,
    charges: 0,
    refunds: 0,
    openSessions: 0,
    paymentIntents: [],
  };
}
