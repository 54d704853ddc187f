// Places an order: checks the wish, prices it, keeps its private part, starts its workflow.

import type { OrderId } from '../../domain/ids.ts';
import { isOpenAt } from '../../domain/opening-hours.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { Shop } from '../../domain/ports/catalogue.ts';
import type { Instant } from '../../domain/time.ts';
import type { Caller } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { checkCaps } from './order-caps.ts';
import { fingerprintOf, orderIdFor } from './order-identity.ts';
import type { Wish } from './place-body.ts';
import { priced } from './price-wish.ts';
import { usableEmail } from './sent-text.ts';
import { awaitStart, type Placed, startOrder } from './start-order.ts';

export interface PlaceRequest {
  readonly caller: Caller;
  readonly wish: Wish;
  /** `Idempotency-Key` */
  readonly key: string | null;
}

/** @throws Refusal; nothing was written then but, from the start on, the private details. */
export async function placeOrder(parts: ApiParts, request: PlaceRequest): Promise<Placed> {
  const orderId = orderIdFor(request.caller.userId, request.key);
  const [shop, existing] = await Promise.all([
    parts.catalogue.shop(request.wish.shopId),
    request.key === null ? null : parts.orders.byId(orderId),
  ]);
  if (existing !== null) {
    await keepDetails(parts, request, orderId);
    return awaitStart(parts, existing);
  }
  const placed = checkedOrder(shop, request, { orderId, now: parts.now() });
  await checkCaps(parts, placed, request.key);
  const kept = await keepDetails(parts, request, orderId);
  return startOrder(parts, placed, kept === 'kept');
}

/** @throws Refusal for a key that already served for another wish. */
async function keepDetails(
  parts: ApiParts,
  { caller, wish }: PlaceRequest,
  orderId: OrderId,
): Promise<'kept' | 'already_kept'> {
  const { name, phone, email } = wish.contact;
  const details = { note: wish.note, name, phone, email: email ?? usableEmail(caller.email) };
  const kept = await parts.privateDetails.keep(orderId, details, fingerprintOf(wish));
  if (kept === 'mismatch') throw new Refusal('IDEMPOTENCY_MISMATCH');
  return kept;
}

/** @throws Refusal for a wish that cannot be. */
function checkedOrder(
  shop: Shop | null,
  { caller, wish }: PlaceRequest,
  { orderId, now }: { readonly orderId: OrderId; readonly now: Instant },
): PlacedOrder {
  if (shop === null) throw new Refusal('SHOP_NOT_FOUND');
  checkPickup(shop, wish.pickupAt, now);
  const { items, total } = priced(shop, wish.items);
  return {
    orderId,
    shopId: shop.shopId,
    shopName: shop.name,
    customerId: caller.userId,
    paymentMethod: wish.paymentMethod,
    items,
    total,
    pickupAt: wish.pickupAt,
    policy: shop.policy,
    hours: shop.hours,
  };
}

function checkPickup({ hours }: Shop, pickupAt: Instant | null, now: Instant): void {
  if (pickupAt === null) return;
  if (pickupAt <= now) throw new Refusal('PICKUP_IN_PAST');
  if (!isOpenAt(hours, pickupAt)) throw new Refusal('SHOP_CLOSED');
}
