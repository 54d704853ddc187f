// Port: what the API asks an order's workflow to do. Answers are values; being away is an exception.
import type { Actor } from '../../domain/actor.ts';
import type { FailureCode } from '../../domain/failures.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/order-status.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { Placement } from '../../workflows/messages.ts';

export type Decision =
  | { readonly kind: 'accept'; readonly by: Actor }
  | { readonly kind: 'reject'; readonly by: Actor; readonly reason: Reason }
  | { readonly kind: 'ready'; readonly by: Actor }
  | { readonly kind: 'collect'; readonly by: Actor }
  | { readonly kind: 'noShow'; readonly by: Actor }
  | { readonly kind: 'cancel'; readonly by: Actor; readonly reason: Reason };

/** `ended`: no workflow of the order runs any more (or ever did); the database knows how it went. */
export type PlaceOutcome =
  | { readonly kind: 'placed'; readonly placement: Placement }
  | { readonly kind: 'ended' };

export type DecisionOutcome =
  /** Recorded: the database shows it. */
  | { readonly kind: 'decided' }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'ended' };

/** Each throws TemporalAway when nothing is known of what became of it. */
export interface OrderCommands {
  /** Starts the order, or joins the one of the same id, and waits until the customer can go on. */
  place(placed: PlacedOrder): Promise<PlaceOutcome>;
  /** Waits for an order that was started before. */
  awaitPlacement(orderId: OrderId): Promise<PlaceOutcome>;
  decide(orderId: OrderId, decision: Decision): Promise<DecisionOutcome>;
  /** Asks the order to look its session up at Stripe; nothing happens to an order that has ended. */
  checkPayment(orderId: OrderId): Promise<void>;
  ping(): Promise<void>;
}
