// A database without tables, beside a migrated one on the same server.
import pg from 'pg';
import { createDatabase } from '../../support/postgres.ts';

export interface EmptyDatabase {
  readonly url: string;
  readonly sql: (text: string) => Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  const migrated = await createDatabase();
  const neighbour = new pg.Client({ connectionString: migrated.url });
  await neighbour.connect();
  const name = `${new URL(migrated.url).pathname.slice(1)}_empty`;
  await neighbour.query(`CREATE DATABASE "${name}"`);
  const url = new URL(migrated.url);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return {
    url: url.href,
    sql: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
    close: async () => {
      await client.end();
      await neighbour.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      await neighbour.end();
      await migrated.drop();
    },
  };
}
