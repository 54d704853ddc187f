// Finds out who calls: a bearer token, or the session cookie, which unsafe methods must send from our own pages.
import type { Request } from 'express';
import { admitUser } from '../limits/admit.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Exchange } from '../routing/exchange.ts';
import type { Caller } from './access.ts';

const SESSION_COOKIE = '__session';
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD'];
const BEARER = /^Bearer +([\w.~+/=-]+) *$/i;

type Parts = Pick<ApiParts, 'tokens' | 'origins' | 'log'>;

/** @throws Refusal `UNAUTHENTICATED`, `FORBIDDEN` for a cookie sent from a foreign page, `TOO_MANY_REQUESTS`, `UNAVAILABLE`. */
export async function authenticate(
  parts: Parts & Pick<ApiParts, 'limits'>,
  exchange: Exchange,
): Promise<Caller> {
  const caller = await identify(parts, exchange.request);
  await admitUser(parts, exchange, caller.userId);
  return caller;
}

/** Counts nothing. @throws Refusal as `authenticate`, but for `TOO_MANY_REQUESTS`. */
export async function identify(parts: Parts, request: Request): Promise<Caller> {
  // Of several, Node would take the first and a proxy in front of it perhaps the last: then nobody knows who calls.
  const [authorization, ...others] = request.headersDistinct.authorization ?? [];
  if (others.length > 0) throw new Refusal('UNAUTHENTICATED');
  if (authorization !== undefined) return verified(parts, BEARER.exec(authorization)?.[1]);
  const session = sessionOf(request.headers.cookie);
  if (session === undefined) throw new Refusal('UNAUTHENTICATED');
  if (!SAFE_METHODS.includes(request.method) && !isOurs(parts, request.headers.origin)) {
    throw new Refusal('FORBIDDEN');
  }
  return verified(parts, session);
}

/** @throws Refusal */
async function verified(parts: Parts, token: string | undefined): Promise<Caller> {
  if (token === undefined) throw new Refusal('UNAUTHENTICATED');
  const verdict = await parts.tokens.verify(token);
  switch (verdict.kind) {
    case 'valid':
      return verdict.holder;
    case 'invalid':
      parts.log.debug({ reason: verdict.reason }, 'token refused');
      throw new Refusal('UNAUTHENTICATED');
    case 'keys_away':
      parts.log.warn({ reason: verdict.reason }, 'the keys of the token issuer cannot be read');
      throw new Refusal('UNAVAILABLE');
  }
}

const isOurs = ({ origins }: Parts, origin: string | undefined): boolean =>
  origin !== undefined && origins.includes(origin);

function sessionOf(cookies: string | undefined): string | undefined {
  const pairs = cookies?.split(';').map((pair) => pair.trim()) ?? [];
  return pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1);
}
