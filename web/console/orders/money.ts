// Where the money of an order stands, as a counter needs to know it.
import type { Order } from '../../api/bodies.ts';
import type { Formats } from '../../language/formats.ts';
import { moneyWordsFor } from '../../order/money-words.ts';
import type { Texts } from '../../texts/fr.ts';
import { needsAttention } from './lists.ts';

export interface MoneyWords {
  readonly kind: 'paid' | 'due' | 'attention' | 'other';
  readonly words: string;
}

const ENDED_WITHOUT: readonly Order['status'][] = ['REJECTED', 'CANCELLED', 'EXPIRED', 'NO_SHOW'];

export const isToCash = ({ paymentStatus, status }: Order): boolean =>
  paymentStatus === 'DUE_AT_PICKUP' && !ENDED_WITHOUT.includes(status);

/** Beyond the two usual cases it is said as the customer's own pages say it. */
export function moneyWords(
  order: Order,
  texts: Pick<Texts, 'console' | 'money'>,
  { money }: Pick<Formats, 'money'>,
): MoneyWords {
  const usual = moneyWordsFor('butcher', order, texts);
  if (needsAttention(order)) return { kind: 'attention', words: usual };
  if (isToCash(order)) return { kind: 'due', words: texts.console.toCash(money(order.totalCents)) };
  const isPaid = order.paymentStatus === 'PAID' && !ENDED_WITHOUT.includes(order.status);
  if (!isPaid) return { kind: 'other', words: usual };
  return { kind: 'paid', words: order.paymentMethod === 'ONLINE' ? texts.console.paidOnline : usual };
}
