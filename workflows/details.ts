// What an order waits for and until when, in one line for the operator who opens it in the Temporal UI.

import { paymentDeadline } from '../domain/deadlines.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import { ATTENTION_WORDS, REFUND_WORDS } from './detail-words.ts';
import type { OrderRun } from './order-run.ts';

export function describe(order: OrderRun): string {
  const attention = order.state.attention;
  return attention === null ? waitsFor(order) : `⚠ ${ATTENTION_WORDS[attention]} ${waitsFor(order)}`;
}

function waitsFor(order: OrderRun): string {
  const { state, placed } = order;
  switch (state.status) {
    case 'PENDING':
      return waitsWhilePending(order);
    case 'ACCEPTED':
      return 'Acceptée : attend que la boutique la prépare (ready) ou l’annule (cancel).';
    case 'READY':
      return `Prête, code ${order.pickupCode ?? '?'} : attend le client (collect, no-show ou cancel)${by(placed.pickupAt)}.`;
    case 'COLLECTED':
      return 'Retirée : terminé.';
    case 'NO_SHOW':
      return 'Non retirée : terminé, la boutique garde l’argent.';
    case 'REJECTED':
    case 'CANCELLED':
    case 'EXPIRED':
      return `${ENDED[state.status]} (${state.reason ?? 'non payée'}). ${REFUND_WORDS[state.paymentStatus]}`;
  }
}

const ENDED = { REJECTED: 'Refusée', CANCELLED: 'Annulée', EXPIRED: 'Expirée' } as const;

function waitsWhilePending({ state, placed }: OrderRun): string {
  switch (state.paymentStatus) {
    case 'AWAITING':
      return `Attend le paiement en ligne du client${by(paymentDeadline(placed, state.placedAt))}.`;
    case 'PROCESSING':
      return 'Paiement en cours de confirmation chez Stripe : attend sa réponse, sans limite.';
    default:
      return `Attend la décision de la boutique (accept ou reject)${by(state.decisionDeadline)}, refus automatique ensuite.`;
  }
}

function by(until: Instant | null): string {
  return until === null ? '' : `, jusqu’au ${isoTime(until)}`;
}
