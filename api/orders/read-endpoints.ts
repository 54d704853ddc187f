// Reading orders: one, its timeline, a customer's own, a shop's.

import type { OrderView, Page } from '../../domain/ports/orders-view.ts';
import type { CallerRole } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import { ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { ListQuery, listRequest, ShopListQuery, shopListRequest } from './list-query.ts';
import { OrderBody, OrderListBody, TimelineBody } from './order-body.ts';
import { presentEntry, presentOrder, presentOrders } from './present-order.ts';

export const readOrder = endpoint('order-reader', {
  tag: 'Commandes',
  summary: 'Lire une commande',
  body: null,
  query: null,
  answers: { 200: OrderBody },
  problems: [],
  handle: async ({ parts, access }) => ok(await presentOrder(parts, access.order, access.role)),
});

export const readTimeline = endpoint('order-reader', {
  tag: 'Commandes',
  summary: 'Lire ce qui est arrivé à une commande',
  body: null,
  query: null,
  answers: { 200: TimelineBody },
  problems: [],
  handle: async ({ parts, access: { order, role } }) => {
    const entries = await parts.orders.timeline(order.orderId);
    return ok({ data: entries.map((entry) => presentEntry(entry, role)), nextCursor: null });
  },
});

export const listOwnOrders = endpoint('customer', {
  tag: 'Commandes',
  summary: 'Mes commandes, la plus récente d’abord',
  body: null,
  query: ListQuery,
  answers: { 200: OrderListBody },
  problems: [],
  handle: async ({ parts, access: caller, query }) =>
    ok(
      await presentPage(parts, await parts.orders.ofCustomer(caller.userId, listRequest(query)), 'customer'),
    ),
});

export const listShopOrders = endpoint('shop-member', {
  tag: 'Boucher',
  summary: 'Les commandes de la boutique, la plus récente d’abord',
  body: null,
  query: ShopListQuery,
  answers: { 200: OrderListBody },
  problems: [],
  handle: async ({ parts, access: { shopId, role }, query }) =>
    ok(await presentPage(parts, await parts.orders.ofShop(shopId, shopListRequest(query)), role)),
});

async function presentPage(parts: ApiParts, page: Page<OrderView>, role: CallerRole) {
  return { data: await presentOrders(parts, page.data, role), nextCursor: page.nextCursor };
}
