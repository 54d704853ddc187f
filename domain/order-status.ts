// The vocabulary of an order: its states, how it is paid, and why it may be refused.
export const ORDER_STATUSES = [
  'PENDING',
  'ACCEPTED',
  'READY',
  'COLLECTED',
  'REJECTED',
  'CANCELLED',
  'EXPIRED',
  'NO_SHOW',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const OPEN_STATUSES = ['PENDING', 'ACCEPTED', 'READY'] as const satisfies readonly OrderStatus[];

export const PAYMENT_STATUSES = [
  'DUE_AT_PICKUP',
  'AWAITING',
  'PROCESSING',
  'PAID',
  'ABANDONED',
  'REFUND_PENDING',
  'REFUNDED',
  'REFUND_FAILED',
  'DISPUTED',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const PAYMENT_METHODS = ['ONLINE', 'ON_PICKUP'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const REASONS = [
  'OUT_OF_STOCK',
  'TOO_BUSY',
  'CLOSED',
  'NO_ANSWER',
  'CUSTOMER_REQUEST',
  'OTHER',
] as const;
/** Why an order was rejected or cancelled. `NO_ANSWER` is the system's own. */
export type Reason = (typeof REASONS)[number];

export const isOpen = (status: OrderStatus): boolean => OPEN_STATUSES.some((open) => open === status);
