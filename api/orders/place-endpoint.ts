// POST /api/orders: places an order, paid online or at the counter.
import { created, ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { OrderBody } from './order-body.ts';
import { parseIdempotencyKey } from './order-identity.ts';
import { PlaceOrderBody } from './place-body.ts';
import { placeOrder } from './place-order.ts';
import { PLACING_PROBLEMS } from './placing-problems.ts';
import { presentOrder } from './present-order.ts';
import { orderIdOf, recorded } from './start-order.ts';

export const place = endpoint('customer', {
  tag: 'Commandes',
  summary: 'Commander',
  body: PlaceOrderBody,
  query: null,
  answers: { 200: OrderBody, 201: OrderBody },
  problems: PLACING_PROBLEMS,
  isIdempotent: true,
  handle: async ({ parts, access: caller, body: wish, header, about }) => {
    const key = parseIdempotencyKey(header('idempotency-key'));
    const placed = await placeOrder(parts, { caller, wish, key });
    about(orderIdOf(placed));
    if (placed.kind === 'existing') return ok(await presentOrder(parts, placed.order, 'customer'));
    const order = await presentOrder(parts, await recorded(parts, placed.orderId), 'customer');
    return placed.isNew ? created(order) : ok(order);
  },
});
