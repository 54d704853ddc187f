// One guard per policy: lets the request pass with what it proved, or refuses it.
import { parseShopId } from '../../domain/ids.ts';
import { countForgery } from '../limits/admit.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Exchange } from '../routing/exchange.ts';
import { readRaw } from '../routing/request-body.ts';
import type { Access, Caller, Policy } from './access.ts';
import { authenticate } from './credentials.ts';
import { customerAccess, deciderAccess, findOrder, readerAccess } from './order-access.ts';

export type Guard<P extends Policy> = (parts: ApiParts, exchange: Exchange) => Promise<Access[P]>;

export const GUARDS: { readonly [P in Policy]: Guard<P> } = {
  public: async () => null,
  visitor: recognise,
  customer: authenticate,
  'shop-member': admitShopMember,
  'order-reader': async (parts, exchange) => {
    const caller = await authenticate(parts, exchange);
    return readerAccess(parts, caller, await findOrder(parts, exchange));
  },
  'order-customer': async (parts, exchange) => {
    const caller = await authenticate(parts, exchange);
    return customerAccess(parts, caller, await findOrder(parts, exchange));
  },
  'order-decider': async (parts, exchange) => {
    const caller = await authenticate(parts, exchange);
    return deciderAccess(parts, caller, await findOrder(parts, exchange));
  },
  stripe: verifyWebhook,
};

/** A page is shown to anyone; a token that is no good is as good as none. */
async function recognise(parts: ApiParts, exchange: Exchange): Promise<Caller | null> {
  try {
    return await authenticate(parts, exchange);
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'TOO_MANY_REQUESTS') return null;
    throw error;
  }
}

/** Shops are public, so a foreign shop is forbidden, not hidden. */
async function admitShopMember(parts: ApiParts, exchange: Exchange): Promise<Access['shop-member']> {
  const caller = await authenticate(parts, exchange);
  const shopId = parseShopId(exchange.param('shopId'));
  const isMember = shopId === null ? null : await parts.memberships.isMember(caller.userId, shopId);
  if (shopId === null || isMember === null) throw new Refusal('SHOP_NOT_FOUND');
  if (isMember) return { caller, shopId, role: 'butcher' };
  if (caller.isOperator) return { caller, shopId, role: 'operator' };
  throw new Refusal('FORBIDDEN');
}

/** Nothing is read from the body before its signature is verified; whoever signed is never counted, nor refused. */
async function verifyWebhook(parts: ApiParts, exchange: Exchange): Promise<Access['stripe']> {
  const body = await readRaw(exchange);
  const webhook = parts.webhooks.verify(body, exchange.header('stripe-signature') ?? undefined);
  if (webhook.kind === 'forged') {
    parts.measures.webhook({ outcome: 'forged', lag: null });
    await countForgery(parts, exchange);
    throw new Refusal('INVALID_SIGNATURE');
  }
  return webhook;
}
