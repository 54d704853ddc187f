// Waits until the service has come to rest: every order has been decided and settled, and Stripe has nothing left to tell.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { askDouble } from '../support/double-controls.ts';
import type { TestStack } from '../support/stack.ts';

const Pending = z.object({ pending: z.array(z.unknown()) });
const Count = z.array(z.object({ count: z.coerce.number() })).length(1);
const UNSETTLED = `SELECT count(*) FROM "Order"
  WHERE "status" = 'PENDING' OR "paymentStatus" IN ('AWAITING', 'PROCESSING', 'REFUND_PENDING')
     OR ("paymentStatus" = 'PAID' AND "status" IN ('REJECTED', 'CANCELLED'))`;
const PATIENCE = 900_000;
const LOOK_EVERY = 1_000;
/** Seconds of the double's clock: what could not be delivered is tried again now instead of in two or ten minutes. */
const NEXT_ATTEMPTS = 700;

/** Nobody may place orders any more. @returns milliseconds it took; null when it takes too long. */
export async function untilRest({ info, env }: TestStack): Promise<number | null> {
  const startedAt = Date.now();
  await askDouble(info.stripe, 'POST', '/clock', { advanceSeconds: NEXT_ATTEMPTS });
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    for (let calm = 0; Date.now() < startedAt + PATIENCE; await sleep(LOOK_EVERY)) {
      const unsettled = Count.parse((await client.query(UNSETTLED)).rows)[0]?.count ?? 0;
      const { pending } = Pending.parse(await askDouble(info.stripe, 'GET', '/webhooks'));
      calm = unsettled + pending.length === 0 ? calm + 1 : 0;
      // A webhook just delivered may have begun an aftercare that has written nothing yet.
      if (calm === 3) return Date.now() - startedAt;
    }
    return null;
  } finally {
    await client.end();
  }
}
