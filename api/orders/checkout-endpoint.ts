// POST /api/checkout: places an order paid online, or opens the payment page of one that exists.
import type { z } from 'zod';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import { type Instant, isoTime } from '../../domain/time.ts';
import type { Caller } from '../auth/access.ts';
import { customerAccess } from '../auth/order-access.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { created, ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { CheckoutBody } from './order-body.ts';
import { parseIdempotencyKey } from './order-identity.ts';
import { CheckoutRequestBody } from './place-body.ts';
import { placeOrder } from './place-order.ts';
import { PLACING_PROBLEMS } from './placing-problems.ts';
import { awaitsPayment } from './present-order.ts';
import { awaitStart, orderIdOf, type Placed } from './start-order.ts';

type Checkout = z.input<typeof CheckoutBody>;

export const checkout = endpoint('customer', {
  tag: 'Commandes',
  summary: 'Commander et payer en ligne ; ou rouvrir la page de paiement d’une commande',
  body: CheckoutRequestBody,
  query: null,
  answers: { 200: CheckoutBody, 201: CheckoutBody },
  problems: [...PLACING_PROBLEMS, 'ORDER_NOT_FOUND', 'FORBIDDEN', 'CHECKOUT_CLOSED'],
  isIdempotent: true,
  handle: async ({ parts, access: caller, body, header, about }) => {
    if ('orderId' in body) {
      about(body.orderId);
      return ok(await reopen(parts, caller, body.orderId));
    }
    const key = parseIdempotencyKey(header('idempotency-key'));
    const wish = { ...body, paymentMethod: 'ONLINE' as const };
    const placed = await placeOrder(parts, { caller, wish, key });
    about(orderIdOf(placed));
    const page = await checkoutOf(parts, placed);
    return placed.kind === 'placed' && placed.isNew ? created(page) : ok(page);
  },
});

/** @throws Refusal `CHECKOUT_CLOSED` for an order that awaits no payment. */
async function reopen(parts: ApiParts, caller: Caller, orderId: OrderId): Promise<Checkout> {
  const found = await parts.orders.byId(orderId);
  if (found === null) throw new Refusal('ORDER_NOT_FOUND');
  const { order } = await customerAccess(parts, caller, found);
  if (!awaitsPayment(order)) throw new Refusal('CHECKOUT_CLOSED', { order });
  return checkoutOf(parts, await awaitStart(parts, order));
}

async function checkoutOf(parts: ApiParts, placed: Placed): Promise<Checkout> {
  if (placed.kind === 'existing') return recordedCheckout(placed.order);
  const { orderId, placement } = placed;
  if (placement.checkout !== null) return present(orderId, placement.checkout);
  const order = await parts.orders.byId(orderId);
  if (order === null) throw new Refusal('UNAVAILABLE');
  return recordedCheckout(order);
}

/** Also for an order paid or ended since: the same key is answered with the same page. */
function recordedCheckout(order: OrderView): Checkout {
  const { orderId, checkoutUrl: url, checkoutExpiresAt: expiresAt } = order;
  if (url !== null && expiresAt !== null) return present(orderId, { url, expiresAt });
  if (awaitsPayment(order)) throw new Refusal('PAYMENT_UNAVAILABLE');
  throw new Refusal('CHECKOUT_CLOSED', { order });
}

const present = (
  orderId: OrderId,
  page: { readonly url: string; readonly expiresAt: Instant },
): Checkout => ({
  orderId,
  url: page.url,
  expiresAt: isoTime(page.expiresAt),
});
