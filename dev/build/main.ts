// `npm run build`: makes everything the processes run, skipping what is up to date.
import { buildAll } from './build.ts';

try {
  await buildAll((line) => console.log(line));
  console.log('Build: everything is up to date.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
