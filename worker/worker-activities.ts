// All activities of a worker, on the database, Stripe and Temporal it was given.
import type { Client } from '@temporalio/client';
import { type Activities, createActivities, type Ports } from '../activities/index.ts';
import {
  createReconciliationActivities,
  type ReconciliationActivities,
} from '../activities/reconciliation/activities.ts';
import type { Log } from '../domain/ports/log.ts';
import type { WorkerEnv } from '../infra/env.ts';
import type { Database } from '../infra/postgres/database.ts';
import { openOrderStore } from '../infra/postgres/postgres-order-store.ts';
import { createStripe } from '../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../infra/stripe/stripe-payments.ts';
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
}

export function workerActivities(
  { env, database, client, log }: Ground,
  seams: Seams,
): Activities & ReconciliationActivities {
  const stripe = createStripe(env);
  const payments = openStripePayments(stripe, env.NEXT_PUBLIC_APP_URL);
  const ports = seams.ports({ orders: openOrderStore(database), payments });
  return {
    ...seams.activities(createActivities(ports)),
    ...createReconciliationActivities(reconciliationPorts({ database, stripe, client, payments, log })),
  };
}
