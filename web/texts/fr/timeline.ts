// French: what happened to an order, in words. What concerns nobody but operators is null and stays unsaid.
import type { TimelineKind } from '../../api/bodies.ts';

const KINDS: Readonly<Record<TimelineKind, string | null>> = {
  PLACED: 'Commande passée',
  CHECKOUT_OPENED: 'Page de paiement ouverte',
  PAYMENT_PROCESSING: 'Paiement en cours chez votre banque',
  PAYMENT_CONFIRMED: 'Paiement confirmé',
  PAYMENT_ABANDONED: 'Paiement abandonné, rien n’a été débité',
  PAYMENT_MISMATCH: 'Paiement à vérifier par Klik&Go',
  BUTCHER_ALERTED: 'Boucherie prévenue',
  BUTCHER_REMINDED: 'Boucherie relancée',
  ACCEPTED: 'Commande acceptée',
  REJECTED: 'Commande refusée',
  CANCELLED: 'Commande annulée',
  READY: 'Commande prête',
  COLLECTED: 'Commande retirée',
  NO_SHOW: 'Commande non retirée',
  REFUND_REQUESTED: 'Remboursement demandé',
  REFUND_PENDING: 'Remboursement en cours',
  REFUND_SUCCEEDED: 'Remboursement effectué',
  REFUND_FAILED: 'Remboursement échoué, la boutique vous contacte',
  DISPUTE_OPENED: 'Paiement contesté auprès de votre banque',
  DISPUTE_CLOSED: 'Contestation terminée',
  ATTENTION_RAISED: null,
  ATTENTION_CLEARED: null,
  ACKNOWLEDGED: null,
  DECISION_EXTENDED: 'La boutique a plus de temps pour répondre',
  PAYMENT_CHECKED: null,
  RESUMED: null,
  MESSAGE_REFUSED: null,
};

export const TIMELINE = { kinds: KINDS };
