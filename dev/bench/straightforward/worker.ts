// B's worker: the activities of ours, every one of them called as a regular one.
import { createActivities } from '../../../activities/index.ts';
import { openOrderStore } from '../../../infra/postgres/postgres-order-store.ts';
import { createStripe } from '../../../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../../../infra/stripe/stripe-payments.ts';
import { runBenchWorker } from '../bench-worker.ts';
import { TASK_QUEUE } from './messages.ts';

await runBenchWorker(TASK_QUEUE, ({ env, database }) =>
  createActivities({
    orders: openOrderStore(database),
    payments: openStripePayments(createStripe(env), env.NEXT_PUBLIC_APP_URL),
  }),
);
