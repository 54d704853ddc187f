// The rows of an order: what the statements answer as JSON, and the domain values they become.
import { z } from 'zod';
import { parseActor } from '../../domain/actor.ts';
import { causes } from '../../domain/attention.ts';
import { parseOrderId, parseProductId, parseShopId, parseUserId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import { ATTENTION_CODES } from '../../domain/order-event.ts';
import { type OrderItem, UNITS } from '../../domain/order-item.ts';
import { ORDER_STATUSES, PAYMENT_METHODS, PAYMENT_STATUSES, REASONS } from '../../domain/order-status.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import { TIMELINE_KINDS, type TimelineEntry } from '../../domain/timeline.ts';
import { parsed, parseRow, time } from './row-columns.ts';

const cents = z.int();
/** Null as long as there was none. */
const causeColumn = z
  .array(z.enum(ATTENTION_CODES))
  .nullable()
  .transform((codes) => causes(...(codes ?? [])));

export const itemRow = z
  .object({
    productId: parsed(parseProductId),
    name: z.string(),
    quantity: z.int(),
    unit: z.enum(UNITS),
    priceCents: cents,
  })
  .transform(({ priceCents, ...item }): OrderItem => ({ ...item, price: euros(priceCents) }));

export const orderRow = z.object({
  id: parsed(parseOrderId),
  shopId: parsed(parseShopId),
  customerId: parsed(parseUserId),
  status: z.enum(ORDER_STATUSES),
  paymentStatus: z.enum(PAYMENT_STATUSES),
  paymentMethod: z.enum(PAYMENT_METHODS),
  items: z.array(itemRow),
  totalCents: cents,
  pickupAt: time.nullable(),
  pickupCode: z.string(),
  decisionDeadline: time.nullable(),
  readyAt: time.nullable(),
  paidAt: time.nullable(),
  refundedAt: time.nullable(),
  stripeSessionId: z.string().nullable(),
  stripePaymentIntentId: z.string().nullable(),
  stripeRefundId: z.string().nullable(),
  stripeLivemode: z.boolean().nullable(),
  checkoutUrl: z.string().nullable(),
  checkoutExpiresAt: time.nullable(),
  refundGeneration: z.int().nullable(),
  stripeDisputeId: z.string().nullable(),
  isDisputeOver: z.boolean().nullable(),
  rejectionReason: z.enum(REASONS).nullable(),
  attention: causeColumn,
  acknowledged: causeColumn,
  version: z.int(),
  createdAt: time,
});
export type OrderRow = z.infer<typeof orderRow>;

export const timelineEntryRow = z.object({
  sequence: z.int(),
  kind: z.enum(TIMELINE_KINDS),
  actor: parsed(parseActor),
  at: time,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** @throws when the row is none of ours. */
export function orderView(found: unknown): OrderView {
  const row = parseRow(orderRow, 'Order', found);
  return {
    orderId: row.id,
    shopId: row.shopId,
    customerId: row.customerId,
    status: row.status,
    paymentStatus: row.paymentStatus,
    paymentMethod: row.paymentMethod,
    items: row.items,
    total: euros(row.totalCents),
    pickupAt: row.pickupAt,
    pickupCode: row.pickupCode,
    decisionDeadline: row.decisionDeadline,
    paidAt: row.paidAt,
    refundedAt: row.refundedAt,
    reason: row.rejectionReason,
    stripeSessionId: row.stripeSessionId,
    checkoutUrl: row.checkoutUrl,
    checkoutExpiresAt: row.checkoutExpiresAt,
    attention: row.attention,
    version: row.version,
    createdAt: row.createdAt,
  };
}

export function timelineRow(found: unknown): TimelineEntry {
  return parseRow(timelineEntryRow, 'OrderEvent', found);
}
