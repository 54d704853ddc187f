// English: every problem the API knows, by its code; the server's own sentences are French.
import type { Texts } from '../fr.ts';

const UNAVAILABLE = 'The service is away for a moment. Try again shortly.';
const INTERNAL = 'Something went wrong on our side. Try again shortly.';

export const PROBLEMS: Texts['problems'] = {
  MALFORMED_REQUEST: 'Something in this is not as expected. Check what you entered.',
  INVALID_SIGNATURE: 'The signature is not valid.',
  UNAUTHENTICATED: 'You are no longer signed in: sign in again, then try once more.',
  FORBIDDEN: 'You are not allowed to do this.',
  ORDER_NOT_FOUND: 'Order not found',
  SHOP_NOT_FOUND: 'This shop does not exist, or no longer sells here.',
  ROUTE_NOT_FOUND: 'There is nothing at this address.',
  METHOD_NOT_ALLOWED: 'This cannot be done at this address.',
  TOO_LATE: 'The order has changed meanwhile: this is no longer possible.',
  NOT_ALLOWED_YET: 'This is not possible yet for this order.',
  NOT_PAID: 'The order is not paid yet.',
  NOTHING_TO_REFUND: 'There is no refund to try again for this order.',
  CHECKOUT_CLOSED: 'This order no longer waits for a payment.',
  BODY_TOO_LARGE: 'This is too much to send at once.',
  UNSUPPORTED_MEDIA_TYPE: 'This is sent in a form that is not understood.',
  UNKNOWN_PRODUCT: 'A product does not exist, or is no longer sold in this shop.',
  WRONG_UNIT: 'The unit does not fit the product.',
  QUANTITY_OUT_OF_RANGE: 'Quantity out of range: at most 20 kg or 100 pieces a line.',
  TOTAL_OUT_OF_RANGE: 'The total must be between €0.50 and €5,000.',
  PICKUP_IN_PAST: 'The pickup time is already past.',
  SHOP_CLOSED: 'The shop is closed at the pickup time you chose.',
  IDEMPOTENCY_MISMATCH: 'An order has already been placed with this basket. Find it among your orders.',
  TOO_MANY_REQUESTS: 'Too many requests at once. Try again shortly.',
  INTERNAL,
  UNAVAILABLE,
  PAYMENT_UNAVAILABLE: 'Online payment is away for a moment. Try again shortly.',
  STRIPE_UNKNOWN: 'We do not know yet what the bank answered. Try again shortly.',
  STRIPE_UNREADABLE: 'The bank’s answer could not be read. Try again shortly.',
  STRIPE_KEY_REFUSED: 'Online payment is not available at the moment.',
  STRIPE_REQUEST_REFUSED: 'The payment could not be prepared.',
  ORDER_DECIDING: 'The order is changing right now. Try again shortly.',
  NOTICE_NOT_TAKEN: 'The message was not taken yet.',
  NOTICE_GIVEN_UP: 'The message could not be delivered.',
  WRITE_REFUSED: INTERNAL,
  STALE_WRITE: INTERNAL,
  FOREIGN_ANSWER: 'The service does not answer as expected. Try again shortly.',
};
