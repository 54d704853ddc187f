// Composes the worker from its environment and runs it until it is told to stop.
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { Registry } from 'prom-client';
import type { WorkerEnv } from '../infra/env.ts';
import { createLog } from '../infra/log.ts';
import { type MetricsParts, showMetrics } from '../infra/metrics/metrics-port.ts';
import { openDatabase } from '../infra/postgres/database.ts';
import { describeMissingSchedule } from '../infra/setup/reconciliation-schedule.ts';
import { CANNOT_LOOK, checkAttributes } from '../infra/setup/search-attributes.ts';
import { onShutdown } from '../infra/shutdown.ts';
import type { Temporal } from '../infra/temporal/connection.ts';
import { connectNative } from '../infra/temporal/native-connection.ts';
import { openTracing } from '../infra/tracing/open-tracing.ts';
import { type CoreMetrics, openCoreMetrics } from './core-metrics.ts';
import { runNotices } from './notices/run-notices.ts';
import { createOrdersWorker } from './orders-worker.ts';
import { installRuntime } from './sdk-runtime.ts';
import { NO_SEAMS, type Seams, workerActivities } from './worker-activities.ts';
import { describeIdleBuild } from './worker-build.ts';

type Logger = ReturnType<typeof createLog>;

/** Resolves once the worker is ready. The process exits with code 1 when it cannot be. */
export async function runWorker(env: WorkerEnv, seams: Seams = NO_SEAMS): Promise<void> {
  const log = createLog({ name: 'worker', level: env.LOG_LEVEL });
  const register = new Registry();
  let isServing = false;
  const metrics = await startMetrics(env, log, { register, isReady: () => isServing });
  const tracing = await openTracing(env, 'worker', log);
  const database = openDatabase({ url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE });
  const temporal = await connectOrExit(env, log);
  const client = new Client({ ...temporal, interceptors: tracing.client });
  const ground = { env, database, temporal, client, log, register, tracing };
  const activities = workerActivities(ground, seams);
  const drainSeconds = env.SHUTDOWN_DEADLINE_SECONDS;
  const worker = await createOrdersWorker({ ...ground, activities, drainSeconds });
  const notices = await runNotices(ground);

  const orders = worker.run();
  isServing = true;
  const drain = async (): Promise<void> => {
    isServing = false;
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.all([orders, notices.close()]);
  };
  const stop = onShutdown(
    [
      { name: 'drain', run: drain },
      { name: 'traces', run: () => tracing.close() },
      { name: 'metrics', run: () => metrics.close() },
      { name: 'connection', run: () => temporal.connection.close() },
      { name: 'database', run: () => database.close() },
    ],
    { deadline: drainSeconds * 1_000, log },
  );
  Promise.all([orders, notices.running]).catch((error: unknown) => {
    log.error({ error: String(error) }, 'the worker stopped');
    stop('worker stopped');
  });
  await tellReady(env, client, log);
}

async function tellReady(env: WorkerEnv, client: Client, log: Logger): Promise<void> {
  const { TEMPORAL_NAMESPACE: namespace, TEMPORAL_ADDRESS: address, WORKER_BUILD_ID: build } = env;
  log.info({ namespace, address, build }, 'worker ready');
  // Without it orders go on, and only what Stripe's webhooks do not tell waits.
  const unscheduled = await describeMissingSchedule(client);
  if (unscheduled !== null) log.warn({}, unscheduled);
  const idle = await describeIdleBuild(client, env);
  if (idle !== null) log.info({ build }, idle);
}

/** Before the SDK is used: its core's figures, too, stand at our address. */
async function startMetrics(
  env: WorkerEnv,
  log: Logger,
  shown: Pick<MetricsParts, 'register' | 'isReady'>,
): Promise<{ close(): Promise<void> }> {
  const core: CoreMetrics | null = env.METRICS_PORT === undefined ? null : await openCoreMetrics();
  installRuntime(log, core?.bindAddress ?? null);
  return showMetrics(env, { ...shown, log, ...(core === null ? {} : { further: core.read }) });
}

async function connectOrExit(env: WorkerEnv, log: Logger): Promise<Temporal<NativeConnection>> {
  const refuseToStart = (...why: readonly string[]): never => {
    for (const line of why) log.error({}, line);
    process.exit(1);
  };
  const temporal = await connectNative(env).catch((error: unknown) =>
    refuseToStart(`Temporal at ${env.TEMPORAL_ADDRESS} does not answer: ${String(error)}`),
  );
  const check = await checkAttributes(temporal.connection, temporal.namespace);
  if (check.kind !== 'checked') log.warn({ why: check.why }, CANNOT_LOOK);
  else if (check.problems.length > 0) refuseToStart(...check.problems);
  return temporal;
}
