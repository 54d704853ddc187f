// Port: how many orders of a customer and of a shop are open, for the caps on both.
import type { ShopId, UserId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** Where counting may stop: beyond its cap nobody asks how far. */
export interface OrderCaps {
  /** Of one customer, in all shops: awaiting their payment online, or to be paid at the counter. */
  readonly unpaidPerCustomer: number;
  /** Of all customers. */
  readonly openPerShop: number;
}

export interface OpenOrderCounts {
  readonly unpaid: number;
  /** When the first of them ends unless it is paid; null when none has a payment page. */
  readonly unpaidUntil: Instant | null;
  readonly open: number;
}

export interface OpenOrders {
  /** Orders that are written: those being placed at this moment are not among them. */
  count(
    of: { readonly customerId: UserId; readonly shopId: ShopId },
    caps: OrderCaps,
  ): Promise<OpenOrderCounts>;
}
