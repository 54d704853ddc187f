// What the API says of an order, its list, and its timeline. Absent facts are null.
import { z } from 'zod';
import { ACTOR_ROLES } from '../../domain/actor.ts';
import { CURRENCY } from '../../domain/money.ts';
import { UNITS } from '../../domain/order-item.ts';
import { ORDER_STATUSES, PAYMENT_METHODS, PAYMENT_STATUSES, REASONS } from '../../domain/order-status.ts';
import { TIMELINE_KINDS } from '../../domain/timeline.ts';

const Time = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-23T09:30:00.000Z' });

export const ItemBody = z
  .strictObject({
    productId: z.string(),
    name: z.string(),
    quantity: z.number(),
    unit: z.enum(UNITS),
    priceCents: z.int().meta({ description: 'The whole line' }),
  })
  .meta({ id: 'Item' });

const FOR_WHOM = 'For the customer and the butchers of the shop; null for anyone else';

export const OrderBody = z
  .strictObject({
    id: z.string(),
    shopId: z.string(),
    status: z.enum(ORDER_STATUSES),
    paymentStatus: z.enum(PAYMENT_STATUSES),
    paymentWords: z.string().meta({
      description: 'Where the money stands, in French, for whoever reads',
      example: 'Remboursement en cours',
    }),
    paymentMethod: z.enum(PAYMENT_METHODS),
    items: z.array(ItemBody),
    totalCents: z.int(),
    currency: z.literal(CURRENCY),
    pickupAt: Time.nullable(),
    pickupCode: z.string().meta({ description: 'What the customer says at the counter', example: 'K7MA' }),
    decisionDeadline: Time.nullable(),
    paidAt: Time.nullable(),
    refundedAt: Time.nullable(),
    rejectionReason: z.enum(REASONS).nullable(),
    rejectionMessage: z.string().nullable().meta({ description: 'What the butcher wrote with it' }),
    note: z
      .string()
      .nullable()
      .meta({ description: `What the customer wishes. ${FOR_WHOM}` }),
    contactName: z
      .string()
      .nullable()
      .meta({ description: `Who comes for it. ${FOR_WHOM}` }),
    contactPhone: z.string().nullable().meta({ description: FOR_WHOM }),
    checkoutUrl: z
      .string()
      .nullable()
      .meta({ description: 'Where to pay; null when nothing is to be paid online' }),
    version: z.int(),
    createdAt: Time,
  })
  .meta({ id: 'Order' });

export const OrderListBody = z
  .strictObject({ data: z.array(OrderBody), nextCursor: z.string().nullable() })
  .meta({ id: 'OrderList' });

export const TimelineEntryBody = z
  .strictObject({
    sequence: z.int().min(1),
    kind: z.enum(TIMELINE_KINDS),
    actor: z.string().meta({ description: `One of ${ACTOR_ROLES.join(', ')}; with the id for operators` }),
    at: Time,
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'TimelineEntry' });

export const StreamEventBody = TimelineEntryBody.extend({ orderId: z.string() }).meta({
  id: 'StreamEvent',
  description:
    'Après `event: ready`, une ligne par fait : `event: timeline`, `id` la position à renvoyer dans `Last-Event-ID`. ' +
    'Une entrée reçue une seconde fois remplace la première et ce qui la suivait.',
});

export const TimelineBody = z
  .strictObject({ data: z.array(TimelineEntryBody), nextCursor: z.null() })
  .meta({ id: 'Timeline' });

export const CheckoutBody = z
  .strictObject({ orderId: z.string(), url: z.url(), expiresAt: Time })
  .meta({ id: 'Checkout' });

export const QuoteBody = z
  .strictObject({ items: z.array(ItemBody), totalCents: z.int() })
  .meta({ id: 'Quote' });
