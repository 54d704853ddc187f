// The command that seeds the database of DATABASE_URL; `seed` itself may also be imported from here.
import { pathToFileURL } from 'node:url';
import { exitOnBadEnv, readMigrateEnv } from '../infra/env.ts';
import { SHOPS, seed } from './seed/seed-shops.ts';

export { seed };

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;
if (isMain) {
  await seed(exitOnBadEnv(readMigrateEnv).DATABASE_URL);
  console.log(`${SHOPS.length} shops seeded.`);
}
