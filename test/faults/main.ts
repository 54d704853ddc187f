// `npm run faults [-- --kills N --seed S]`: the matrix, then N random kills under load; with `--rolling N` instead N rolling
// restarts under load. Exit code 1 on any violation.
import { cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../simulation/choices.ts';
import { closing, type Keep } from '../support/closing.ts';
import { compareAtRest } from './compare/compare.ts';
import { type Ground, openGround } from './ground.ts';
import { startLoad } from './load.ts';
import { runMatrix } from './matrix.ts';
import { openProbe } from './probe.ts';
import { untilQuiet } from './quiet.ts';
import { type Recovered, recoveryTable, slowWorkers } from './recovery.ts';
import { rolling } from './rolling.ts';
import { rage } from './storm.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    matrix: { type: 'boolean', default: true },
    rolling: { type: 'string' },
  },
  allowNegative: true,
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const startedAt = Date.now();
const say = (line: string): void =>
  console.log(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

/** What went wrong, and what was measured. */
interface Part {
  readonly problems: readonly string[];
  readonly recovered: readonly Recovered[];
  readonly workerKills: number;
}

async function matrixPart(ground: Ground): Promise<Part> {
  const cells = await runMatrix(ground, say);
  const hits = cells.filter(({ wasHit }) => wasHit).length;
  say(`Matrix: ${hits} of ${cells.length} cells hit.`);
  return {
    problems: cells.flatMap(({ victim, failpoint, wasHit, problem }) =>
      wasHit && problem === null ? [] : [`${victim} at ${failpoint}: ${problem ?? 'nobody stood there'}`],
    ),
    recovered: cells.flatMap(({ victim, recovered: after }) => (after === null ? [] : [{ victim, after }])),
    workerKills: cells.filter(({ victim, wasHit }) => victim === 'worker' && wasHit).length,
  };
}

async function stormPart(ground: Ground): Promise<Part> {
  const run = `seed ${seed}`;
  const load = startLoad(ground.cast, seeded(seed), { run });
  const probe = openProbe(ground.cast, run);
  const storm = await rage(ground, { kills, choices: seeded(seed + 1), probe }, (line, killed) => {
    const { begun, done } = load.figures();
    say(`${killed}/${kills}  ${line}; ${done} of ${begun} orders at their end`);
  });
  say(`${storm.kills} kills, ${storm.atFailpoints} of them at a failpoint. Waiting for the orders …`);
  const problems = await load.finish();
  await probe.finish();
  return { problems, recovered: storm.recovered, workerKills: storm.ofWorkers };
}

async function run(ground: Ground): Promise<readonly string[]> {
  const nothing: Part = { problems: [], recovered: [], workerKills: 0 };
  const matrix = values.matrix ? await matrixPart(ground) : nothing;
  const storm = kills > 0 ? await stormPart(ground) : nothing;
  const loud = await untilQuiet(ground.stack, ground.cast);
  const { told } = ground.cast;
  const rest = await compareAtRest(ground.stack, told.acknowledged);
  const recovered = [...matrix.recovered, ...storm.recovered];
  console.log(`\n${recoveryTable(recovered)}\n`);
  console.log(`${rest.orders} orders, ${told.acknowledged.size} of them acknowledged to a client.`);
  console.log(`Stripe captured ${rest.captured} cents and gave ${rest.givenBack} back.`);
  return [
    ...matrix.problems,
    ...storm.problems,
    ...(loud === null ? [] : [`no rest: ${loud}`]),
    ...rest.violations,
    ...told.broken,
    ...slowWorkers(recovered, matrix.workerKills + storm.workerKills),
  ];
}

/** The folder of the stack goes away with it. */
function keepEvidence({ stack }: Ground): void {
  const folder = join(tmpdir(), `klikandgo-faults-${seed}`);
  cpSync(stack.dataDir, folder, { recursive: true });
  console.log(`Databases and logs are kept in ${folder}`);
}

async function killing(keep: Keep): Promise<void> {
  const ground = await openGround(keep);
  keep(() => ground.close());
  const violations = await run(ground);
  tell(violations, `--kills ${kills}`);
  if (violations.length > 0) keepEvidence(ground);
}

async function restarting(keep: Keep, rounds: number): Promise<void> {
  const { broken, ...figures } = await rolling({ rounds, seed, say }, keep);
  console.log(JSON.stringify(figures, null, 1));
  tell(broken, `--rolling ${rounds}`);
}

function tell(violations: readonly string[], options: string): void {
  for (const violation of violations) console.log(`✗ ${violation}`);
  console.log(`${violations.length} violations. Again: npm run faults -- ${options} --seed ${seed}`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

await closing((keep) =>
  values.rolling === undefined ? killing(keep) : restarting(keep, Number(values.rolling)),
);
