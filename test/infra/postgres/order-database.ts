// A migrated database with the seeded shops, and the stores on it.
import pg from 'pg';
import type { OrderFeed } from '../../../domain/ports/order-feed.ts';
import { type Database, openDatabase } from '../../../infra/postgres/database.ts';
import { openOrderFeed } from '../../../infra/postgres/postgres-order-feed.ts';
import { openOrderStore } from '../../../infra/postgres/postgres-order-store.ts';
import { openOrdersView } from '../../../infra/postgres/postgres-orders-view.ts';
import { seed } from '../../../prisma/seed/seed-shops.ts';
import { createDatabase } from '../../support/postgres.ts';

export interface OrderDatabase {
  readonly url: string;
  readonly database: Database;
  readonly store: ReturnType<typeof openOrderStore>;
  readonly view: ReturnType<typeof openOrdersView>;
  readonly feed: OrderFeed;
  /** Plain SQL beside the stores; rows as the driver gives them. */
  readonly sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** @param poolSize one connection makes the order of statements certain. */
export async function openOrderDatabase(poolSize = 8): Promise<OrderDatabase> {
  const temporary = await createDatabase();
  const { url } = temporary;
  await seed(url);
  const database = openDatabase({ url, poolSize });
  const beside = new pg.Client({ connectionString: url });
  await beside.connect();
  return {
    url,
    database,
    store: openOrderStore(database),
    view: openOrdersView(database),
    feed: openOrderFeed(database),
    sql: async (text, values = []) => (await beside.query<Record<string, unknown>>(text, values)).rows,
    close: async () => {
      await database.close();
      await beside.end();
      await temporary.drop();
    },
  };
}
