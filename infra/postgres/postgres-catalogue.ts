// The ports Catalogue and Memberships on PostgreSQL.
import { parseProductId, parseShopId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import type { ShopPolicy } from '../../domain/policy.ts';
import type { Catalogue, Memberships, Product, Shop } from '../../domain/ports/catalogue.ts';
import { milliseconds } from '../../domain/time.ts';
import type { Product as ProductRow, Shop as ShopRow } from '../generated/prisma/client.ts';
import type { OrdersDatabase } from './database.ts';
import { parseOpeningHours } from './opening-hours-column.ts';
import { known } from './order-rows.ts';

export function openCatalogue(database: OrdersDatabase): Catalogue {
  const products = { where: { onSale: true }, orderBy: { position: 'asc' } } as const;
  return {
    shops: async () => {
      const rows = await database.shop.findMany({ orderBy: { name: 'asc' }, include: { products } });
      return rows.map((row) => shop(row, row.products));
    },
    shop: async (shopId) => {
      const row = await database.shop.findUnique({ where: { id: shopId }, include: { products } });
      return row === null ? null : shop(row, row.products);
    },
  };
}

export function openMemberships(database: OrdersDatabase): Memberships {
  return {
    isMember: async (userId, shopId) => {
      const where = { shopId_userId: { shopId, userId } };
      return (await database.shopMember.findUnique({ where })) !== null;
    },
  };
}

function shop(row: ShopRow, products: readonly ProductRow[]): Shop {
  return {
    shopId: known(parseShopId(row.id), 'Shop.id'),
    name: row.name,
    hours: known(parseOpeningHours(row.hours), 'Shop.hours'),
    policy: shopPolicy(row),
    products: products.map(product),
  };
}

export function shopPolicy(row: ShopRow): ShopPolicy {
  return {
    paymentWindow: milliseconds(row.paymentWindowMs),
    decisionWindow: milliseconds(row.decisionWindowMs),
    pickupGrace: milliseconds(row.pickupGraceMs),
  };
}

function product(row: ProductRow): Product {
  return {
    productId: known(parseProductId(row.id), 'Product.id'),
    name: row.name,
    category: row.category,
    unitPrice: euros(row.unitPriceCents),
    pricedPer: row.pricedPer,
  };
}
