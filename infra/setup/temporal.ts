// `npm run setup:temporal`: registers the search attributes. May run any number of times.
import { exitOnBadEnv, readSetupTemporalEnv } from '../env.ts';
import { connectTemporal } from '../temporal/connection.ts';
import { addSearchAttributes } from './search-attributes.ts';

const env = exitOnBadEnv(readSetupTemporalEnv);
const connection = await connectTemporal(env).catch((error: unknown) => {
  console.error(`Temporal at ${env.TEMPORAL_ADDRESS} does not answer: ${String(error)}`);
  process.exit(1);
});
try {
  const added = await addSearchAttributes(connection, env.TEMPORAL_NAMESPACE);
  const where = `namespace ${env.TEMPORAL_NAMESPACE} at ${env.TEMPORAL_ADDRESS}`;
  console.log(
    added.length === 0
      ? `All search attributes are registered in ${where}.`
      : `Registered in ${where}: ${added.join(', ')}.`,
  );
} finally {
  await connection.close();
}
