// Brings the stack's database to where the processes need it: it exists, it is migrated, it has shops.
import pg from 'pg';
import { clusterUrl } from '../postgres/cluster.ts';
import { DATABASE } from './process-env.ts';
import { runCompiled } from './run-compiled.ts';
import type { Environment } from './settings.ts';

export async function createLocalDatabase(port: number): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(port, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
  } finally {
    await client.end();
  }
}

/**
 * @param isLocal a database that was given is seeded only while it has no shop: its prices are somebody's.
 */
export async function migrateAndSeed(env: Environment, isLocal: boolean): Promise<void> {
  await runCompiled('infra/migrate/main.js', env);
  if (isLocal || !(await hasShops(env.DATABASE_URL ?? ''))) await runCompiled('prisma/seed.js', env);
}

async function hasShops(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('SELECT 1 FROM "Shop" LIMIT 1')).rowCount !== 0;
  } finally {
    await client.end();
  }
}
