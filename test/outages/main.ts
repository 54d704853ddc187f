// `npm run outages [-- --only NAME]`: every outage in full; exit code 1 when a promise was broken.
import { parseArgs } from 'node:util';
import { closing } from '../support/closing.ts';
import { type Ground, openGround, type Verdict } from './ground.ts';
import { pieceAway } from './piece-away.ts';
import { stripeAway } from './stripe-away.ts';
import { terminations } from './terminations.ts';
import { webhooksLost } from './webhooks-lost.ts';

const FIVE_MINUTES = 300;
const OUTAGES: Readonly<Record<string, (ground: Ground) => Promise<Verdict>>> = {
  stripe: (ground) => stripeAway(ground, { perSecond: 10, before: 10, during: 60, after: 10, hasty: 40 }),
  postgres: (ground) =>
    pieceAway(ground, { piece: 'postgres', perSecond: 2, before: 10, during: FIVE_MINUTES, after: 10 }),
  temporal: (ground) =>
    pieceAway(ground, { piece: 'temporal', perSecond: 2, before: 10, during: FIVE_MINUTES, after: 10 }),
  webhooks: (ground) => webhooksLost(ground, { orders: 3_000, lanes: 8 }),
  sigterm: (ground) => terminations(ground, { times: 20, customers: 8, between: 3 }),
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
for (const [name, happen] of Object.entries(OUTAGES)) {
  if (values.only !== undefined && values.only !== name) continue;
  console.log(`${new Date().toISOString()} ${name} …`);
  await closing(async (keep) => {
    const ground = await openGround(keep);
    keep(() => ground.close());
    const { broken, ...figures } = await happen(ground);
    console.log(JSON.stringify(figures, null, 1));
    console.log(broken.length === 0 ? `${name}: every promise held.` : `${name}: ${broken.length} broken`);
    for (const line of broken.slice(0, 20)) console.log(`  ${line}`);
    if (broken.length > 0) process.exitCode = 1;
  });
}
