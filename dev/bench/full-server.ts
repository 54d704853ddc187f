// Temporal's full server on a PostgreSQL of its own making, as docs/self-hosting.md runs it by hand: 16 shards, one process.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CLUSTER_USER,
  clearCluster,
  clusterProgram,
  clusterUrl,
  ensureCluster,
} from '../postgres/cluster.ts';
import { answersSql } from '../postgres/wait-for-postgres.ts';
import { freePorts } from '../processes/free-ports.ts';
import { createChild } from '../stack/child.ts';
import type { ChildPlan } from '../stack/child-plan.ts';
import { createLocalDatabase } from '../stack/prepare-database.ts';
import { DATABASE } from '../stack/process-env.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { findTemporalServer, type TemporalServerFiles } from '../tools/temporal-server.ts';
import { answers, createNamespace, createTables } from './full-server-setup.ts';

export interface FullServer {
  /** For a stack that uses it. */
  readonly env: { readonly DATABASE_URL: string; readonly TEMPORAL_ADDRESS: string };
  readonly pids: { readonly temporal: number; readonly postgres: number };
  close(): Promise<void>;
}

/** Cannot be changed later; see docs/self-hosting.md. */
const SHARDS = '16';

/** @throws in plain words; whatever was started is stopped then. */
export async function startFullServer(folder: string, say: Say): Promise<FullServer> {
  const files = await findTemporalServer(say);
  mkdirSync(folder, { recursive: true });
  const [postgresPort = 0, ...ports] = await freePorts(1 + PORTS.length);
  const pids = { temporal: 0, postgres: 0 };
  const run = (name: keyof typeof pids, plan: Omit<ChildPlan, 'name' | 'logFile'>) =>
    createChild(
      { name, logFile: join(folder, `${name}.log`), ...plan },
      {
        say,
        onPid: (pid) => {
          pids[name] = pid ?? 0;
        },
      },
    );
  const postgres = run('postgres', postgresPlan(join(folder, 'postgres'), postgresPort, say));
  const temporal = run('temporal', temporalPlan(folder, files, { postgresPort, ports }));
  const close = async (): Promise<void> => {
    await temporal.stop();
    await postgres.stop();
  };
  const address = `127.0.0.1:${ports[0]}`;
  try {
    await postgres.start();
    await createLocalDatabase(postgresPort);
    await createTables(files, postgresPort);
    await temporal.start();
    await createNamespace(address);
  } catch (error) {
    await close();
    throw error;
  }
  say('The full Temporal server is up.');
  return {
    env: { DATABASE_URL: clusterUrl(postgresPort, DATABASE), TEMPORAL_ADDRESS: address },
    pids,
    close,
  };
}

function postgresPlan(folder: string, port: number, say: Say) {
  return {
    prepare: async () => {
      await ensureCluster(folder, say);
      await clearCluster(folder, say);
    },
    program: () => clusterProgram(folder, port),
    isReady: () => answersSql(clusterUrl(port, 'postgres')),
    stopSignal: 'SIGINT',
    patience: 15_000,
  } as const;
}

/** The variables of the server's own configuration, in the order their ports are given. */
const PORTS = [
  'FRONTEND_GRPC_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'FRONTEND_HTTP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
] as const;

function temporalPlan(
  folder: string,
  { server }: TemporalServerFiles,
  { postgresPort, ports }: { readonly postgresPort: number; readonly ports: readonly number[] },
) {
  const dynamic = join(folder, 'dynamic.yaml');
  // Without this file the server does not start.
  writeFileSync(dynamic, '{}\n');
  const env = {
    DB: 'postgres12',
    POSTGRES_SEEDS: '127.0.0.1',
    DB_PORT: String(postgresPort),
    POSTGRES_USER: CLUSTER_USER.name,
    POSTGRES_PWD: CLUSTER_USER.password,
    NUM_HISTORY_SHARDS: SHARDS,
    BIND_ON_IP: '127.0.0.1',
    DYNAMIC_CONFIG_FILE_PATH: dynamic,
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
  };
  return {
    program: () => ({ command: server, args: ['--allow-no-auth', 'start'], env }),
    isReady: () => answers(`127.0.0.1:${ports[0]}`),
    stopSignal: 'SIGTERM',
    patience: 15_000,
  } as const;
}
