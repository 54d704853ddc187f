// The orders as the database has them, and the wait until they are where they should be.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';

const Rows = z.array(z.object({ id: z.string(), status: z.string(), paymentStatus: z.string() }));
export type OrderRow = z.infer<typeof Rows>[number];

const PATIENCE = 600_000;
const POLL = 1_000;

export async function readOrders(databaseUrl: string): Promise<OrderRow[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT "id", "status", "paymentStatus" FROM "Order"');
    return Rows.parse(rows);
  } finally {
    await client.end();
  }
}

/** @returns the last that was read, also when patience ran out: what is not so is told by who compares. */
export async function untilAll(
  databaseUrl: string,
  isThere: (order: OrderRow) => boolean,
): Promise<OrderRow[]> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const orders = await readOrders(databaseUrl);
    if (orders.every(isThere) || Date.now() > deadline) return orders;
    await sleep(POLL);
  }
}
