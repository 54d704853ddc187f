// The port TokenVerifier on an issuer's JWKS: signature, algorithm, issuer, audience or origin, expiry.
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import { parseUserId } from '../../domain/ids.ts';
import type { TokenHolder, TokenVerdict, TokenVerifier } from '../../domain/ports/token-verifier.ts';
import { instant } from '../../domain/time.ts';

export interface TokenRules {
  readonly jwksUrl: URL;
  readonly issuer: string;
  /** Null for issuers like Clerk that name the page (`azp`) instead of an audience. */
  readonly audience: string | null;
  /** Where `azp` may point when there is no audience. */
  readonly origins: readonly string[];
}

/** Fixed here: a token never chooses how it is checked. No symmetric algorithm, so a public key is no secret. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
/** Seconds two machines' clocks may differ. */
const CLOCK_TOLERANCE = 5;
/** Milliseconds since 1970: the last that is still a date. */
const LATEST_TIME = 8.64e15;
/** Milliseconds to wait for the keys: less than a caller's patience. */
const KEYS_TIMEOUT = 3_000;

/** Errors that say something about the token; every other one says only that the keys could not be read. */
const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  errors.JWTClaimValidationFailed.code,
  errors.JWTExpired.code,
  errors.JWTInvalid.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
]);

/** Fetches the keys with the first token, and again when they grow old or an unknown key appears. */
export function openJwksTokens(rules: TokenRules): TokenVerifier {
  const keys = createRemoteJWKSet(rules.jwksUrl, { timeoutDuration: KEYS_TIMEOUT });
  const options: JWTVerifyOptions = {
    algorithms: ALGORITHMS,
    issuer: rules.issuer,
    clockTolerance: CLOCK_TOLERANCE,
    requiredClaims: ['exp', 'sub'],
    ...(rules.audience === null ? {} : { audience: rules.audience }),
  };
  return {
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keys, options);
        return readHolder(payload, rules);
      } catch (error) {
        return verdictOf(error);
      }
    },
  };
}

function verdictOf(error: unknown): TokenVerdict {
  const reason = error instanceof Error ? error.message : 'unknown error';
  const isAboutToken = error instanceof errors.JOSEError && TOKEN_ERRORS.has(error.code);
  return { kind: isAboutToken ? 'invalid' : 'keys_away', reason };
}

function readHolder(payload: JWTPayload, rules: TokenRules): TokenVerdict {
  if (rules.audience === null && !isKnownParty(payload.azp, rules.origins)) {
    return { kind: 'invalid', reason: 'azp is none of the allowed origins' };
  }
  // The library only sees to it that there is one: a list with one id in it would pass for that id.
  const userId = typeof payload.sub === 'string' ? parseUserId(payload.sub) : null;
  if (userId === null) return { kind: 'invalid', reason: 'sub is no user id' };
  const times = readTimes(payload);
  if (times === null) return { kind: 'invalid', reason: 'exp is no time, or iat lies ahead' };
  const holder: TokenHolder = {
    userId,
    email: typeof payload.email === 'string' ? payload.email : null,
    isOperator: payload.role === 'operator',
    ...times,
  };
  return { kind: 'valid', holder };
}

/** The library compares numbers, and does not ask whether they are times. Null for those that are none. */
function readTimes({ exp = 0, iat = 0 }: JWTPayload): Pick<TokenHolder, 'expiresAt'> | null {
  const isIssued = iat * 1_000 <= Date.now() + CLOCK_TOLERANCE * 1_000;
  return isIssued && exp * 1_000 <= LATEST_TIME ? { expiresAt: instant(exp * 1_000) } : null;
}

const isKnownParty = (azp: unknown, origins: readonly string[]): boolean =>
  typeof azp === 'string' && origins.includes(azp);
