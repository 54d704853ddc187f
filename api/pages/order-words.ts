// An order's state in the words of its customer.
import { formatMoney } from '../../domain/money.ts';
import type { OrderStatus } from '../../domain/order-status.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import { paymentWords } from '../orders/payment-words.ts';

const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  PENDING: 'Votre commande est transmise à la boucherie, qui va vous répondre.',
  ACCEPTED: 'La boucherie a accepté votre commande et la prépare.',
  READY: 'Votre commande est prête : vous pouvez venir la retirer.',
  COLLECTED: 'Votre commande est retirée. Bon appétit !',
  REJECTED: 'La boucherie n’a pas pu accepter votre commande.',
  CANCELLED: 'Votre commande est annulée.',
  EXPIRED: 'Le paiement n’a pas été fait à temps : la commande est abandonnée.',
  NO_SHOW: 'Votre commande n’a pas été retirée.',
};

/** Until it is paid, an order paid online has not reached the shop. */
export function describeOrder(order: OrderView): string[] {
  const waits = order.paymentStatus === 'AWAITING' || order.paymentStatus === 'PROCESSING';
  const isUnpaid = order.status === 'PENDING' && waits;
  return [
    isUnpaid ? 'Votre paiement est en cours de vérification.' : STATUS_WORDS[order.status],
    `${paymentWords(order, 'customer')} · ${formatMoney(order.total)}`,
    `Code de retrait : ${order.pickupCode}`,
  ];
}
