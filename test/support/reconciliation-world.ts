// The reconciliation's activities on real PostgreSQL and on the Stripe SDK; only what Temporal would take is written down instead.
import {
  createReconciliationActivities,
  type ReconciliationActivities,
} from '../../activities/reconciliation/activities.ts';
import type { PageResult } from '../../activities/reconciliation/page-of.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { Attendance } from '../../domain/reconciliation/order-entry.ts';
import type { StepName } from '../../domain/reconciliation/report.ts';
import { hours, type Instant, instant } from '../../domain/time.ts';
import { openOrderBooks } from '../../infra/postgres/postgres-order-books.ts';
import { openPrivateDetails } from '../../infra/postgres/postgres-private-details.ts';
import { openReconciliationReports } from '../../infra/postgres/postgres-reconciliation-reports.ts';
import { openStripeEventLog } from '../../infra/postgres/postgres-stripe-event-log.ts';
import { openStripeBooks } from '../../infra/stripe/stripe-books.ts';
import { createStripe } from '../../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../../infra/stripe/stripe-payments.ts';
import type { ActivityWorld } from './activity-world.ts';

export interface ReconciliationWorld {
  readonly activities: ReconciliationActivities;
  readonly told: { readonly orderId: OrderId; readonly fact: StripeFact }[];
  /** Orders whose lost workflow was started again. */
  readonly resumed: OrderId[];
  readonly warnings: string[];
  /** What Temporal would say of every order. */
  attendance: Attendance;
  /** By default an hour from now: no row has just changed. */
  now: Instant;
  /** Every page of a step, one after the other. */
  walk(step: StepName): Promise<readonly PageResult[]>;
}

const RUNNING: Attendance = {
  order: { isRunning: true, status: null, paymentStatus: null },
  isAftercareRunning: false,
};

export function openReconciliationWorld({
  double,
  orders: { database },
}: ActivityWorld): ReconciliationWorld {
  const stripe = createStripe({ STRIPE_SECRET_KEY: 'sk_test_local_double', STRIPE_API_BASE: double.url });
  const told: ReconciliationWorld['told'] = [];
  const resumed: OrderId[] = [];
  const warnings: string[] = [];
  const world: Omit<ReconciliationWorld, 'activities' | 'walk'> = {
    told,
    resumed,
    warnings,
    attendance: RUNNING,
    now: instant(Date.now() + hours(1)),
  };
  const activities = createReconciliationActivities({
    books: openStripeBooks(stripe),
    orderBooks: openOrderBooks(database),
    attendance: { attendanceOf: async () => world.attendance },
    payments: openStripePayments(stripe, 'https://klikandgo.example'),
    eventLog: openStripeEventLog(database),
    facts: { tellFact: async (orderId, fact) => void told.push({ orderId, fact }) },
    reviver: {
      resume: async (orderId) => {
        resumed.push(orderId);
        return true;
      },
    },
    reports: openReconciliationReports(database),
    privateDetails: openPrivateDetails(database),
    now: () => world.now,
    log: { debug() {}, info() {}, warn: (_facts, line) => void warnings.push(line), error() {} },
  });
  // The same object, so that a test may change what it needs.
  return Object.assign(world, { activities, walk: (step: StepName) => walk(activities, step) });
}

async function walk(activities: ReconciliationActivities, step: StepName): Promise<readonly PageResult[]> {
  const pages: PageResult[] = [];
  let cursor: string | null = null;
  do {
    const page: PageResult = await activities.reconcilePage({ step, since: instant(0), cursor });
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}
