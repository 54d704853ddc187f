// The search attributes by which operators find orders in Temporal.
import type { OrderState } from './order-state.ts';
import type { PlacedOrder } from './placed-order.ts';

/** Names and types as Temporal's command line writes them; registered by `npm run setup:temporal`. */
export const SEARCH_ATTRIBUTES = {
  OrderStatus: 'Keyword',
  PaymentStatus: 'Keyword',
  PaymentMethod: 'Keyword',
  ShopId: 'Keyword',
  PickupAt: 'Datetime',
  NeedsAttention: 'Bool',
} as const;

export const ORDER_STATUS = { name: 'OrderStatus', type: 'KEYWORD' } as const;
export const PAYMENT_STATUS = { name: 'PaymentStatus', type: 'KEYWORD' } as const;
const PAYMENT_METHOD = { name: 'PaymentMethod', type: 'KEYWORD' } as const;
const SHOP_ID = { name: 'ShopId', type: 'KEYWORD' } as const;
const PICKUP_AT = { name: 'PickupAt', type: 'DATETIME' } as const;
const NEEDS_ATTENTION = { name: 'NeedsAttention', type: 'BOOL' } as const;

export type SearchAttributePair =
  | { readonly key: { readonly name: string; readonly type: 'KEYWORD' }; readonly value: string }
  | { readonly key: { readonly name: string; readonly type: 'DATETIME' }; readonly value: Date }
  | { readonly key: { readonly name: string; readonly type: 'BOOL' }; readonly value: boolean };

/** What never changes about an order. */
export function fixedAttributes(placed: PlacedOrder): SearchAttributePair[] {
  return [
    { key: PAYMENT_METHOD, value: placed.paymentMethod },
    { key: SHOP_ID, value: placed.shopId },
    ...(placed.pickupAt === null ? [] : [{ key: PICKUP_AT, value: new Date(placed.pickupAt) }]),
  ];
}

export type AttributedState = Pick<OrderState, 'status' | 'paymentStatus' | 'attention'>;

/** What follows the order's state. */
export function stateAttributes(state: AttributedState): SearchAttributePair[] {
  return [
    { key: ORDER_STATUS, value: state.status },
    { key: PAYMENT_STATUS, value: state.paymentStatus },
    attentionAttribute(state.attention.length > 0),
  ];
}

/** Also for what no order's state can tell: an order that cannot be written down, facts without an order, a run of the reconciliation. */
export const attentionAttribute = (isNeeded: boolean): SearchAttributePair => ({
  key: NEEDS_ATTENTION,
  value: isNeeded,
});

/** Only what differs: each upsert is an event in the order's history. */
export function changedAttributes(before: AttributedState, now: AttributedState): SearchAttributePair[] {
  const old = stateAttributes(before);
  return stateAttributes(now).filter((pair, index) => pair.value !== old[index]?.value);
}
