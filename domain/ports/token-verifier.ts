// Port: tells who a token speaks for, or that it speaks for nobody.
import type { UserId } from '../ids.ts';
import type { Instant } from '../time.ts';

export interface TokenHolder {
  readonly userId: UserId;
  readonly email: string | null;
  readonly isOperator: boolean;
  /** From then on the token says nothing any more. */
  readonly expiresAt: Instant;
}

/** `keys_away`: the issuer's keys cannot be read now, so nothing is known about the token. */
export type TokenVerdict =
  | { readonly kind: 'valid'; readonly holder: TokenHolder }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'keys_away'; readonly reason: string };

export interface TokenVerifier {
  verify(token: string): Promise<TokenVerdict>;
}
