// Who the development tokens are for; the seed makes the butchers members of their shops.
export const CUSTOMER = { sub: 'user_marie', email: 'marie@example.fr' } as const;
export const OTHER_CUSTOMER = { sub: 'user_paul', email: 'paul@example.fr' } as const;
export const OPERATOR = { sub: 'user_operator', role: 'operator' } as const;

export const butcherOf = (shopId: string): { readonly sub: string } => ({ sub: `user_boucher_${shopId}` });
