// Where the money of an order stands, in the words of whoever asks: never more than Stripe has said.
import type { OrderStatus, PaymentStatus } from '../../domain/order-status.ts';
import type { CallerRole } from '../auth/access.ts';

type Words = Readonly<Record<CallerRole, string>>;

const WORDS: Readonly<Record<PaymentStatus, Words>> = {
  DUE_AT_PICKUP: {
    customer: 'À payer au retrait',
    butcher: 'À encaisser au retrait',
    operator: 'À payer au retrait',
  },
  AWAITING: {
    customer: 'Paiement en attente',
    butcher: 'Pas encore payée',
    operator: 'Attend le paiement en ligne',
  },
  PROCESSING: {
    customer: 'Paiement en cours de traitement par votre banque',
    butcher: 'Paiement en cours chez la banque du client : pas encore payée',
    operator: 'Paiement en cours de traitement : attend la réponse de Stripe',
  },
  PAID: { customer: 'Payé', butcher: 'Payée', operator: 'Payée' },
  ABANDONED: { customer: 'Rien n’a été payé', butcher: 'Rien n’a été payé', operator: 'Rien n’a été payé' },
  REFUND_PENDING: {
    customer: 'Remboursement en cours',
    butcher: 'Remboursement du client en cours',
    operator: 'Remboursement en cours : attend la réponse de Stripe',
  },
  REFUNDED: {
    customer: 'Remboursement effectué',
    butcher: 'Client remboursé',
    operator: 'Remboursée en totalité, selon Stripe',
  },
  REFUND_FAILED: {
    customer: 'Remboursement échoué : la boutique vous contacte',
    butcher: 'Remboursement du client échoué : contactez-le, Klik&Go s’occupe du reste',
    operator: 'Remboursement en échec : voir Stripe, puis le relancer (retryRefund)',
  },
  DISPUTED: {
    customer: 'Paiement contesté auprès de votre banque : c’est elle qui décide',
    butcher: 'Paiement contesté par le client auprès de sa banque',
    operator: 'Paiement contesté : répondre chez Stripe ; aucun remboursement ne part',
  },
};

/** Paid for an order that nobody will get: the money is still here. */
const REFUND_DUE: Words = {
  customer: 'Payé ; le remboursement va être demandé',
  butcher: 'Payée ; le remboursement du client va être demandé',
  operator: 'Payée, remboursement à faire',
};

/** To be paid at a counter where nobody will fetch it. */
const NOTHING_DUE: Words = {
  customer: 'Rien à payer',
  butcher: 'Rien à encaisser',
  operator: 'Rien à payer : la commande n’a pas été honorée',
};

interface Standing {
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
}

export function paymentWords({ status, paymentStatus }: Standing, role: CallerRole): string {
  const isUnfulfilled = status === 'REJECTED' || status === 'CANCELLED' || status === 'EXPIRED';
  if (isUnfulfilled && paymentStatus === 'PAID') return REFUND_DUE[role];
  if ((isUnfulfilled || status === 'NO_SHOW') && paymentStatus === 'DUE_AT_PICKUP') return NOTHING_DUE[role];
  return WORDS[paymentStatus][role];
}
