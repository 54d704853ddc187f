// All activities of a worker, on the database, Stripe and Temporal it was given.
import type { Client } from '@temporalio/client';
import type { Registry } from 'prom-client';
import { type Activities, createActivities, type Ports } from '../activities/index.ts';
import {
  createReconciliationActivities,
  type ReconciliationActivities,
} from '../activities/reconciliation/activities.ts';
import type { Log } from '../domain/ports/log.ts';
import type { WorkerEnv } from '../infra/env.ts';
import { openOrderMetrics } from '../infra/metrics/order-metrics.ts';
import { openStripeMetrics } from '../infra/metrics/stripe-metrics.ts';
import { watchOrders } from '../infra/metrics/watched-orders.ts';
import type { Database } from '../infra/postgres/database.ts';
import { openOrderStore } from '../infra/postgres/postgres-order-store.ts';
import { createStripe } from '../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../infra/stripe/stripe-payments.ts';
import { watchStripe } from '../infra/stripe/stripe-watch.ts';
import { reconciliationPorts } from './reconciliation-ports.ts';

/** Where something may be put between an order's activities and the world: `npm run faults` stops the worker there. */
export interface Seams {
  readonly ports: (ports: Ports) => Ports;
  readonly activities: (activities: Activities) => Activities;
}

export const NO_SEAMS: Seams = { ports: (ports) => ports, activities: (activities) => activities };

interface Ground {
  readonly env: WorkerEnv;
  readonly database: Database;
  readonly client: Client;
  readonly log: Log;
  readonly register: Registry;
}

export function workerActivities(
  { env, database, client, log, register }: Ground,
  seams: Seams,
): Activities & ReconciliationActivities {
  const stripe = createStripe(env, watchStripe({ log, measure: openStripeMetrics(register) }));
  const payments = openStripePayments(stripe, env.NEXT_PUBLIC_APP_URL);
  const orders = watchOrders(openOrderStore(database), { log, metrics: openOrderMetrics(register) });
  const ports = seams.ports({ orders, payments });
  return {
    ...seams.activities(createActivities(ports)),
    ...createReconciliationActivities(reconciliationPorts({ database, stripe, client, payments, log })),
  };
}
