// Activities as Temporal runs them: tried until they answer, a lost attempt noticed only by its timeout.
import { ApplicationFailure } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { type Agenda, never } from '../agenda.ts';
import { type ActivityCall, type AttemptResult, attempt } from './attempt.ts';
import type { Command } from './instance.ts';
import type { SimulatedWorker } from './worker.ts';

export interface Surroundings {
  readonly agenda: Agenda;
  readonly worker: SimulatedWorker;
  /** Milliseconds until a worker takes up what is due. */
  readonly dispatch: () => number;
  /** The process may die here. */
  readonly hazard: () => void;
  /** Whether the worker forgets a workflow it has just served. */
  readonly evicts: () => boolean;
}

type Scheduled = NonNullable<Command['scheduleActivity']>;
type ScheduledLocal = NonNullable<Command['scheduleLocalActivity']>;

/** The server's defaults, in milliseconds. */
const FIRST_BACKOFF = 1_000;
const NO_MAXIMUM = 100_000;

export const callOf = ({
  seq,
  activityType,
  arguments: input,
}: Scheduled | ScheduledLocal): ActivityCall => ({
  seq: Number(seq),
  name: activityType ?? '',
  input: input ?? [],
});

/** @param isWanted false once the workflow is gone: an attempt under way goes on, no other follows. */
export async function runActivity(
  around: Surroundings,
  scheduled: Scheduled,
  isWanted: () => boolean,
): Promise<AttemptResult> {
  const timeout = tsToMs(scheduled.startToCloseTimeout);
  const { maximumInterval, nonRetryableErrorTypes } = scheduled.retryPolicy ?? {};
  const ceiling = maximumInterval == null ? NO_MAXIMUM : tsToMs(maximumInterval);
  const isFinal = ({ type, nonRetryable }: ApplicationFailure): boolean =>
    nonRetryable === true || (nonRetryableErrorTypes ?? []).includes(type ?? '');
  for (let tries = 0; ; tries += 1) {
    await around.agenda.sleep(around.dispatch());
    await isUp(around.worker);
    if (!isWanted()) return never();
    const result = await attemptWithin(around, callOf(scheduled), timeout);
    if (result.kind === 'completed' || (result.kind === 'failed' && isFinal(result.failure))) return result;
    await around.agenda.sleep(Math.min(FIRST_BACKOFF * 2 ** tries, ceiling));
  }
}

/** Settles never when the worker dies: the workflow task that waits for it dies, too. */
export async function runLocalActivity(
  around: Surroundings,
  scheduled: ScheduledLocal,
): Promise<AttemptResult> {
  const timeout = tsToMs(scheduled.startToCloseTimeout);
  const deadline = around.agenda.now() + tsToMs(scheduled.scheduleToCloseTimeout);
  const attempts = scheduled.retryPolicy?.maximumAttempts ?? 1;
  const { life } = around.worker;
  for (let tries = 1; ; tries += 1) {
    const left = Math.min(timeout, deadline - around.agenda.now());
    const result = await attemptWithin(around, callOf(scheduled), left);
    if (around.worker.life !== life) return never();
    if (result.kind === 'completed') return result;
    const pause = FIRST_BACKOFF * 2 ** (tries - 1);
    if (tries >= attempts || around.agenda.now() + pause >= deadline) return failed(result);
    await around.agenda.sleep(pause);
  }
}

const failed = (result: AttemptResult | Lost): AttemptResult =>
  result.kind === 'lost'
    ? { kind: 'failed', failure: ApplicationFailure.create({ message: 'timed out', type: 'TimeoutError' }) }
    : result;

interface Lost {
  readonly kind: 'lost';
}

/** The attempt goes on after its timeout, as a process that is merely slow does. */
async function attemptWithin(
  around: Surroundings,
  call: ActivityCall,
  timeout: number,
): Promise<AttemptResult | Lost> {
  const { worker, agenda } = around;
  const { life } = worker;
  let drop: () => void = () => {};
  const lost = new Promise<Lost>((resolve) => {
    drop = agenda.after(timeout, () => resolve({ kind: 'lost' }));
  });
  const done = attempt(worker, call).then((result) => {
    around.hazard();
    return worker.life === life ? result : never();
  });
  const first = await Promise.race([done, lost]);
  drop();
  return first;
}

const isUp = (worker: SimulatedWorker): Promise<void> => new Promise((resolve) => worker.whenUp(resolve));
