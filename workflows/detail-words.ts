// French words for what an operator has to know about an order's money.
import type { AttentionCode } from '../domain/order-event.ts';
import type { PaymentStatus } from '../domain/order-status.ts';

export const ATTENTION_WORDS: Readonly<Record<AttentionCode, string>> = {
  STRIPE_KEY_REFUSED: 'Stripe refuse la clé : corrigez STRIPE_SECRET_KEY, la commande reprendra seule.',
  STRIPE_REQUEST_REFUSED:
    'Stripe refuse la demande : voir l’activité, elle réessaie seule, au plus tard toutes les heures ; abandonnée, classez (acknowledge).',
  STRIPE_UNREADABLE:
    'Les réponses de Stripe sont illisibles : vérifiez STRIPE_API_BASE et la version de l’API, la commande reprendra seule.',
  EVENT_UNREADABLE:
    'Un événement de Stripe est illisible (voir l’historique) : comparez avec le paiement chez Stripe, puis classez (acknowledge).',
  PAYMENT_MISMATCH:
    'Un paiement reçu ne correspond pas à la commande : rendez-le chez Stripe, annulez si elle attend encore (cancel), puis classez (acknowledge).',
  REFUND_FAILED: 'Le remboursement a échoué : vérifiez chez Stripe, puis relancez (retryRefund).',
  DISPUTED:
    'Le client conteste le paiement auprès de sa banque : répondez chez Stripe ; perdu, classez (acknowledge).',
  REFUNDED_ELSEWHERE:
    'Argent rendu depuis Stripe alors que la commande continue : annulez (cancel), ou encaissez au retrait et classez (acknowledge).',
};

export const CUSTODY_WORDS = {
  MISSING:
    'Stripe parle d’argent pour une commande absente de la base : restaurez-la et tout reprend seul, ou réglez chez Stripe puis annulez ce workflow (Cancel).',
  OPEN: 'La commande est ouverte dans la base mais son workflow a fini : vérifiez la base, puis démarrez resumedOrderWorkflow sous l’identifiant de la commande, ou annulez ce workflow (Cancel).',
} as const;

/** Behind an order that was fulfilled, or not fetched, and still calls an operator. */
export const MONEY_WORDS = 'Reste ouvert jusqu’à ce que l’alerte soit réglée ou classée.';

export const REFUND_WORDS: Readonly<Record<PaymentStatus, string>> = {
  DUE_AT_PICKUP: 'Rien n’a été payé.',
  AWAITING: 'Rien n’a été payé.',
  PROCESSING: 'Attend la réponse de Stripe sur le paiement.',
  PAID: 'Remboursement à faire.',
  ABANDONED: 'Rien n’a été payé.',
  REFUND_PENDING: 'Remboursement en cours : attend la réponse de Stripe.',
  REFUNDED: 'Remboursée en totalité.',
  REFUND_FAILED: 'Remboursement en échec : attend retryRefund ; faute de fonds, nouvel essai chaque jour.',
  DISPUTED: 'Paiement contesté : aucun remboursement ne part.',
};

export const WRITE_REFUSED_WORDS =
  'La base de données refuse d’enregistrer la commande (voir l’activité en attente) : elle réessaie jusqu’à ce que ce soit réparé.';
