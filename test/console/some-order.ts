// An order as the API would say it, for the tests of what the pages make of orders.
import type { Order } from '../../web/api/bodies.ts';

export const NOON = Date.parse('2026-11-25T11:00:00.000Z');

/** @param minutes from noon in Paris. */
export const at = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();

export const someOrder = (change: Partial<Order> = {}): Order => ({
  id: 'order00000001',
  shopId: 'boucherie-martin',
  status: 'PENDING',
  paymentStatus: 'PAID',
  paymentWords: 'Payée',
  paymentMethod: 'ONLINE',
  items: [{ productId: 'boeuf-bavette', name: 'Bavette', quantity: 500, unit: 'g', priceCents: 1245 }],
  totalCents: 1245,
  currency: 'EUR',
  pickupAt: null,
  pickupCode: 'K7MA',
  decisionDeadline: at(30),
  paidAt: at(0),
  refundedAt: null,
  rejectionReason: null,
  rejectionMessage: null,
  note: null,
  contactName: null,
  contactPhone: null,
  checkoutUrl: null,
  version: 3,
  createdAt: at(0),
  ...change,
});
