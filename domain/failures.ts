// Every way a request or an effect can fail, what HTTP answers, and whether trying again can help.
interface Failure {
  readonly http: number;
  /** Whether the same call may succeed later without anything being changed. */
  readonly retry: boolean;
  /** French, safe to show to anyone. */
  readonly detail: string;
}

export const FAILURES = {
  MALFORMED_REQUEST: { http: 400, retry: false, detail: 'Requête invalide' },
  INVALID_SIGNATURE: { http: 400, retry: false, detail: 'Signature invalide' },
  UNAUTHENTICATED: { http: 401, retry: false, detail: 'Non authentifié' },
  FORBIDDEN: { http: 403, retry: false, detail: 'Action non autorisée' },
  ORDER_NOT_FOUND: { http: 404, retry: false, detail: 'Commande non trouvée' },
  SHOP_NOT_FOUND: { http: 404, retry: false, detail: 'Boutique non trouvée' },
  ROUTE_NOT_FOUND: { http: 404, retry: false, detail: 'Adresse inconnue' },
  METHOD_NOT_ALLOWED: { http: 405, retry: false, detail: 'Méthode non autorisée à cette adresse' },
  TOO_LATE: {
    http: 409,
    retry: false,
    detail: 'La commande a changé entre-temps : cette action n’est plus possible',
  },
  NOT_ALLOWED_YET: {
    http: 409,
    retry: false,
    detail: 'Cette action n’est pas encore possible pour cette commande',
  },
  NOT_PAID: { http: 409, retry: false, detail: 'La commande n’est pas encore payée' },
  NOTHING_TO_REFUND: {
    http: 409,
    retry: false,
    detail: 'Aucun remboursement à relancer pour cette commande',
  },
  NOTHING_TO_ACKNOWLEDGE: {
    http: 409,
    retry: false,
    detail: 'Cette alerte n’est pas levée sur cette commande',
  },
  CAUSE_STANDS: {
    http: 409,
    retry: false,
    detail: 'La cause de cette alerte est toujours là : elle ne peut pas être classée',
  },
  NOTHING_TO_CHECK: {
    http: 409,
    retry: false,
    detail: 'Cette commande n’a pas de page de paiement chez Stripe',
  },
  CHECKOUT_CLOSED: { http: 409, retry: false, detail: 'Cette commande n’attend plus de paiement' },
  BODY_TOO_LARGE: { http: 413, retry: false, detail: 'Requête trop volumineuse' },
  UNSUPPORTED_MEDIA_TYPE: {
    http: 415,
    retry: false,
    detail: 'Envoyez du JSON (Content-Type: application/json)',
  },
  UNKNOWN_PRODUCT: {
    http: 422,
    retry: false,
    detail: 'Un produit n’existe pas ou n’est plus vendu dans cette boutique',
  },
  WRONG_UNIT: { http: 422, retry: false, detail: 'L’unité ne correspond pas au produit' },
  QUANTITY_OUT_OF_RANGE: {
    http: 422,
    retry: false,
    detail: 'Quantité hors limites : au plus 20 kg ou 100 pièces par ligne',
  },
  TOTAL_OUT_OF_RANGE: {
    http: 422,
    retry: false,
    detail: 'Le total doit être compris entre 0,50 € et 5 000 €',
  },
  PICKUP_IN_PAST: { http: 422, retry: false, detail: 'L’heure de retrait est déjà passée' },
  SHOP_CLOSED: { http: 422, retry: false, detail: 'La boutique est fermée à l’heure de retrait demandée' },
  DEADLINE_OUT_OF_BOUNDS: {
    http: 422,
    retry: false,
    detail:
      'Nouvelle échéance impossible : elle doit être plus tard que l’actuelle, de 24 h au plus, et avant l’heure de retrait',
  },
  IDEMPOTENCY_MISMATCH: {
    http: 422,
    retry: false,
    detail: 'Cette clé Idempotency-Key a déjà servi pour une autre commande',
  },
  TOO_MANY_REQUESTS: { http: 429, retry: true, detail: 'Trop de requêtes, réessayez dans un instant' },
  TOO_MANY_UNPAID_ORDERS: {
    http: 429,
    retry: true,
    detail:
      'Trop de vos commandes ne sont pas encore payées : payez, retirez ou annulez-en une, puis réessayez',
  },
  SHOP_FULL: {
    http: 429,
    retry: true,
    detail:
      'La boutique a trop de commandes en cours : réessayez plus tard, ou commandez dans une autre boutique',
  },
  INTERNAL: { http: 500, retry: false, detail: 'Erreur interne' },
  UNAVAILABLE: {
    http: 503,
    retry: true,
    detail: 'Service momentanément indisponible, réessayez dans un instant',
  },
  PAYMENT_UNAVAILABLE: {
    http: 503,
    retry: true,
    detail: 'Le paiement en ligne est momentanément indisponible, réessayez dans un instant',
  },
  STRIPE_UNKNOWN: { http: 503, retry: true, detail: 'La réponse de Stripe n’est pas connue' },
  STRIPE_UNREADABLE: { http: 503, retry: true, detail: 'Ce que dit Stripe est illisible' },
  STRIPE_KEY_REFUSED: { http: 503, retry: true, detail: 'La clé Stripe est refusée' },
  STRIPE_REQUEST_REFUSED: { http: 500, retry: false, detail: 'Stripe refuse la demande' },
  ORDER_DECIDING: { http: 503, retry: true, detail: 'La commande est en train de changer' },
  NOTICE_NOT_TAKEN: { http: 503, retry: true, detail: 'Le message n’a pas encore été accepté' },
  NOTICE_GIVEN_UP: { http: 500, retry: false, detail: 'Le message n’a pas pu être remis' },
  WRITE_REFUSED: { http: 500, retry: false, detail: 'La base de données refuse la commande' },
  STALE_WRITE: { http: 500, retry: false, detail: 'La base de données est en avance sur la commande' },
} as const satisfies Record<string, Failure>;

export type FailureCode = keyof typeof FAILURES;

/** @returns null when the text is no code of ours. */
export function parseFailureCode(text: string): FailureCode | null {
  return isFailureCode(text) ? text : null;
}

function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(FAILURES, text);
}
