// Every failpoint × every victim, each cell once: seven orders side by side, one for each effect, and one kill.
import { EFFECTS, type Effect, type Failpoint, MOMENTS } from '../../dev/failpoints/failpoint.ts';
import { type Batch, type CellResult, runBatch } from './batch.ts';
import type { Ground } from './ground.ts';
import { VICTIMS, type Victim } from './victims.ts';

export interface Cell {
  readonly failpoint: Failpoint;
  readonly victim: Victim;
}

export const CELLS: readonly Cell[] = VICTIMS.flatMap((victim) =>
  EFFECTS.flatMap((effect) =>
    MOMENTS.map((moment) => ({ failpoint: `${effect}/${moment}` as const, victim })),
  ),
);

/** A busy machine brings an order too late to its place: it is done again, this often. */
const ROUNDS = 5;

export async function runMatrix(ground: Ground, say: (line: string) => void): Promise<readonly CellResult[]> {
  const results: CellResult[] = [];
  for (const victim of VICTIMS)
    for (const moment of MOMENTS) {
      const startedAt = Date.now();
      const done = await untilHit(ground, { victim, moment, effects: EFFECTS, round: 1 });
      results.push(...done);
      const hit = done.filter(({ wasHit }) => wasHit).length;
      const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
      say(`${victim} killed at */${moment}: ${hit} of ${EFFECTS.length} orders stood there (${seconds} s)`);
    }
  return results;
}

/** The last result of each cell; a problem of an earlier round stays one. */
async function untilHit(ground: Ground, batch: Batch): Promise<readonly CellResult[]> {
  const results = await runBatch(ground, batch);
  const missed = results.filter(({ wasHit, problem }) => !wasHit && problem === null);
  if (missed.length === 0 || batch.round === ROUNDS) return results;
  const effects = batch.effects.filter((effect) => missed.some(isOf(effect)));
  const again = await untilHit(ground, { ...batch, effects, round: batch.round + 1 });
  return [...results.filter((result) => !missed.includes(result)), ...again];
}

const isOf =
  (effect: Effect) =>
  ({ failpoint }: CellResult): boolean =>
    failpoint.startsWith(`${effect}/`);
