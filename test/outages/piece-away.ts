// PostgreSQL or Temporal is down for a while, for real, while orders go on arriving.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ground, judge, type Verdict } from './ground.ts';

export interface PieceAwayPlan {
  readonly piece: 'postgres' | 'temporal';
  readonly perSecond: number;
  /** Seconds of load before, during and after. */
  readonly before: number;
  readonly during: number;
  readonly after: number;
}

export async function pieceAway(ground: Ground, plan: PieceAwayPlan): Promise<Verdict> {
  const load = ground.load(plan.perSecond);
  await sleep(plan.before * 1_000);
  const { restart } = await ground.stack.halt(plan.piece);
  const before = ground.seen.acknowledged.size;
  await sleep(plan.during * 1_000);
  // What was under way in the last moment may still have been answered.
  const during = ground.seen.acknowledged.size - before;
  await restart();
  await sleep(plan.after * 1_000);
  await load.end();
  const verdict = await judge(ground);
  const lies = during > plan.perSecond * 2 ? [`${during} orders acknowledged without ${plan.piece}`] : [];
  return { ...verdict, broken: [...verdict.broken, ...lies] };
}
