// Carries a person's decision to the order, and answers with what was recorded.
import { type Actor, actor } from '../../domain/actor.ts';
import { isOpen, type OrderStatus } from '../../domain/order-status.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { Caller, CallerRole } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Decision } from './order-commands.ts';
import { recorded } from './start-order.ts';

type Parts = Pick<ApiParts, 'commands' | 'orders' | 'reviver'>;

/** Where each decision leads. */
const LEADS_TO = {
  accept: 'ACCEPTED',
  reject: 'REJECTED',
  ready: 'READY',
  collect: 'COLLECTED',
  noShow: 'NO_SHOW',
  cancel: 'CANCELLED',
} as const satisfies Record<Decision['kind'], OrderStatus>;

/** @returns the order as recorded. @throws Refusal with the order's present status. */
export async function decide(parts: Parts, { orderId }: OrderView, decision: Decision): Promise<OrderView> {
  const outcome = await parts.commands.decide(orderId, decision);
  const order = await recorded(parts, orderId);
  switch (outcome.kind) {
    case 'decided':
      return order;
    case 'refused':
      throw new Refusal(outcome.code, { order });
    case 'ended':
      if (order.status === LEADS_TO[decision.kind]) return order;
      // An open order without a workflow was lost: it goes on, and the decision may be sent again.
      if (isOpen(order.status) && (await parts.reviver.resume(orderId))) throw new Refusal('UNAVAILABLE');
      throw new Refusal('TOO_LATE', { order });
  }
}

export const actorOf = (role: CallerRole, { userId }: Caller): Actor => actor(role, userId);
