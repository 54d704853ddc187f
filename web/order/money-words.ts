// Where the money of an order stands, in the language of the page: the server's words, or our own where those are foreign.
import type { Order } from '../api/bodies.ts';
import type { MoneyStanding } from '../texts/fr/money.ts';
import type { Texts } from '../texts/fr.ts';

type Standing = Pick<Order, 'status' | 'paymentStatus' | 'paymentWords'>;

/** @param reader as whom the order is looked at; the server knows that by itself. */
export const moneyWordsFor = (
  reader: 'customer' | 'butcher',
  order: Standing,
  { money }: Pick<Texts, 'money'>,
): string => (money === null ? order.paymentWords : money[reader][standingOf(order)]);

/** Nothing was paid and nothing is to be paid: beside that an amount would only frighten. */
export function isNothingPaid(order: Standing): boolean {
  const standing = standingOf(order);
  return standing === 'NOTHING_DUE' || standing === 'ABANDONED';
}

const UNFULFILLED: readonly Order['status'][] = ['REJECTED', 'CANCELLED', 'EXPIRED'];

function standingOf({ status, paymentStatus }: Standing): MoneyStanding {
  const isUnfulfilled = UNFULFILLED.includes(status);
  if (paymentStatus === 'PAID' && isUnfulfilled) return 'REFUND_DUE';
  if (paymentStatus === 'DUE_AT_PICKUP' && (isUnfulfilled || status === 'NO_SHOW')) return 'NOTHING_DUE';
  return paymentStatus;
}
