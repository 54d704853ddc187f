// Port: how the API reads orders. The database answers; workflows are never asked for lists.

import type { OrderId, ShopId, UserId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Causes } from '../order-event.ts';
import type { OrderItem } from '../order-item.ts';
import type { OrderStatus, PaymentMethod, PaymentStatus, Reason } from '../order-status.ts';
import type { Instant } from '../time.ts';
import type { TimelineEntry } from '../timeline.ts';

export interface OrderView {
  readonly orderId: OrderId;
  readonly shopId: ShopId;
  readonly customerId: UserId;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly paymentMethod: PaymentMethod;
  readonly items: readonly OrderItem[];
  readonly total: Money;
  readonly pickupAt: Instant | null;
  readonly pickupCode: string;
  readonly decisionDeadline: Instant | null;
  readonly paidAt: Instant | null;
  readonly refundedAt: Instant | null;
  readonly reason: Reason | null;
  readonly stripeSessionId: string | null;
  readonly checkoutUrl: string | null;
  readonly checkoutExpiresAt: Instant | null;
  readonly attention: Causes;
  readonly version: number;
  readonly createdAt: Instant;
}

export interface Page<T> {
  readonly data: readonly T[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

export interface ListRequest {
  readonly statuses: readonly OrderStatus[];
  readonly cursor: string | null;
  /** 1 to 100. */
  readonly limit: number;
}

/** Of one shop: also by when it was placed, which is what a history is leafed through by. */
export interface ShopListRequest extends ListRequest {
  readonly placedFrom?: Instant | null;
  readonly placedBefore?: Instant | null;
}

export interface OrdersView {
  byId(orderId: OrderId): Promise<OrderView | null>;
  byPaymentIntent(paymentIntentId: string): Promise<OrderId | null>;
  /** Newest first. @throws InvalidCursor */
  ofCustomer(customerId: UserId, list: ListRequest): Promise<Page<OrderView>>;
  /** Newest first, without those whose payment is still awaited: they have not reached the shop. @throws InvalidCursor */
  ofShop(shopId: ShopId, list: ShopListRequest): Promise<Page<OrderView>>;
  /** In sequence, from the first entry. */
  timeline(orderId: OrderId): Promise<readonly TimelineEntry[]>;
}

export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}
