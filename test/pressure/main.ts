// `npm run pressure [-- --orders N --deliveries N --rate N --seed S]`: exit code 1 when a promise or the ratio is broken.
import { parseArgs } from 'node:util';
import { closing } from '../support/closing.ts';
import { openStack } from '../support/stack.ts';
import { ratioOf, reportLines } from './report.ts';
import { runPressure } from './run-pressure.ts';

/** The webhook's 99th percentile over the bare route's. */
const MOST = 3;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '5000' },
    deliveries: { type: 'string', default: '20' },
    rate: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

await closing(async (keep) => {
  const stack = await openStack({}, { keep });
  const outcome = await runPressure(stack, {
    orders: Number(values.orders),
    deliveries: Number(values.deliveries),
    pace: { perSecond: Number(values.rate), size: Number(values.rate) * 5 },
    seed: Number(values.seed),
    say,
  });
  for (const line of reportLines(outcome)) console.log(line);
  process.exitCode = outcome.broken.length === 0 && ratioOf(outcome) <= MOST ? 0 : 1;
});
