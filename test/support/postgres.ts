// A real PostgreSQL for all test files of one run, started by the first that wants it; a database of its own for each.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { clusterProgram, clusterUrl, ensureCluster } from '../../dev/postgres/cluster.ts';
import { answersSql } from '../../dev/postgres/wait-for-postgres.ts';
import { endProcess } from '../../dev/processes/end-process.ts';
import { freePorts } from '../../dev/processes/free-ports.ts';
import { identify } from '../../dev/processes/identity.ts';
import { waitForLock } from '../../dev/processes/lock.ts';
import { readIdentity } from '../../dev/processes/read-identity.ts';
import { applyMigrations } from '../../infra/migrate/apply-migrations.ts';

export interface TemporaryDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** The variable that names the folder of this run; see `prepare.ts`. */
export const RUN_FOLDER = 'KLIKANDGO_TEST_RUN';
const TEMPLATE = 'template_migrated';
/** Lost with the machine's power, which tests may be. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
const PLACE = z.object({ port: z.int() });

let count = 0;

/** All migrations applied, no rows. */
export async function createDatabase(): Promise<TemporaryDatabase> {
  const port = await clusterPort();
  count += 1;
  const name = `test_${process.pid}_${count}`;
  await sql(port, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  return {
    url: clusterUrl(port, name),
    drop: () => sql(port, `DROP DATABASE "${name}" WITH (FORCE)`),
  };
}

export async function stopCluster(folder: string): Promise<void> {
  const server = readIdentity(placeFile(folder));
  if (server !== null) await endProcess(server, { signal: 'SIGINT', patience: 10_000 });
}

const placeFile = (folder: string): string => join(folder, 'postgres.json');

async function clusterPort(): Promise<number> {
  const folder = process.env[RUN_FOLDER];
  if (folder === undefined) throw new Error('no folder for this run: test/support/prepare.ts did not run');
  const release = await waitForLock(join(folder, 'postgres.lock'));
  try {
    return readPort(folder) ?? (await startCluster(folder));
  } finally {
    release();
  }
}

function readPort(folder: string): number | null {
  try {
    return PLACE.parse(JSON.parse(readFileSync(placeFile(folder), 'utf8'))).port;
  } catch {
    return null;
  }
}

async function startCluster(folder: string): Promise<number> {
  const data = join(folder, 'postgres');
  await ensureCluster(data, console.log);
  const [port = 0] = await freePorts(1);
  const { command, args, env, ...who } = clusterProgram(data, port, FAST);
  const server = spawn(command, args, {
    ...who,
    env: { ...process.env, ...env },
    stdio: 'ignore',
    detached: true,
  });
  server.unref();
  const identity = identify(server.pid ?? 0);
  if (identity === null) throw new Error('PostgreSQL ended at once');
  while (!(await answersSql(clusterUrl(port, 'postgres')))) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode}`);
    await sleep(50);
  }
  await sql(port, `CREATE DATABASE "${TEMPLATE}"`);
  await applyMigrations(clusterUrl(port, TEMPLATE));
  writeFileSync(placeFile(folder), JSON.stringify({ ...identity, port }));
  return port;
}

async function sql(port: number, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(port, 'postgres') });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
