// The connection to PostgreSQL that every store shares.
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { statementName } from './statement-name.ts';

/** What the stores ask; Prisma's typed client, and raw statements where one round trip has to do it all. */
export type OrdersDatabase = PrismaClient;

export interface Database {
  readonly client: OrdersDatabase;
  /** @throws when the database does not answer; see `isDatabaseAway`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseAddress {
  readonly url: string;
  /** Connections at most; a process needs about as many as it does things at once. */
  readonly poolSize: number;
}

/** How long, in milliseconds, to wait for a connection: less than a caller's patience. */
const CONNECT_TIMEOUT = 3_000;
/** How long, in milliseconds, any statement may take: a machine that vanished sends no error. */
const QUERY_TIMEOUT = 10_000;

/** Connects with the first statement, and again after the server was away. */
export function openDatabase({ url, poolSize }: DatabaseAddress): Database {
  const pool = {
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: QUERY_TIMEOUT,
    keepAlive: true,
  };
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) });
  const client = new PrismaClient({ adapter });
  return {
    client,
    ping: async () => {
      await client.$queryRawUnsafe('SELECT 1');
    },
    close: () => client.$disconnect(),
  };
}
