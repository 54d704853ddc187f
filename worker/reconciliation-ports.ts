// What the reconciliation works with in a worker: the same Stripe, database and Temporal as the orders.
import type { Client } from '@temporalio/client';
import type Stripe from 'stripe';
import type { ReconciliationPorts } from '../activities/reconciliation/ports.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Payments } from '../domain/ports/payments.ts';
import { instant } from '../domain/time.ts';
import type { OrdersDatabase } from '../infra/postgres/database.ts';
import { openOrderBooks } from '../infra/postgres/postgres-order-books.ts';
import { openPrivateDetails } from '../infra/postgres/postgres-private-details.ts';
import { openReconciliationReports } from '../infra/postgres/postgres-reconciliation-reports.ts';
import { openStripeEventLog } from '../infra/postgres/postgres-stripe-event-log.ts';
import { openStripeBooks } from '../infra/stripe/stripe-books.ts';
import { openFactTeller, openOrderReviver } from '../infra/temporal/temporal-fact-teller.ts';
import { openOrderAttendance } from '../infra/temporal/temporal-order-attendance.ts';
import { stripeEventSignal } from '../workflows/messages.ts';

interface Parts {
  readonly database: OrdersDatabase;
  readonly stripe: Stripe;
  readonly client: Client;
  readonly payments: Payments;
  readonly log: Log;
}

export function reconciliationPorts({ database, stripe, client, payments, log }: Parts): ReconciliationPorts {
  const orderBooks = openOrderBooks(database);
  return {
    books: openStripeBooks(stripe),
    orderBooks,
    attendance: openOrderAttendance(client),
    payments,
    eventLog: openStripeEventLog(database),
    facts: openFactTeller(client, {
      signal: stripeEventSignal,
      statusOf: async (orderId) => (await orderBooks.byIds([orderId]))[0]?.status ?? null,
    }),
    reviver: openOrderReviver(client),
    reports: openReconciliationReports(database),
    privateDetails: openPrivateDetails(database),
    now: () => instant(Date.now()),
    log,
  };
}
