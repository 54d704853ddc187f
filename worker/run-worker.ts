// Composes the worker from its environment and runs it until it is told to stop.
import { type Activities, createActivities, type Ports } from '../activities/index.ts';
import type { WorkerEnv } from '../infra/env.ts';
import { createLog } from '../infra/log.ts';
import { openDatabase } from '../infra/postgres/database.ts';
import { openOrderStore } from '../infra/postgres/postgres-order-store.ts';
import { describeMissingAttributes } from '../infra/setup/search-attributes.ts';
import { onShutdown } from '../infra/shutdown.ts';
import { createStripe } from '../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../infra/stripe/stripe-payments.ts';
import { connectNative } from '../infra/temporal/native-connection.ts';
import { createOrdersWorker } from './orders-worker.ts';
import { useLog } from './sdk-log.ts';

/** Where something may be put between the worker and the world: `npm run faults` stops it there. */
export interface Seams {
  readonly ports: (ports: Ports) => Ports;
  readonly activities: (activities: Activities) => Activities;
}

const NO_SEAMS: Seams = { ports: (ports) => ports, activities: (activities) => activities };

/** Resolves once the worker is ready. The process exits with code 1 when it cannot be. */
export async function runWorker(env: WorkerEnv, seams: Seams = NO_SEAMS): Promise<void> {
  const log = createLog({ name: 'worker', level: env.LOG_LEVEL });
  useLog(log);
  const refuseToStart = (why: string): never => {
    log.error({}, why);
    process.exit(1);
  };

  const database = openDatabase({ url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE });
  const connection = await connectNative(env).catch((error: unknown) =>
    refuseToStart(`Temporal at ${env.TEMPORAL_ADDRESS} does not answer: ${String(error)}`),
  );
  const lacking = await describeMissingAttributes(connection, env.TEMPORAL_NAMESPACE);
  if (lacking !== null) refuseToStart(lacking);
  const ports = seams.ports({
    orders: openOrderStore(database),
    payments: openStripePayments(createStripe(env), env.NEXT_PUBLIC_APP_URL),
  });
  const activities = seams.activities(createActivities(ports));
  const drainSeconds = env.SHUTDOWN_DEADLINE_SECONDS;
  const worker = await createOrdersWorker({ env, connection, activities, drainSeconds });

  const running = worker.run();
  const drain = async (): Promise<void> => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  };
  const stop = onShutdown(
    [
      { name: 'drain', run: drain },
      { name: 'connection', run: () => connection.close() },
      { name: 'database', run: () => database.close() },
    ],
    { deadline: drainSeconds * 1_000, log },
  );
  running.catch((error: unknown) => {
    log.error({ error: String(error) }, 'the worker stopped');
    stop('worker stopped');
  });
  log.info({ namespace: env.TEMPORAL_NAMESPACE, address: env.TEMPORAL_ADDRESS }, 'worker ready');
}
