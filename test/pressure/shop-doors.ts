// A seeded shop whose deadlines outlast a test: policies are data, and each order takes a copy along.
import pg from 'pg';
import { hours } from '../../domain/time.ts';
import type { TestStack } from '../support/stack.ts';

/** @param paymentWindow milliseconds; by default as long as Stripe lets a page live, less a margin. */
export async function openShopDoors(
  { env }: Pick<TestStack, 'env'>,
  shopId: string,
  paymentWindow: number = hours(23),
): Promise<void> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    await client.query('UPDATE "Shop" SET "paymentWindowMs" = $2, "decisionWindowMs" = $3 WHERE "id" = $1', [
      shopId,
      paymentWindow,
      hours(48),
    ]);
  } finally {
    await client.end();
  }
}
