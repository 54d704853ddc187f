// What may keep an order from being placed, for the API's documentation.
import type { FailureCode } from '../../domain/failures.ts';

export const QUOTING_PROBLEMS = [
  'SHOP_NOT_FOUND',
  'UNKNOWN_PRODUCT',
  'WRONG_UNIT',
  'QUANTITY_OUT_OF_RANGE',
  'TOTAL_OUT_OF_RANGE',
] as const satisfies readonly FailureCode[];

export const PLACING_PROBLEMS = [
  ...QUOTING_PROBLEMS,
  'PICKUP_IN_PAST',
  'SHOP_CLOSED',
  'IDEMPOTENCY_MISMATCH',
  'PAYMENT_UNAVAILABLE',
  'TOO_MANY_UNPAID_ORDERS',
  'SHOP_FULL',
] as const satisfies readonly FailureCode[];
