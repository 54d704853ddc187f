// `npm run fuzz [-- --requests N --seed S]`: against the processes of a stack of its own; exit code 1 at a wrong answer.
import { parseArgs } from 'node:util';
import { bearer } from '../api/attacks/cast.ts';
import { readApiDescription } from '../api/attacks/openapi-routes.ts';
import { closing } from '../support/closing.ts';
import { openStack } from '../support/stack.ts';
import { knownWords } from './known-words.ts';
import { runFuzz } from './run-fuzz.ts';

/** Requests between two lines of progress. */
const EVERY = 1_000;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 30)) },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed);
const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

await closing(async (keep) => {
  const stack = await openStack({ LOG_LEVEL: 'error' }, { keep });
  const { api: url, tokens } = stack.info;
  const processId = stack.pidOf('api');
  say(`${requests} requests at ${url}, seed ${seed}`);
  const source = {
    api: await readApiDescription(url),
    known: await knownWords(url, bearer(tokens.customer)),
    callers: {
      none: [],
      customer: bearer(tokens.customer),
      'foreign customer': bearer(tokens.otherCustomer),
      operator: bearer(tokens.operator),
      butcher: bearer(tokens.butchers['boucherie-martin'] ?? null),
      'foreign butcher': bearer(tokens.butchers['maison-dubois'] ?? null),
      'customer by cookie': ['Cookie', `__session=${tokens.customer}`, 'Origin', url],
      forged: bearer(`${tokens.operator.slice(0, -6)}AAAAAA`),
    },
  };
  const onProgress = (done: number): void => {
    if (done % EVERY === 0) say(`${done} of ${requests}`);
  };
  const { statuses, failure } = await runFuzz({ url, source, requests, seed, onProgress });
  say(
    `by status: ${Object.entries(statuses)
      .map((entry) => entry.join(' × '))
      .join(', ')}`,
  );
  const isAlive = stack.pidOf('api') === processId && (await fetch(`${url}/readyz`)).status === 200;
  say(failure ?? (isAlive ? 'every answer as the document says' : 'the API process has ended meanwhile'));
  process.exitCode = failure === null && isAlive ? 0 : 1;
});
