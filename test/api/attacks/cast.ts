// Who calls: five people with good tokens, one with none, and four whose tokens are bad; and the headers they send.
import type { SignJWT } from 'jose';
import type { Issuer, TokenWish } from '../issuer.ts';
import { claimsOf } from '../issuer.ts';

export const PEOPLE = ['customer', 'foreign customer', 'butcher', 'foreign butcher', 'operator'] as const;
export const STRANGERS = ['none', 'expired', 'wrong issuer', 'wrong audience', 'wrong algorithm'] as const;
export type Person = (typeof PEOPLE)[number];
export type Stranger = (typeof STRANGERS)[number];
export type CallerName = Person | Stranger;

/** The customer's order is at the butcher's shop, `boucherie-martin`. */
const GOOD: Readonly<Record<Person, TokenWish>> = {
  customer: { sub: 'user_marie', claims: { email: 'marie@example.fr' } },
  'foreign customer': { sub: 'user_paul' },
  butcher: { sub: 'user_boucher_boucherie-martin' },
  'foreign butcher': { sub: 'user_boucher_maison-dubois' },
  operator: { sub: 'user_operator', claims: { role: 'operator' } },
};
/** The most powerful of all, but for one thing. */
const BAD: Readonly<Record<Exclude<Stranger, 'none' | 'wrong algorithm'>, TokenWish>> = {
  expired: { ...GOOD.operator, expiresIn: -3_600 },
  'wrong issuer': { ...GOOD.operator, issuer: 'https://issuer.example' },
  'wrong audience': { ...GOOD.operator, audience: 'another' },
};

export type Cast = Readonly<Record<CallerName, string | null>>;

/** @returns the token of each; null for who has none. */
export async function assembleCast(issuer: Issuer): Promise<Cast> {
  const tokens: Partial<Record<CallerName, string>> = {};
  for (const who of PEOPLE) tokens[who] = await issuer.token(GOOD[who]);
  for (const who of ['expired', 'wrong issuer', 'wrong audience'] as const)
    tokens[who] = await issuer.token(BAD[who]);
  tokens['wrong algorithm'] = await signedWithPublicKey(issuer);
  // Every name but `none` was given a token above.
  return { ...tokens, none: null } as Cast;
}

function signedWithPublicKey({ issuer, publicKey }: Issuer): Promise<string> {
  const forged: SignJWT = claimsOf(GOOD.operator, issuer).setProtectedHeader({ alg: 'HS256', kid: 'k1' });
  return forged.sign(new TextEncoder().encode(publicKey));
}

export const bearer = (token: string | null): string[] =>
  token === null ? [] : ['Authorization', `Bearer ${token}`];
