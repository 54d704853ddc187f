// What every letter about an order says in the same way: its lines, its pickup, why it was refused, where the money is.
import { formatMoney } from '../money.ts';
import type { OrderItem } from '../order-item.ts';
import type { PaymentStatus, Reason } from '../order-status.ts';
import type { StoredOrder } from '../ports/order-store.ts';
import { parisWords } from './paris-words.ts';

export const itemLines = ({ placed }: StoredOrder): readonly string[] => [
  ...placed.items.map(itemLine),
  `Total : ${formatMoney(placed.total)}`,
];

const itemLine = ({ name, quantity, unit, price }: OrderItem): string =>
  `${name}, ${unit === 'piece' ? `${quantity} pièce${quantity > 1 ? 's' : ''}` : `${quantity} ${unit}`} : ${formatMoney(price)}`;

export const pickupLine = ({ placed }: StoredOrder): string =>
  placed.pickupAt === null ? 'Retrait : dès que possible.' : `Retrait : ${parisWords(placed.pickupAt)}.`;

const WHY: Readonly<Record<Reason, string | null>> = {
  OUT_OF_STOCK: 'La boutique n’a plus ce qu’il faut pour la préparer.',
  TOO_BUSY: 'La boutique a trop de commandes en ce moment.',
  CLOSED: 'La boutique est fermée.',
  NO_ANSWER: 'La boutique n’a pas répondu à temps.',
  CUSTOMER_REQUEST: 'À la demande du client.',
  OTHER: null,
};

export const reasonLine = (reason: Reason | null): string | null => (reason === null ? null : WHY[reason]);

/** To the customer of an order that will not be fulfilled: never more than Stripe has said. */
export function moneyLine({ placed, state }: StoredOrder): string {
  const amount = formatMoney(placed.total);
  const words: Readonly<Record<PaymentStatus, string>> = {
    DUE_AT_PICKUP: 'Vous n’avez rien à payer.',
    AWAITING: 'Rien n’a été payé.',
    PROCESSING: 'Votre paiement est en cours chez votre banque : s’il aboutit, il vous sera remboursé.',
    PAID: `Le remboursement de ${amount} est lancé : un message vous dira quand il sera fait.`,
    ABANDONED: 'Rien n’a été payé.',
    REFUND_PENDING: `Le remboursement de ${amount} est lancé : un message vous dira quand il sera fait.`,
    REFUNDED: `Le remboursement de ${amount} est fait ; selon votre banque, il apparaît sur votre compte en quelques jours.`,
    REFUND_FAILED: `Le remboursement de ${amount} n’a pas encore abouti : la boutique vous contacte.`,
    DISPUTED: 'Le paiement est contesté auprès de votre banque : c’est elle qui décide.',
  };
  return words[state.paymentStatus];
}
