// `npm run slow-clients`: the probe's p99 with and without 500 clients that trickle, in turn; exit code 1 above twice.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { closing } from '../support/closing.ts';
import { openStack } from '../support/stack.ts';
import { medianOf, probeP99 } from './probe.ts';

const SOCKETS = 500;
/** In turn, so that whatever else the machine does slows both down. */
const ROUNDS = 7;
/** Milliseconds; the sockets live for six seconds at least. */
const MEASURED = 4_000;
const MOST = 2;

const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function whileTrickling(url: string): Promise<number> {
  const trickler = fork(fileURLToPath(new URL('trickler.ts', import.meta.url)), [url, String(SOCKETS)], {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(trickler, 'exit');
  await once(trickler, 'message');
  try {
    return await probeP99(url, MEASURED);
  } finally {
    trickler.disconnect();
    await ended;
  }
}

await closing(async (keep) => {
  const stack = await openStack({ LOG_LEVEL: 'error' }, { keep });
  const { api: url } = stack.info;
  await probeP99(url, MEASURED);
  const alone: number[] = [];
  const beside: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    alone.push(await probeP99(url, MEASURED));
    beside.push(await whileTrickling(url));
    say(
      `round ${round}: p99 ${alone.at(-1)?.toFixed(2)} ms alone, ${beside.at(-1)?.toFixed(2)} ms beside ${SOCKETS}`,
    );
  }
  const times = medianOf(beside) / medianOf(alone);
  say(
    `medians: ${medianOf(alone).toFixed(2)} ms and ${medianOf(beside).toFixed(2)} ms: ${times.toFixed(2)} times`,
  );
  process.exitCode = times <= MOST ? 0 : 1;
});
