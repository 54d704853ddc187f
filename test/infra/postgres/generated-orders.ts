// A database as busy shops leave it after years: orders by the hundred thousand, made by PostgreSQL itself.
import type { OrderDatabase } from './order-database.ts';

/** Orders; `TEST_ORDERS=1000000 npm test -- test/infra/postgres/list-plans.test.ts` for a day on which it matters. */
export const ORDERS = Number(process.env.TEST_ORDERS ?? '100000');
/** Ordinary customers have a few dozen orders, and one is a canteen with a tenth of a percent of all. */
const CUSTOMERS = Math.ceil(ORDERS / 40);

/** Every order a minute after the last; the newest few hundred are not through yet. Counter orders, two lines, three entries each. */
export async function generateOrders({ sql }: OrderDatabase): Promise<void> {
  // A notice for each row of a bulk load is nothing that happens.
  await sql('ALTER TABLE "OrderEvent" DISABLE TRIGGER USER');
  await sql(
    `INSERT INTO "Order" ("id", "shopId", "customerId", "status", "paymentStatus", "paymentMethod",
       "totalCents", "currency", "pickupCode", "version", "createdAt", "settledVersion", "decidedAt", "paidAt")
     SELECT 'bulk' || lpad(n::text, 8, '0'), (ARRAY['boucherie-martin', 'maison-dubois', 'demo-express'])[1 + n % 3],
       CASE WHEN n % 1000 = 0 THEN 'user_marie' ELSE 'user_' || n % ${CUSTOMERS} END,
       status::"OrderStatus", CASE WHEN status = 'COLLECTED' THEN 'PAID' ELSE 'DUE_AT_PICKUP' END::"PaymentStatus",
       'ON_PICKUP', 1000, 'EUR', 'C' || n, 3, at, 3, at, CASE WHEN status = 'COLLECTED' THEN at END
     FROM (
       SELECT n, timestamp '2024-01-01' + n * interval '1 minute' AS at, CASE
         WHEN n > $1::int - 300 THEN (ARRAY['PENDING', 'ACCEPTED', 'READY'])[1 + n / 3 % 3]
         ELSE (ARRAY['COLLECTED', 'COLLECTED', 'COLLECTED', 'REJECTED', 'CANCELLED', 'NO_SHOW'])[1 + n / 3 % 6]
       END AS status
       FROM generate_series(1, $1::int) AS n
     ) AS made`,
    [ORDERS],
  );
  await sql(
    `INSERT INTO "OrderItem" ("orderId", "line", "productId", "name", "quantity", "unit", "priceCents")
     SELECT "id", line, 'boeuf-bavette', 'Bavette de bœuf', 500, 'g', 500
     FROM "Order", generate_series(1, 2) AS line`,
  );
  await sql(
    `INSERT INTO "OrderEvent" ("orderId", "sequence", "kind", "actor", "at", "data", "shopId", "position")
     SELECT "id", step, (ARRAY['PLACED', 'BUTCHER_ALERTED', 'ACCEPTED'])[step]::"TimelineKind", 'system', "createdAt", '{}',
       "shopId", row_number() OVER (PARTITION BY "shopId" ORDER BY "createdAt", step)
     FROM "Order", generate_series(1, 3) AS step`,
  );
  await sql(
    `INSERT INTO "OrderPrivate" ("orderId", "note", "keptAt") SELECT "id", 'Sans os', "createdAt" FROM "Order"`,
  );
  await sql('ALTER TABLE "OrderEvent" ENABLE TRIGGER USER');
  await sql('VACUUM ANALYZE');
}
