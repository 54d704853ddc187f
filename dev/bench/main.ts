// `npm run bench`: measures a running stack (npm start). `-- --json FILE` keeps the figures, `-- --orders N` counts (0:
// only the streams).
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findBenchStack } from './bench-stack.ts';
import { figureLine, isHeld } from './figures.ts';
import { runBench } from './run-bench.ts';
import { streamFigures } from './streams.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    orders: { type: 'string', default: '2000' },
    data: { type: 'string', default: process.env.STACK_DATA ?? '.data' },
  },
});
const say = (line: string): void => console.log(line);

const stack = await findBenchStack(values.data);
if (stack === null) {
  console.error('No stack is running: start one in another window with `npm start`, then try again.');
  process.exit(1);
}
const plan = { lone: 40, total: Number(values.orders), inFlight: 50 };
const figures = [
  ...(plan.total === 0 ? [] : await runBench(stack, plan, say)),
  ...(await streamFigures(stack, say)),
];
for (const figure of figures) say(figureLine(figure));
if (values.json !== undefined)
  await writeFile(values.json, `${JSON.stringify({ plan, figures }, null, 2)}\n`);
process.exitCode = figures.every(isHeld) ? 0 : 1;
