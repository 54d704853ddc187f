// What the database says of every order: its row and its timeline.
import pg from 'pg';
import { z } from 'zod';
import { ORDER_STATUSES, PAYMENT_METHODS, PAYMENT_STATUSES } from '../../../domain/order-status.ts';
import { TIMELINE_KINDS } from '../../../domain/timeline.ts';

const Entry = z.object({ sequence: z.int(), kind: z.enum(TIMELINE_KINDS), actor: z.string() });

const Row = z.object({
  id: z.string(),
  shopId: z.string(),
  status: z.enum(ORDER_STATUSES),
  paymentStatus: z.enum(PAYMENT_STATUSES),
  paymentMethod: z.enum(PAYMENT_METHODS),
  totalCents: z.int(),
  version: z.int(),
  attention: z.array(z.string()),
  sessionId: z.string().nullable(),
  paymentIntentId: z.string().nullable(),
  refundId: z.string().nullable(),
  timeline: z.array(Entry),
});
export type OrderRow = z.infer<typeof Row>;

const ROWS = `
  SELECT o.id, o."shopId", o.status, o."paymentStatus", o."paymentMethod", o."totalCents", o.version,
         to_json(coalesce(o.attention, '{}')) AS attention,
         o."stripeSessionId" AS "sessionId", o."stripePaymentIntentId" AS "paymentIntentId",
         o."stripeRefundId" AS "refundId",
         (SELECT coalesce(json_agg(json_build_object('sequence', e.sequence, 'kind', e.kind, 'actor', e.actor)
                                   ORDER BY e.sequence), '[]')
            FROM "OrderEvent" e WHERE e."orderId" = o.id) AS timeline
    FROM "Order" o`;

/** @param url of the orders database. @returns by order id. */
export async function readRows(url: string): Promise<ReadonlyMap<string, OrderRow>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(ROWS);
    return new Map(rows.map((row: unknown) => Row.parse(row)).map((row) => [row.id, row]));
  } finally {
    await client.end();
  }
}
