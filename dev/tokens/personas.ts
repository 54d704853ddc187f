// Who the development tokens are for; the seed makes the butchers members of their shops.
import { BOUCHERIE_MARTIN } from '../../prisma/seed/boucherie-martin.ts';
import { DEMO_EXPRESS } from '../../prisma/seed/demo-express.ts';
import { MAISON_DUBOIS } from '../../prisma/seed/maison-dubois.ts';
import type { TokenWish } from './issuer.ts';

export const CUSTOMER = { sub: 'user_marie', email: 'marie@example.fr' } as const;
export const OTHER_CUSTOMER = { sub: 'user_paul', email: 'paul@example.fr' } as const;
export const OPERATOR = { sub: 'user_operator', role: 'operator' } as const;

export const butcherOf = (shopId: string): { readonly sub: string } => ({ sub: `user_boucher_${shopId}` });

/** Not from the seed itself: that loads Prisma's client, which a fresh checkout has yet to generate. */
export const SHOPS = [BOUCHERIE_MARTIN, MAISON_DUBOIS, DEMO_EXPRESS];

export interface Persona {
  /** As the sign-in page's buttons name them. */
  readonly label: string;
  readonly wish: TokenWish;
}

export const PERSONAS: readonly Persona[] = [
  { label: 'Marie, cliente', wish: CUSTOMER },
  { label: 'Paul, client', wish: OTHER_CUSTOMER },
  ...SHOPS.map(({ id, name }) => ({ label: `Boucher de ${name}`, wish: butcherOf(id) })),
  { label: 'Opératrice', wish: OPERATOR },
];
