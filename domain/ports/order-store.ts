// Port: where orders are written. Each write is one transaction with its timeline entries, and idempotent.
import type { OrderId } from '../ids.ts';
import type { OrderState } from '../order-state.ts';
import type { OrderStatus } from '../order-status.ts';
import type { PlacedOrder } from '../placed-order.ts';
import type { Instant } from '../time.ts';
import type { TimelineEntry } from '../timeline.ts';

/** A batch of consecutive steps of one order. `state.version` is the sequence of the last entry. */
export interface OrderChange {
  readonly orderId: OrderId;
  /** The version, and the status, the row must have. */
  readonly fromVersion: number;
  readonly fromStatus: OrderStatus;
  readonly state: OrderState;
  readonly entries: readonly TimelineEntry[];
  /**
   * When the workflow decided so, and the version it knew to stand. A worker may die after its writes, before Temporal
   * knows of them: the workflow then decides anew, perhaps otherwise, and the later decision stands.
   */
  readonly decidedAt: Instant;
  readonly settledVersion: number;
}

export interface OrderStore {
  /**
   * Inserts the order, its items, its pickup code (unique among the shop's open orders) and the entry `PLACED`.
   * Placing an order that exists changes nothing. @returns the pickup code, and whether the order was written now.
   */
  place(
    placed: PlacedOrder,
    placedAt: Instant,
  ): Promise<{ readonly pickupCode: string; readonly isNew: boolean }>;
  /**
   * Writes a change, in place of earlier decisions that are not settled. One that is already written, or overtaken by
   * a later decision, changes nothing. @returns those of its entries that nobody had written before: decided anew, a
   * change mostly says what it said. @throws StaleWrite when the row knows nothing of `fromVersion`, WriteRefused when a
   * rule of the database forbids the state.
   */
  record(change: OrderChange): Promise<readonly TimelineEntry[]>;
  /** The frozen order and the customer's e-mail address, for building the checkout; null when unknown. */
  checkoutOrder(orderId: OrderId): Promise<CheckoutOrder | null>;
  /** An order as it was last recorded, for going on with one whose workflow has ended; null when unknown. */
  load(orderId: OrderId): Promise<StoredOrder | null>;
}

export interface StoredOrder {
  /** Policy and hours are the shop's present ones; a decision deadline that was set stands in the state. */
  readonly placed: PlacedOrder;
  readonly state: OrderState;
  readonly pickupCode: string;
}

export interface CheckoutOrder {
  readonly placed: Pick<PlacedOrder, 'orderId' | 'items' | 'total'>;
  readonly email: string | null;
}

/** The database is at another version than the writer believes: a bug or a foreign hand, never retried blindly. */
export class StaleWrite extends Error {
  override readonly name = 'StaleWrite';
}

/** What is written breaks a rule of the database, such as one payment for two orders: writing it again will not help. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
}
