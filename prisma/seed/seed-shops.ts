// Fills a database with shops to try the service on. May run again: seeded rows get their seeded values back.
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../infra/generated/prisma/client.ts';
import { BOUCHERIE_MARTIN } from './boucherie-martin.ts';
import { DEMO_EXPRESS } from './demo-express.ts';
import { MAISON_DUBOIS } from './maison-dubois.ts';
import type { ShopSeed } from './shop-seed.ts';

export const SHOPS: readonly ShopSeed[] = [BOUCHERIE_MARTIN, MAISON_DUBOIS, DEMO_EXPRESS];

/** @param databaseUrl a database with all migrations. Rows that the seed does not name stay as they are. */
export async function seed(databaseUrl: string): Promise<void> {
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: 1 });
  const database = new PrismaClient({ adapter });
  try {
    for (const shop of SHOPS) await seedShop(database, shop);
  } finally {
    await database.$disconnect();
  }
}

async function seedShop(database: PrismaClient, shop: ShopSeed): Promise<void> {
  const row = {
    name: shop.name,
    email: shop.email,
    hours: shop.hours.map((interval) => ({ ...interval })),
    paymentWindowMs: shop.policy.paymentWindow,
    decisionWindowMs: shop.policy.decisionWindow,
    pickupGraceMs: shop.policy.pickupGrace,
  };
  await database.shop.upsert({ where: { id: shop.id }, create: { id: shop.id, ...row }, update: row });
  for (const [index, { id, ...product }] of shop.products.entries()) {
    const values = { ...product, position: index + 1 };
    const shopId_id = { shopId: shop.id, id };
    await database.product.upsert({
      where: { shopId_id },
      create: { ...shopId_id, ...values },
      update: values,
    });
  }
  const members = shop.members.map((userId) => ({ shopId: shop.id, userId }));
  await database.shopMember.createMany({ data: members, skipDuplicates: true });
}
