// French: what the pages say of a problem in place of the server's own sentence, by its code. Most sentences are the server's.
export const PROBLEMS: Problems = {
  UNAUTHENTICATED: 'Vous n’êtes plus connecté : reconnectez-vous, puis réessayez.',
  SHOP_NOT_FOUND: 'Cette boutique n’existe pas, ou ne vend plus ici.',
  IDEMPOTENCY_MISMATCH: 'Une commande a déjà été passée avec ce panier. Retrouvez-la dans vos commandes.',
  INTERNAL: 'Quelque chose s’est mal passé de notre côté. Réessayez dans un instant.',
  FOREIGN_ANSWER: 'Le service ne répond pas comme prévu. Réessayez dans un instant.',
};

/** By code; a code that is not in it is told in the server's words. `FOREIGN_ANSWER`: something in between has answered. */
export type Problems = Readonly<Partial<Record<string, string>>> & {
  readonly FOREIGN_ANSWER: string;
};
