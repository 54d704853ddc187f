// `npm run simulate [-- --orders N --seed S | --order K --seed S]`: exit code 1 when a promise was broken.
import './temporal/async-storage.ts';
import { parseArgs } from 'node:util';
import { orderSeed } from './choices.ts';
import { missing, table } from './coverage.ts';
import { type Life, liveByChoices, liveBySeed } from './live.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    order: { type: 'string' },
  },
});
const seed = Number(values.seed);

function show(life: Life): void {
  console.log(life.diary.join('\n'));
  console.log(`\nTimeline: ${life.timeline.map(({ kind }) => kind).join(' ')}`);
  console.log(life.violations.length === 0 ? 'Every promise held.' : `Broken: ${life.violations.join('; ')}`);
}

async function showOne(order: number): Promise<boolean> {
  const life = await liveBySeed(orderSeed(seed, order));
  const isBroken = life.violations.length > 0;
  if (!isBroken) show(life);
  else {
    const choices = await shrink(
      life.choices,
      async (fewer) => (await liveByChoices(fewer)).violations.length > 0,
    );
    show(await liveByChoices(choices));
    console.log(`Again: npm run simulate -- --seed ${seed} --order ${order}`);
  }
  return isBroken;
}

async function showMany(orders: number): Promise<boolean> {
  const say = (done: number): void => void (done % 10_000 === 0 && console.log(`${done} orders …`));
  const run = await simulate({ orders, seed, onProgress: say });
  const perSecond = Math.round(run.orders / run.seconds);
  console.log(table(run.coverage));
  console.log(
    `\n${run.orders} orders of seed ${seed} in ${run.seconds.toFixed(1)} s, ${perSecond} a second.`,
  );
  if (run.failed !== null) return showOne(run.failed.order);
  const never = missing(run.coverage);
  if (never.length > 0) console.log(`Allowed, and never happened: ${never.join(', ')}`);
  console.log('No promise was broken.');
  return false;
}

const isBroken =
  values.order === undefined ? await showMany(Number(values.orders)) : await showOne(Number(values.order));
process.exitCode = isBroken ? 1 : 0;
