// `npm run setup:temporal`: registers the search attributes and the schedule of the reconciliation. May run any number of times.
import { Client } from '@temporalio/client';
import { exitOnBadEnv, readSetupTemporalEnv } from '../env.ts';
import { connectTemporal } from '../temporal/connection.ts';
import { ensureReconciliationSchedule } from './reconciliation-schedule.ts';
import { addSearchAttributes } from './search-attributes.ts';

const SCHEDULE_WORDS = {
  created: 'Reconciliation is scheduled every 15 minutes.',
  unchanged: 'Reconciliation is scheduled already.',
} as const;

const env = exitOnBadEnv(readSetupTemporalEnv);
const { connection, namespace } = await connectTemporal(env).catch((error: unknown) => {
  console.error(`Temporal at ${env.TEMPORAL_ADDRESS} does not answer: ${String(error)}`);
  process.exit(1);
});
try {
  const added = await addSearchAttributes(connection, namespace);
  const where = `namespace ${namespace} at ${env.TEMPORAL_ADDRESS}`;
  console.log(
    added.length === 0
      ? `All search attributes are registered in ${where}.`
      : `Registered in ${where}: ${added.join(', ')}.`,
  );
  // Not encrypted: a schedule outlives every key, and this one says nothing.
  const client = new Client({ connection, namespace });
  console.log(SCHEDULE_WORDS[await ensureReconciliationSchedule(client)]);
} finally {
  await connection.close();
}
