// A token issuer with a JWKS endpoint, and tokens good and bad.
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { serveKeys } from './key-endpoint.ts';

export const AUDIENCE = 'klikandgo-orders';

export interface TokenWish {
  readonly sub?: string | null;
  readonly claims?: JWTPayload;
  readonly issuer?: string;
  readonly audience?: string | null;
  /** Seconds from now; null leaves `exp` out. */
  readonly expiresIn?: number | null;
  /** `stranger`: the right key id, another key. */
  readonly signedBy?: 'issuer' | 'stranger' | 'unknown-kid';
}

export interface Issuer {
  readonly jwksUrl: URL;
  readonly issuer: string;
  /** The public key as anyone can read it. */
  readonly publicKey: string;
  token(wish?: TokenWish): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<Issuer> {
  const own = await generateKeyPair('ES256', { extractable: true });
  const foreign = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const endpoint = await serveKeys(() => [jwk]);
  const { issuer } = endpoint;
  return {
    jwksUrl: endpoint.url,
    issuer,
    publicKey: JSON.stringify(jwk),
    token: (wish = {}) =>
      claimsOf(wish, issuer)
        .setProtectedHeader({ alg: 'ES256', kid: wish.signedBy === 'unknown-kid' ? 'k2' : 'k1' })
        .sign((wish.signedBy ?? 'issuer') === 'issuer' ? own.privateKey : foreign.privateKey),
    close: () => endpoint.close(),
  };
}

const ORDINARY = { sub: 'user_marie', audience: AUDIENCE, expiresIn: 600 };

export function claimsOf(wish: TokenWish, issuer: string): SignJWT {
  const token = new SignJWT(wish.claims ?? {}).setIssuer(wish.issuer ?? issuer).setIssuedAt();
  const { sub, audience, expiresIn } = { ...ORDINARY, ...wish };
  if (sub !== null) token.setSubject(sub);
  if (audience !== null) token.setAudience(audience);
  if (expiresIn !== null) token.setExpirationTime(Math.floor(Date.now() / 1_000) + expiresIn);
  return token;
}
