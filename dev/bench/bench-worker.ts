// A worker of the comparison: a process of its own, with the settings of ours, whatever it serves.
import { Client } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import { Registry } from 'prom-client';
import { exitOnBadEnv, readWorkerEnv, type WorkerEnv } from '../../infra/env.ts';
import { createLog } from '../../infra/log.ts';
import { type Database, openDatabase } from '../../infra/postgres/database.ts';
import { onShutdown } from '../../infra/shutdown.ts';
import { connectNative } from '../../infra/temporal/native-connection.ts';
import { UNTRACED } from '../../infra/tracing/tracing.ts';
import { createOrdersWorker } from '../../worker/orders-worker.ts';
import { installRuntime } from '../../worker/sdk-runtime.ts';

export interface BenchGround {
  readonly env: WorkerEnv;
  readonly database: Database;
  readonly client: Client;
  readonly log: ReturnType<typeof createLog>;
  readonly register: Registry;
}

/** The variable in which `settings/` gives settings to try, as JSON. */
export const SETTINGS_VARIABLE = 'BENCH_WORKER_SETTINGS';

/** Resolves once it is ready, and says so. @param activities what it serves, made of what a worker of ours has. */
export async function runBenchWorker(
  taskQueue: string,
  activities: (ground: BenchGround) => object,
): Promise<void> {
  const env = exitOnBadEnv(readWorkerEnv);
  const log = createLog({ name: taskQueue, level: env.LOG_LEVEL });
  installRuntime(log, null);
  const database = openDatabase({ url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE });
  const temporal = await connectNative(env);
  const client = new Client({ ...temporal });
  const drainSeconds = env.SHUTDOWN_DEADLINE_SECONDS;
  const worker = await createOrdersWorker({
    env,
    temporal,
    activities: activities({ env, database, client, log, register: new Registry() }),
    settings: { taskQueue, ...givenSettings() },
    tracing: UNTRACED,
    drainSeconds,
  });
  const running = worker.run();
  const drain = async (): Promise<void> => {
    worker.shutdown();
    await running;
  };
  const stop = onShutdown(
    [
      { name: 'drain', run: drain },
      { name: 'connection', run: () => temporal.connection.close() },
      { name: 'database', run: () => database.close() },
    ],
    { deadline: drainSeconds * 1_000, log },
  );
  running.catch(() => stop('worker stopped'));
  log.info({}, 'worker ready');
}

/** Written by the bench itself. */
function givenSettings(): Partial<WorkerOptions> {
  return JSON.parse(process.env[SETTINGS_VARIABLE] ?? '{}') as Partial<WorkerOptions>;
}
