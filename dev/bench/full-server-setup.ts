// The tables of Temporal's full server in PostgreSQL, made as docs/self-hosting.md does by hand; and its namespace.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { CLUSTER_USER } from '../postgres/cluster.ts';
import { runCommand } from '../tools/run-command.ts';
import type { TemporalServerFiles } from '../tools/temporal-server.ts';

/** Databases, and what is kept in each. */
const STORES = { temporal: 'temporal', temporal_visibility: 'visibility' } as const;
const NAMESPACE = 'default';
/** How long an ended order is kept. */
const RETENTION = '1 day';
/** Seconds until all parts of a server that was just started must know its namespace. */
const PATIENCE = 60;

/** @param port of the PostgreSQL. @throws with what the program said. */
export async function createTables({ sql, schema }: TemporalServerFiles, port: number): Promise<void> {
  const env = {
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: '127.0.0.1',
    SQL_PORT: String(port),
    SQL_USER: CLUSTER_USER.name,
    SQL_PASSWORD: CLUSTER_USER.password,
  };
  for (const [database, store] of Object.entries(STORES)) {
    const update = ['update-schema', '-d', join(schema, store, 'versioned')];
    for (const args of [['create-database'], ['setup-schema', '-v', '0.0'], update]) {
      const lines: string[] = [];
      const onLine = (line: string): void => void lines.push(line);
      const code = await runCommand(sql, ['--db', database, ...args], { env, onLine });
      if (code !== 0) throw new Error(`Temporal's tables could not be made:\n${lines.join('\n')}`);
    }
  }
}

export async function answers(address: string): Promise<boolean> {
  try {
    await (await Connection.connect({ address, connectTimeout: '1s' })).close();
    return true;
  } catch {
    return false;
  }
}

/** Returns once the server's parts, which look for namespaces now and then, know of it. */
export async function createNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace: NAMESPACE,
      workflowExecutionRetentionPeriod: msToTs(RETENTION),
    });
    for (let tries = 0; !(await isKnown(connection)); tries += 1) {
      if (tries >= PATIENCE) throw new Error('the full Temporal server does not come to know its namespace');
      await sleep(1_000);
    }
  } finally {
    await connection.close();
  }
}

const isKnown = (connection: Connection): Promise<boolean> =>
  connection.workflowService.countWorkflowExecutions({ namespace: NAMESPACE, query: '' }).then(
    () => true,
    () => false,
  );
