// What an order waits for, until when, and what an operator can do, in one line for whoever opens it in the Temporal UI.
import { paymentDeadline } from '../domain/deadlines.ts';
import { parisWords } from '../domain/notices/paris-words.ts';
import type { Instant } from '../domain/time.ts';
import { ATTENTION_WORDS, MONEY_WORDS, REFUND_WORDS } from './detail-words.ts';
import type { OrderRun } from './order-run.ts';

export function describe(order: OrderRun): string {
  const alarms = order.state.attention.map((code) => `⚠ ${ATTENTION_WORDS[code]}`);
  return [...alarms, waitsFor(order)].join(' ');
}

function waitsFor(order: OrderRun): string {
  const { state, placed } = order;
  switch (state.status) {
    case 'PENDING':
      return waitsWhilePending(order);
    case 'ACCEPTED':
      return `Acceptée : attend que la boutique la prépare (ready) ou l’annule (cancel)${by(placed.pickupAt, 'retrait le ')}.`;
    case 'READY':
      return `Prête, code ${order.pickupCode ?? '?'} : attend le client (collect, noShow ou cancel)${by(placed.pickupAt, 'retrait le ')}.`;
    case 'COLLECTED':
      return `Retirée. ${end(order)}`;
    case 'NO_SHOW':
      return `Non retirée, la boutique garde l’argent. ${end(order)}`;
    case 'REJECTED':
    case 'CANCELLED':
    case 'EXPIRED':
      return `${ENDED[state.status]} (${state.reason ?? 'non payée'}). ${REFUND_WORDS[state.paymentStatus]}`;
  }
}

const ENDED = { REJECTED: 'Refusée', CANCELLED: 'Annulée', EXPIRED: 'Expirée' } as const;

/** A workflow that calls an operator stays until somebody has seen to it. */
const end = ({ state }: OrderRun): string => (state.attention.length === 0 ? 'Terminé.' : MONEY_WORDS);

function waitsWhilePending({ state, placed, withdrawal, mismatch }: OrderRun): string {
  if (withdrawal !== null)
    return 'Attend que Stripe ferme la page de paiement : le refus ou l’annulation suit.';
  switch (state.paymentStatus) {
    case 'AWAITING':
      return mismatch === null
        ? `Attend le paiement en ligne du client${by(paymentDeadline(placed, state.placedAt))} (recheckPayment le vérifie, cancel annule).`
        : 'Attend le bon paiement, sans limite, ou une annulation (cancel).';
    case 'PROCESSING':
      return 'Paiement en cours de confirmation chez Stripe : attend sa réponse, sans limite (recheckPayment la demande).';
    default:
      return `Attend la décision de la boutique (accept ou reject)${by(state.decisionDeadline)}, refus automatique ensuite (extendDecision la repousse).`;
  }
}

function by(until: Instant | null, what = 'jusqu’au '): string {
  return until === null ? '' : `, ${what}${parisWords(until)}`;
}
