// Some cells of the matrix at once: an order stands at each failpoint, one kill hits them all, and each goes to its end.
import { setTimeout as sleep } from 'node:timers/promises';
import { EFFECTS, type Effect, type Failpoint, type Moment } from '../../dev/failpoints/failpoint.ts';
import type { Trap } from './gate.ts';
import type { Ground } from './ground.ts';
import { readVersions, watchProgress } from './progress.ts';
import { has } from './steps.ts';
import { kill, type Victim } from './victims.ts';
import { type Walk, walkTo } from './walks.ts';

export interface Batch {
  readonly victim: Victim;
  readonly moment: Moment;
  readonly effects: readonly Effect[];
  /** Part of the orders' keys: a batch that is done again has other orders. */
  readonly round: number;
}

export interface CellResult {
  readonly failpoint: Failpoint;
  readonly victim: Victim;
  /** Whether the worker stood there when the victim died. */
  readonly wasHit: boolean;
  readonly problem: string | null;
  /** Milliseconds from the kill until the order went on; null where it did not. */
  readonly recovered: number | null;
}

interface Stand {
  readonly effect: Effect;
  readonly failpoint: Failpoint;
  readonly walk: Walk;
  readonly trap: Trap;
}

/** A database write has 5 s; whoever stands longer in one has been given up, and the kill would miss it. */
const FRESH = 4_000;
const UNTIL_HELD = 60_000;
const POLL = 10;
/** They may stand for long, so they get there first. */
const AT_STRIPE: readonly Effect[] = EFFECTS.filter((effect) => /Checkout|refund/.test(effect));

export async function runBatch(ground: Ground, batch: Batch): Promise<readonly CellResult[]> {
  const stands = await takeStands(ground, batch);
  const acts = await bringThere(stands);
  const url = ground.stack.env.DATABASE_URL ?? '';
  const ids = stands.map(({ walk }) => walk.orderId);
  const before = await readVersions(url, ids);
  const hits = new Set(stands.filter(isThere));
  const { at: since } = await kill(ground.stack, batch.victim);
  for (const { trap } of stands) trap.release();
  const done = new AbortController();
  const watching = watchProgress(ids, { url, before, since, signal: done.signal });
  const problems = await Promise.all(
    stands.map((stand) => problemOf(finish(ground, stand, acts.get(stand) ?? Promise.resolve()))),
  );
  done.abort();
  const went = await watching;
  return stands.map((stand, index) => ({
    failpoint: stand.failpoint,
    victim: batch.victim,
    wasHit: hits.has(stand),
    problem: problems[index] ?? null,
    recovered: went.get(stand.walk.orderId) ?? null,
  }));
}

/** Every order just before its effect, and the failpoint armed for it alone. */
function takeStands({ cast, gate }: Ground, batch: Batch): Promise<readonly Stand[]> {
  return Promise.all(
    batch.effects.map(async (effect) => {
      const failpoint = `${effect}/${batch.moment}` as const;
      const walk = walkTo(effect, cast, `${batch.victim} at ${failpoint}, round ${batch.round}`);
      await walk.before();
      return { effect, failpoint, walk, trap: gate.arm(failpoint, walk.workflowId) };
    }),
  );
}

/** @returns what each order's people are doing, as promises nobody has looked at yet. */
async function bringThere(stands: readonly Stand[]): Promise<ReadonlyMap<Stand, Promise<unknown>>> {
  const acts = new Map<Stand, Promise<unknown>>();
  for (const isNext of [isAtStripe, isAtDatabase]) {
    const group = stands.filter(isNext);
    for (const stand of group) {
      const acting = stand.walk.at();
      acting.catch(() => {});
      acts.set(stand, acting);
    }
    await untilAllStand(group);
  }
  return acts;
}

async function untilAllStand(stands: readonly Stand[]): Promise<void> {
  const giveUpAt = Date.now() + UNTIL_HELD;
  while (Date.now() < giveUpAt) {
    if (stands.every(({ trap }) => trap.hold() !== undefined)) return;
    if (stands.some(isAtDatabase) && stands.some(isTiring)) return;
    await sleep(POLL);
  }
}

const isAtStripe = ({ effect }: Stand): boolean => AT_STRIPE.includes(effect);
const isAtDatabase = (stand: Stand): boolean => !isAtStripe(stand);
const isTiring = ({ trap }: Stand): boolean => Date.now() - (trap.hold()?.since ?? Date.now()) > FRESH;
const isThere = (stand: Stand): boolean =>
  stand.trap.hold()?.isStanding() === true && (isAtStripe(stand) || !isTiring(stand));

async function finish({ cast }: Ground, { walk }: Stand, acting: Promise<unknown>): Promise<void> {
  await acting;
  await walk.after();
  await cast.customer.waitFor(walk.orderId, has(walk.end));
}

const problemOf = (done: Promise<void>): Promise<string | null> =>
  done.then(
    () => null,
    (error: unknown) => String(error),
  );
