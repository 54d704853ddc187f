// The statements that read single orders, each in one round trip.
import type { Statement } from './database.ts';

const ITEMS = `(
  SELECT coalesce(json_agg(item ORDER BY item."line"), '[]') FROM "OrderItem" AS item WHERE item."orderId" = found."id"
) AS items`;

/** $1 id. The order with its items. */
export const ORDER_BY_ID: Statement = {
  name: 'order_by_id',
  text: `SELECT row_to_json(answer) AS row
FROM (SELECT found.*, ${ITEMS} FROM "Order" AS found WHERE found."id" = $1) AS answer`,
};

/** $1 id. The order with its items and its shop. */
export const STORED_ORDER: Statement = {
  name: 'stored_order',
  text: `SELECT row_to_json(answer) AS row
FROM (
  SELECT found.*, ${ITEMS}, json_build_object('name', shop."name", 'hours', shop."hours",
    'paymentWindowMs', shop."paymentWindowMs", 'decisionWindowMs', shop."decisionWindowMs",
    'pickupGraceMs', shop."pickupGraceMs") AS shop
  FROM "Order" AS found JOIN "Shop" AS shop ON shop."id" = found."shopId" WHERE found."id" = $1
) AS answer`,
};

/** $1 id. What the checkout at Stripe is made of. */
export const CHECKOUT_ORDER: Statement = {
  name: 'checkout_order',
  text: `SELECT row_to_json(answer) AS row
FROM (
  SELECT found."totalCents", ${ITEMS}, contact."email"
  FROM "Order" AS found LEFT JOIN "OrderPrivate" AS contact ON contact."orderId" = found."id" WHERE found."id" = $1
) AS answer`,
};

/** $1 payment intent. Its order's id. */
export const ORDER_BY_PAYMENT: Statement = {
  name: 'order_by_payment',
  text: `SELECT "id" AS row FROM "Order" WHERE "stripePaymentIntentId" = $1`,
};

/** $1 id. */
export const TIMELINE: Statement = {
  name: 'timeline',
  text: `SELECT row_to_json(entry) AS row FROM "OrderEvent" AS entry WHERE "orderId" = $1 ORDER BY "sequence"`,
};

/** An order paid online reaches its shop with the payment: before, it is nothing to work on. */
const REACHED_SHOP = `NOT (found."status" = 'PENDING' AND found."paymentStatus" IN ('AWAITING', 'PROCESSING'))`;

export interface ListShape {
  readonly owner: 'customerId' | 'shopId';
  readonly byStatus: boolean;
  readonly byTime: boolean;
  readonly older: boolean;
}

/**
 * $1 owner, $2 limit, then what the shape has of: statuses; earliest and first too late time; time and id of the last
 * order seen. Unnamed on purpose: which index serves best depends on the statuses asked for.
 */
export function orderList({ owner, byStatus, byTime, older }: ListShape): Statement {
  let last = 2;
  const next = (): string => {
    last += 1;
    return `$${last}`;
  };
  const conditions = [
    `found."${owner}" = $1`,
    ...(owner === 'shopId' ? [REACHED_SHOP] : []),
    ...(byStatus ? [`found."status" = ANY (${next()}::"OrderStatus"[])`] : []),
    ...(byTime
      ? [`found."createdAt" >= ${next()}::timestamp`, `found."createdAt" < ${next()}::timestamp`]
      : []),
    ...(older ? [`(found."createdAt", found."id") < (${next()}::timestamp, ${next()})`] : []),
  ];
  return {
    text: `SELECT row_to_json(answer) AS row
FROM (
  SELECT found.*, ${ITEMS} FROM "Order" AS found WHERE ${conditions.join(' AND ')}
  ORDER BY found."createdAt" DESC, found."id" DESC LIMIT $2
) AS answer`,
  };
}
