// The opening hours of a stack's shops, as a test needs them: at any hour of the day, whatever the seed says.
import pg from 'pg';
import type { TestStack } from './stack.ts';

export interface Hours {
  /** 1 is Monday. */
  readonly day: number;
  readonly opens: string;
  readonly closes: string;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const ALL_DAY: readonly Hours[] = WEEK.map((day) => ({ day, opens: '00:00', closes: '24:00' }));

/** Every shop is open at every hour. @returns the same stack. */
export async function openAllDay<S extends Pick<TestStack, 'env'>>(stack: S): Promise<S> {
  await runSql(stack, `UPDATE "Shop" SET "hours" = '${JSON.stringify(ALL_DAY)}'`);
  return stack;
}

/** As the shop would have them; the API reads them anew for each request. */
export const setHours = (stack: Pick<TestStack, 'env'>, shopId: string, hours: readonly Hours[]) =>
  runSql(stack, `UPDATE "Shop" SET "hours" = '${JSON.stringify(hours)}' WHERE "id" = '${shopId}'`);

/** One statement on the service's own database. */
export async function runSql({ env }: Pick<TestStack, 'env'>, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
