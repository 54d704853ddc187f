// The ports Catalogue and Memberships on PostgreSQL.
import { z } from 'zod';
import { parseProductId, parseShopId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import { PRICED_PER } from '../../domain/order-item.ts';
import type { Catalogue, Memberships, Product, Shop } from '../../domain/ports/catalogue.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parsed, parseRow } from './row-columns.ts';
import { shopFacts, shopRow } from './shop-row.ts';

/** Column by column: where a shop is reached, and its secret, are no part of the catalogue. */
const SHOP_WITH_PRODUCTS = `SELECT found."id", found."name", found."hours", found."paymentWindowMs",
  found."decisionWindowMs", found."pickupGraceMs", (
    SELECT coalesce(json_agg(product ORDER BY product."position"), '[]') FROM "Product" AS product
    WHERE product."shopId" = found."id" AND product."onSale"
  ) AS products FROM "Shop" AS found`;

const SHOPS: Statement = {
  name: 'shops',
  text: `SELECT row_to_json(answer) AS row FROM (${SHOP_WITH_PRODUCTS} ORDER BY found."name") AS answer`,
};

/** $1 id. */
const SHOP: Statement = {
  name: 'shop',
  text: `SELECT row_to_json(answer) AS row FROM (${SHOP_WITH_PRODUCTS} WHERE found."id" = $1) AS answer`,
};

/** $1 user, $2 shop. No row without the shop. */
const IS_MEMBER: Statement = {
  name: 'is_member',
  text: `SELECT EXISTS (SELECT 1 FROM "ShopMember" WHERE "userId" = $1 AND "shopId" = shop."id") AS row
    FROM "Shop" AS shop WHERE shop."id" = $2`,
};

/** $1 user. */
const SHOPS_OF: Statement = {
  name: 'shops_of',
  text: `SELECT json_build_object('id', shop."id", 'name', shop."name") AS row
    FROM "ShopMember" AS member JOIN "Shop" AS shop ON shop."id" = member."shopId"
    WHERE member."userId" = $1 ORDER BY shop."name"`,
};

const memberRow = z
  .object({ id: parsed(parseShopId), name: z.string() })
  .transform(({ id, name }) => ({ shopId: id, name }));

const productRow = z
  .object({
    id: parsed(parseProductId),
    name: z.string(),
    category: z.string(),
    unitPriceCents: z.int(),
    pricedPer: z.enum(PRICED_PER),
  })
  .transform(
    ({ id, unitPriceCents, ...product }): Product => ({
      ...product,
      productId: id,
      unitPrice: euros(unitPriceCents),
    }),
  );

const fullRow = shopRow.extend({ id: parsed(parseShopId), products: z.array(productRow) });

export function openCatalogue(database: OrdersDatabase): Catalogue {
  return {
    shops: async () => (await database.rows(SHOPS, [])).map(shop),
    shop: async (shopId) => {
      const [row] = await database.rows(SHOP, [shopId]);
      return row === undefined ? null : shop(row);
    },
  };
}

export function openMemberships(database: OrdersDatabase): Memberships {
  return {
    isMember: async (userId, shopId) => {
      const [isMember] = await database.rows(IS_MEMBER, [userId, shopId]);
      return isMember === undefined ? null : isMember === true;
    },
    shopsOf: async (userId) =>
      (await database.rows(SHOPS_OF, [userId])).map((row) => parseRow(memberRow, 'Shop', row)),
  };
}

function shop(found: unknown): Shop {
  const { id, products, ...row } = parseRow(fullRow, 'Shop', found);
  return { shopId: id, products, ...shopFacts(row) };
}
