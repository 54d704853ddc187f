// The connections to PostgreSQL that every store shares.
import { PrismaPg } from '@prisma/adapter-pg';
import { unquoted } from './unquoted.ts';

/** A name has PostgreSQL plan the text once per connection; without one it is planned for the values of each call. */
export interface Statement {
  readonly name?: string;
  /** Answers one column, called `row`. */
  readonly text: string;
}

export type SqlValue = string | number | null | readonly string[];

/** What the stores ask for: one statement, one round trip, one transaction. */
export interface OrdersDatabase {
  /** @returns the column `row` of each row, as JSON or a plain value, for the caller to parse. */
  readonly rows: (statement: Statement, values: readonly SqlValue[]) => Promise<readonly unknown[]>;
}

export interface Database extends OrdersDatabase {
  /** @throws when the database does not answer; see `isDatabaseAway`. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface DatabaseAddress {
  readonly url: string;
  /** Connections at most; a process needs about as many as it does things at once. */
  readonly poolSize: number;
}

/** How long, in milliseconds, to wait for a connection: less than a caller's patience. */
const CONNECT_TIMEOUT = 3_000;
/** How long, in milliseconds, any statement may take: a machine that vanished sends no error. */
const QUERY_TIMEOUT = 10_000;
const PING: Statement = { name: 'ping', text: 'SELECT true AS row' };

/**
 * Connects with the first statement, and again after the server was away. Uses the driver under Prisma's adapter:
 * Prisma's own client would cost each process some 140 MB, and three times the processor time of a statement.
 */
export function openDatabase({ url, poolSize }: DatabaseAddress): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: QUERY_TIMEOUT,
    keepAlive: true,
  }).connect();
  const rows: OrdersDatabase['rows'] = async (statement, values) => {
    const pool = (await adapter).underlyingDriver();
    try {
      const answer = await pool.query<{ readonly row: unknown }>({ ...statement, values: [...values] });
      return answer.rows.map(({ row }) => row);
    } catch (error) {
      throw unquoted(error);
    }
  };
  return {
    rows,
    ping: async () => {
      await rows(PING, []);
    },
    close: async () => (await adapter).dispose(),
  };
}
