// What Temporal knows of one workflow: its history, what waits for it, and how it ended.
import type { Standing } from '../../../workflows/messages.ts';
import {
  type Command,
  createInstance,
  type Instance,
  type Job,
  type Start,
  type TaskTime,
} from './instance.ts';

/** One activation that is in the history, and what the workflow said to it. */
export interface Activation extends TaskTime {
  readonly jobs: readonly Job[];
  readonly said: string;
}

export type UpdateOutcome =
  | { readonly kind: 'completed' }
  /** `type` as the workflow's failure has it. */
  | { readonly kind: 'failed'; readonly type: string }
  | { readonly kind: 'ended' };

export interface Update {
  readonly outcome: Promise<UpdateOutcome>;
  readonly settle: (outcome: UpdateOutcome) => void;
}

export interface Execution {
  readonly start: Start;
  /** In the worker's memory; null after its death, or when it was evicted. */
  instance: Instance | null;
  readonly history: Activation[];
  /** What no completed task has taken yet. */
  inbox: Job[];
  /** What the running task has taken. */
  taking: readonly Job[];
  /** Counts task attempts; an attempt that is not the newest has no effect. */
  attempt: number;
  task: 'none' | 'due' | 'running';
  readonly timers: Map<number, () => void>;
  readonly updates: Map<string, Update>;
  readonly attributes: Map<string, unknown>;
  closed: boolean;
  /** Closed by an operator's mistake, not by its end. */
  isLost: boolean;
  /** What it returned. */
  result: Standing | null;
}

export function createExecution(start: Start): Execution {
  return {
    start,
    instance: null,
    history: [],
    inbox: [],
    taking: [],
    attempt: 0,
    task: 'none',
    timers: new Map(),
    updates: new Map(),
    attributes: new Map(),
    closed: false,
    isLost: false,
    result: null,
  };
}

export function addUpdate(execution: Execution, updateId: string): Update {
  let settle: Update['settle'] = () => {};
  const outcome = new Promise<UpdateOutcome>((resolve) => {
    settle = resolve;
  });
  const update = { outcome, settle };
  execution.updates.set(updateId, update);
  return update;
}

/** @throws when the workflow does not say again what it said before. */
export async function replay({ start, history }: Execution): Promise<Instance> {
  const instance = createInstance(start);
  for (const { at, historyLength, jobs, said } of history) {
    const again = fingerprint(await instance.activate(jobs, { at, historyLength }));
    if (again !== said) throw new Error(`replay of ${start.workflowId}: said ${said}, then ${again}`);
  }
  return instance;
}

/** What a history keeps of an activation: updates that were refused never happened. */
export function recorded(activation: Omit<Activation, 'said'>, commands: readonly Command[]): Activation {
  const refused = refusedUpdates(activation.jobs, commands);
  const jobs = activation.jobs.flatMap((job): Job[] => {
    if (job.variant !== 'doUpdate') return [job];
    const isRefused = refused.has(job.body.protocolInstanceId);
    return isRefused ? [] : [{ variant: 'doUpdate', body: { ...job.body, ...VALIDATED } }];
  });
  const kept = commands.filter(
    ({ updateResponse }) => !refused.has(updateResponse?.protocolInstanceId ?? ''),
  );
  return { ...activation, jobs, said: fingerprint(kept) };
}

const VALIDATED = { runValidator: false };

/** Those that the validator turned away; one that fails later was accepted, and is part of history. */
function refusedUpdates(jobs: readonly Job[], commands: readonly Command[]): Set<string> {
  const asked = jobs.flatMap((job) => (job.variant === 'doUpdate' ? [job.body.protocolInstanceId] : []));
  const accepted = new Set<string>();
  const rejected = new Set<string>();
  for (const { updateResponse } of commands) {
    const id = updateResponse?.protocolInstanceId ?? '';
    if (updateResponse?.accepted) accepted.add(id);
    if (updateResponse?.rejected) rejected.add(id);
  }
  return new Set(asked.filter((id) => rejected.has(id) && !accepted.has(id)));
}

function fingerprint(commands: readonly Command[]): string {
  return commands.map(sayOf).join(' ');
}

function sayOf(command: Command): string {
  const { scheduleActivity, scheduleLocalActivity, startTimer, updateResponse } = command;
  if (scheduleActivity) return `activity:${scheduleActivity.seq}:${scheduleActivity.activityType}`;
  if (scheduleLocalActivity)
    return `local:${scheduleLocalActivity.seq}:${scheduleLocalActivity.activityType}`;
  if (startTimer) return `timer:${startTimer.seq}`;
  if (updateResponse) return `update:${updateResponse.protocolInstanceId}`;
  return Object.keys(command).join('+');
}
