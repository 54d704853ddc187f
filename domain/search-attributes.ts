// The search attributes by which operators find orders in Temporal, with their Temporal types.
export const SEARCH_ATTRIBUTES = {
  OrderStatus: 'Keyword',
  PaymentStatus: 'Keyword',
  PaymentMethod: 'Keyword',
  ShopId: 'Keyword',
  PickupAt: 'Datetime',
  NeedsAttention: 'Bool',
} as const;
