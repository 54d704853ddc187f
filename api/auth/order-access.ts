// In what capacity someone sees an order. Who may not see it is told what one is told of an order that is not there.
import { parseOrderId } from '../../domain/ids.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Exchange } from '../routing/exchange.ts';
import type { Caller, CallerRole, OrderAccess } from './access.ts';

type Parts = Pick<ApiParts, 'orders' | 'memberships'>;

/** The order of the path. @throws Refusal `ORDER_NOT_FOUND` */
export async function findOrder(parts: Parts, exchange: Exchange): Promise<OrderView> {
  const orderId = parseOrderId(exchange.param('orderId'));
  const order = orderId === null ? null : await parts.orders.byId(orderId);
  if (order === null) throw new Refusal('ORDER_NOT_FOUND');
  return order;
}

/** A customer who is also a member of the shop sees their own order as its customer. */
export async function readerAccess(
  parts: Parts,
  caller: Caller,
  order: OrderView,
): Promise<OrderAccess<CallerRole>> {
  if (order.customerId === caller.userId) return { caller, order, role: 'customer' };
  const role = await shopRole(parts, caller, order);
  if (role === null) throw new Refusal('ORDER_NOT_FOUND');
  return { caller, order, role };
}

export async function customerAccess(
  parts: Parts,
  caller: Caller,
  order: OrderView,
): Promise<OrderAccess<'customer'>> {
  const { role } = await readerAccess(parts, caller, order);
  if (role !== 'customer') throw new Refusal('FORBIDDEN');
  return { caller, order, role };
}

/** Here a member of the shop decides as its butcher, also on an order of their own. */
export async function deciderAccess(
  parts: Parts,
  caller: Caller,
  order: OrderView,
): Promise<OrderAccess<'butcher' | 'operator'>> {
  const role = await shopRole(parts, caller, order);
  if (role !== null) return { caller, order, role };
  throw new Refusal(order.customerId === caller.userId ? 'FORBIDDEN' : 'ORDER_NOT_FOUND');
}

async function shopRole(
  parts: Parts,
  caller: Caller,
  order: OrderView,
): Promise<'butcher' | 'operator' | null> {
  if (await parts.memberships.isMember(caller.userId, order.shopId)) return 'butcher';
  return caller.isOperator ? 'operator' : null;
}
