// Fills a database with shops to try the service on. May run again: seeded rows get their seeded values back.
import { type Database, openDatabase } from '../../infra/postgres/database.ts';
import { BOUCHERIE_MARTIN } from './boucherie-martin.ts';
import { DEMO_EXPRESS } from './demo-express.ts';
import { MAISON_DUBOIS } from './maison-dubois.ts';
import { SEED_MEMBERS, SEED_PRODUCTS, SEED_SHOP } from './seed-sql.ts';
import type { ShopSeed } from './shop-seed.ts';

export const SHOPS: readonly ShopSeed[] = [BOUCHERIE_MARTIN, MAISON_DUBOIS, DEMO_EXPRESS];

/** @param databaseUrl a database with all migrations. Rows that the seed does not name stay as they are. */
export async function seed(databaseUrl: string): Promise<void> {
  const database = openDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    for (const shop of SHOPS) await seedShop(database, shop);
  } finally {
    await database.close();
  }
}

async function seedShop(database: Database, shop: ShopSeed): Promise<void> {
  const { id, name, email, hours, policy, products, members } = shop;
  const row = {
    id,
    name,
    email,
    hours,
    paymentWindowMs: policy.paymentWindow,
    decisionWindowMs: policy.decisionWindow,
    pickupGraceMs: policy.pickupGrace,
  };
  const goods = products.map((product, index) => ({ ...product, shopId: id, position: index + 1 }));
  await database.rows(SEED_SHOP, [JSON.stringify(row)]);
  await database.rows(SEED_PRODUCTS, [JSON.stringify(goods)]);
  await database.rows(SEED_MEMBERS, [id, members]);
}
