// Counts a request for whom it comes from, and refuses what is too much.
import type { UserId } from '../../domain/ids.ts';
import type { Asking } from '../../domain/ports/request-limits.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Exchange } from '../routing/exchange.ts';
import { countedAddress } from './counted-address.ts';

type Parts = Pick<ApiParts, 'limits'>;

/** Before anything else is done for it. @throws Refusal `TOO_MANY_REQUESTS` */
export async function admitAddress(parts: Parts, { limit, request }: Exchange): Promise<void> {
  // A webhook is not counted before its signature is known to be none.
  if (limit === 'free' || limit === 'forgeries') return;
  await admit(parts, { limit, by: 'address', who: countedAddress(request) });
}

/** As soon as it is known who calls. @throws Refusal `TOO_MANY_REQUESTS` */
export async function admitUser(parts: Parts, { limit }: Exchange, userId: UserId): Promise<void> {
  if (limit !== 'free') await admit(parts, { limit, by: 'user', who: userId });
}

/** A webhook nobody signed. @throws Refusal `TOO_MANY_REQUESTS` where there were many from the same address. */
export function countForgery(parts: Parts, { request }: Exchange): Promise<void> {
  return admit(parts, { limit: 'forgeries', by: 'address', who: countedAddress(request) });
}

async function admit({ limits }: Parts, asking: Asking): Promise<void> {
  const wait = await limits.take(asking);
  if (wait === null) return;
  const { limit, by } = asking;
  throw new Refusal('TOO_MANY_REQUESTS', { retryAfter: wait, throttled: { limit, by } });
}
