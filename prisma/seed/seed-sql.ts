// The statements that seed a shop. Each may run again: named rows get their seeded values back, others stay as they are.
import type { Statement } from '../../infra/postgres/database.ts';

/** $1 the shop (JSON of its columns). */
export const SEED_SHOP: Statement = {
  text: `INSERT INTO "Shop" ("id", "name", "email", "hours", "paymentWindowMs", "decisionWindowMs", "pickupGraceMs")
SELECT "id", "name", "email", "hours", "paymentWindowMs", "decisionWindowMs", "pickupGraceMs"
FROM jsonb_populate_record(NULL::"Shop", $1::jsonb)
ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "email" = excluded."email", "hours" = excluded."hours",
  "paymentWindowMs" = excluded."paymentWindowMs", "decisionWindowMs" = excluded."decisionWindowMs",
  "pickupGraceMs" = excluded."pickupGraceMs"
RETURNING true AS row`,
};

/** $1 products (JSON list of their columns). */
export const SEED_PRODUCTS: Statement = {
  text: `INSERT INTO "Product" ("shopId", "id", "name", "category", "unitPriceCents", "pricedPer", "position")
SELECT "shopId", "id", "name", "category", "unitPriceCents", "pricedPer", "position"
FROM jsonb_populate_recordset(NULL::"Product", $1::jsonb)
ON CONFLICT ("shopId", "id") DO UPDATE SET "name" = excluded."name", "category" = excluded."category",
  "unitPriceCents" = excluded."unitPriceCents", "pricedPer" = excluded."pricedPer", "position" = excluded."position"
RETURNING true AS row`,
};

/** $1 shop, $2 user ids. */
export const SEED_MEMBERS: Statement = {
  text: `INSERT INTO "ShopMember" ("shopId", "userId") SELECT $1, unnest($2::text[])
ON CONFLICT DO NOTHING
RETURNING true AS row`,
};
