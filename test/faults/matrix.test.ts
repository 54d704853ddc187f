// Real processes killed at every moment of every effect: each order still comes to its right end, and the books agree.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellResult } from './batch.ts';
import { type Comparison, compareAtRest } from './compare/compare.ts';
import { type Ground, openGround } from './ground.ts';
import { CELLS, runMatrix } from './matrix.ts';
import { untilQuiet } from './quiet.ts';
import { recoveryOf, recoveryTable, WORKER_P99 } from './recovery.ts';

let ground: Ground | undefined;
let results: readonly CellResult[] = [];
let quiet: string | null = 'not reached';
let comparison: Comparison | undefined;
let broken: readonly string[] = [];

beforeAll(async () => {
  ground = await openGround();
  results = await runMatrix(ground, console.log);
  quiet = await untilQuiet(ground.stack, ground.cast);
  comparison = await compareAtRest(ground.stack, ground.cast.told.acknowledged);
  ({ broken } = ground.cast.told);
}, 1_500_000);
afterAll(() => ground?.close(), 120_000);

const recovered = () =>
  results.flatMap(({ victim, recovered: after }) => (after === null ? [] : [{ victim, after }]));

describe('kill -9', () => {
  it.each(CELLS)('of $victim at $failpoint → the order goes to its end', ({ victim, failpoint }) => {
    const cell = results.find((result) => result.victim === victim && result.failpoint === failpoint);
    expect(cell).toMatchObject({ wasHit: true, problem: null });
  });

  it('at rest → workflow = database = Stripe, to the cent, and no order is lost', () => {
    expect(quiet).toBeNull();
    expect(comparison?.violations).toEqual([]);
    expect(comparison?.orders).toBeGreaterThanOrEqual(CELLS.length);
    expect(comparison?.captured).toBeGreaterThan(comparison?.givenBack ?? 0);
    expect(comparison?.givenBack).toBeGreaterThan(0);
  });

  it('while pieces are away → nobody is told that the service is broken', () => {
    expect(broken).toEqual([]);
  });

  // Of twenty samples the slowest tells of the machine, which runs other tests: `npm run faults` looks at p99.
  it('of a worker → its orders go on within seconds', () => {
    console.log(recoveryTable(recovered()));
    expect(recoveryOf(recovered(), 'worker').p50).toBeLessThanOrEqual(WORKER_P99);
  });
});
