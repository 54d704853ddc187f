// `npm run migrate`: brings the database to the newest schema. May run any number of times, also at once.
import { exitOnBadEnv, readMigrateEnv } from '../env.ts';
import { describeFailure } from './describe-failure.ts';
import { migrateWhenUp } from './migrate-when-up.ts';

const PATIENCE = 30_000;
const say = (line: string): void => console.log(line);

const env = exitOnBadEnv(readMigrateEnv);
try {
  const applied = await migrateWhenUp(env.DATABASE_URL, { patience: PATIENCE, say });
  for (const name of applied) say(`Applied ${name}.`);
  say(applied.length === 0 ? 'The database is up to date.' : `${applied.length} migration(s) applied.`);
} catch (error) {
  console.error(`Migration failed: ${describeFailure(error)}`);
  process.exitCode = 1;
}
// The engine leaves a timer of ten seconds behind, for a lock it has long had.
process.exit();
