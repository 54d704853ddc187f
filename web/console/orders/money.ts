// Where the money of an order stands, as a counter needs to know it.
import type { Order } from '../../api/bodies.ts';
import type { Formats } from '../../language/formats.ts';
import type { Texts } from '../../texts/fr.ts';
import { needsAttention } from './lists.ts';

export interface MoneyWords {
  readonly kind: 'paid' | 'due' | 'attention' | 'other';
  readonly words: string;
}

const ENDED_WITHOUT: readonly Order['status'][] = ['REJECTED', 'CANCELLED', 'EXPIRED', 'NO_SHOW'];

export const isToCash = ({ paymentStatus, status }: Order): boolean =>
  paymentStatus === 'DUE_AT_PICKUP' && !ENDED_WITHOUT.includes(status);

/** Beyond the two usual cases the API's own sentence says it: it knows refunds and disputes. */
export function moneyWords(
  order: Order,
  { console: texts }: Pick<Texts, 'console'>,
  { money }: Pick<Formats, 'money'>,
): MoneyWords {
  if (needsAttention(order)) return { kind: 'attention', words: order.paymentWords };
  if (isToCash(order)) return { kind: 'due', words: texts.toCash(money(order.totalCents)) };
  if (order.paymentStatus === 'DUE_AT_PICKUP') return { kind: 'other', words: texts.nothingToCash };
  const isPaid = order.paymentStatus === 'PAID' && !ENDED_WITHOUT.includes(order.status);
  if (!isPaid) return { kind: 'other', words: order.paymentWords };
  return { kind: 'paid', words: order.paymentMethod === 'ONLINE' ? texts.paidOnline : order.paymentWords };
}
