// Starts an order's workflow, or waits for one that was started by a request that lost its answer.
import type { OrderId } from '../../domain/ids.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { TemporalAway } from '../../domain/ports/fact-teller.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { Placement } from '../../workflows/messages.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { PlaceOutcome } from './order-commands.ts';
import { awaitsPayment } from './present-order.ts';

export type Placed =
  | {
      readonly kind: 'placed';
      readonly orderId: OrderId;
      readonly placement: Placement;
      readonly isNew: boolean;
    }
  /** The key named an order that needs no more starting. */
  | { readonly kind: 'existing'; readonly order: OrderView };

export const orderIdOf = (placed: Placed): OrderId =>
  placed.kind === 'placed' ? placed.orderId : placed.order.orderId;

type Parts = Pick<ApiParts, 'commands' | 'orders'>;

/** @param isNew false when an earlier request may have started it. */
export async function startOrder(parts: Parts, placed: PlacedOrder, isNew: boolean): Promise<Placed> {
  const { orderId } = placed;
  const outcome = await answered(parts, orderId, parts.commands.place(placed));
  if (outcome.kind === 'placed') return { ...outcome, orderId, isNew };
  return { kind: 'existing', order: await recorded(parts, orderId) };
}

/** For an order that is in the database: only one that waits for its payment page has to be waited for. */
export async function awaitStart(parts: Parts, order: OrderView): Promise<Placed> {
  if (!awaitsPayment(order) || order.checkoutUrl !== null) return { kind: 'existing', order };
  const { orderId } = order;
  const outcome = await answered(parts, orderId, parts.commands.awaitPlacement(orderId));
  if (outcome.kind === 'placed') return { ...outcome, orderId, isNew: false };
  return { kind: 'existing', order: await recorded(parts, orderId) };
}

/** The order's row. @throws Refusal when it is not written yet. */
export async function recorded(parts: Pick<ApiParts, 'orders'>, orderId: OrderId): Promise<OrderView> {
  const order = await parts.orders.byId(orderId);
  if (order === null) throw new Refusal('UNAVAILABLE');
  return order;
}

/** An order that exists but has no payment page yet waits for Stripe, and its customer should know. */
async function answered(parts: Parts, orderId: OrderId, asked: Promise<PlaceOutcome>): Promise<PlaceOutcome> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof TemporalAway)) throw error;
    const order = await parts.orders.byId(orderId);
    const waitsForStripe = order !== null && awaitsPayment(order) && order.checkoutUrl === null;
    throw new Refusal(waitsForStripe ? 'PAYMENT_UNAVAILABLE' : 'UNAVAILABLE');
  }
}
