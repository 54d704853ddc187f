// A PostgreSQL whose password is known: a child that can be stopped and started, with its log in a file.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { clusterUrl } from '../../../dev/postgres/cluster.ts';
import { type Child, createChild } from '../../../dev/stack/child.ts';
import { planPostgres } from '../../../dev/stack/plans.ts';
import { FREE_PORTS, settlePorts } from '../../../dev/stack/ports.ts';

const quiet = (): void => {};
const USER = 'orders_canary';

export interface OwnPostgres {
  /** Holds `logs/postgres.log`, and the data in `postgres/`. */
  readonly folder: string;
  /** As the service gets it. */
  readonly url: string;
  /** As its superuser. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  readonly child: Pick<Child, 'start' | 'stop'>;
  close(): Promise<void>;
}

/** @param password of the user whom the service is. */
export async function openOwnPostgres(password: string): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'klikandgo-canaries-'));
  // Root's PostgreSQL runs as another user, who must get in.
  chmodSync(folder, 0o711);
  const ports = await settlePorts(FREE_PORTS, ['postgres'], join(folder, 'ports.json'));
  const worker = { path: '', env: {} };
  const plan = planPostgres({ dataDir: folder, ports, env: {}, say: quiet, worker });
  const child = createChild(plan, { say: quiet, onPid: quiet });
  await child.start();
  const ask = async (database: string, text: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: clusterUrl(ports.postgres, database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  await ask('postgres', `CREATE ROLE "${USER}" LOGIN PASSWORD '${password}'`);
  await ask('postgres', `CREATE DATABASE "orders" OWNER "${USER}"`);
  return {
    folder,
    url: `postgresql://${USER}:${password}@127.0.0.1:${ports.postgres}/orders`,
    query: (text, values) => ask('orders', text, values),
    child,
    close: async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
