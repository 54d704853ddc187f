// Temporal for one world: workflow tasks, timers, signals and updates, as its server and a worker share them out.
import { callOf, runLocalActivity, type Surroundings } from './activity-task.ts';
import { resolutionOf } from './attempt.ts';
import { type CommandServer, carryOut, isEnd } from './carry-out.ts';
import { type Activation, createExecution, type Execution, recorded, replay } from './execution.ts';
import type { Command, Instance, Job, Start } from './instance.ts';

/** Milliseconds after which Temporal gives a workflow task that was not answered to somebody else. */
const TASK_TIMEOUT = 10_000;

export interface TemporalServer {
  readonly executions: ReadonlyMap<string, Execution>;
  /** Starts a workflow that is not running. */
  start(start: Start): Execution;
  deliver(execution: Execution, job: Job): void;
  /** Its state is gone; activities under way are not. */
  terminate(execution: Execution): void;
}

/** @param onBroken hears of workflow tasks that fail: none may. */
export function createServer(around: Surroundings, onBroken: (error: Error) => void): TemporalServer {
  const executions = new Map<string, Execution>();
  const server: CommandServer = {
    ...around,
    onBroken,
    deliver: (execution, job) => deliver(server, execution, job),
    pass(workflowId, body) {
      const other = executions.get(workflowId);
      if (other === undefined || other.closed) return false;
      deliver(server, other, { variant: 'signalWorkflow', body });
      return true;
    },
  };
  around.worker.onDeath(() => {
    for (const execution of executions.values()) abandon(server, execution);
  });
  return {
    executions,
    start(start) {
      const execution = createExecution(start);
      executions.set(start.workflowId, execution);
      due(server, execution, around.dispatch());
      return execution;
    },
    deliver: server.deliver,
    terminate,
  };
}

function terminate(execution: Execution): void {
  execution.closed = true;
  execution.isLost = true;
  execution.attempt += 1;
  for (const cancel of execution.timers.values()) cancel();
  for (const update of execution.updates.values()) update.settle({ kind: 'ended' });
}

function deliver(server: CommandServer, execution: Execution, job: Job): void {
  if (execution.closed) return;
  execution.inbox.push(job);
  if (execution.task === 'none') due(server, execution, server.dispatch());
}

function due(server: CommandServer, execution: Execution, delay: number): void {
  execution.task = 'due';
  execution.attempt += 1;
  const { attempt } = execution;
  server.agenda.after(delay, () =>
    server.worker.whenUp(() => {
      if (execution.attempt === attempt) run(server, execution).catch(server.onBroken);
    }),
  );
}

/** The process died: its task is given out again once Temporal notices, its memory is gone. */
function abandon(server: CommandServer, execution: Execution): void {
  execution.instance = null;
  if (execution.task === 'running') takeBack(server, execution, TASK_TIMEOUT);
}

function takeBack(server: CommandServer, execution: Execution, delay: number): void {
  execution.instance = null;
  execution.inbox = [...execution.taking, ...execution.inbox];
  execution.taking = [];
  due(server, execution, delay);
}

async function run(server: CommandServer, execution: Execution): Promise<void> {
  const { attempt } = execution;
  execution.task = 'running';
  execution.taking = execution.inbox;
  execution.inbox = [];
  const instance = await server.agenda.busy(async () => execution.instance ?? replay(execution));
  const done: Activation[] = [];
  const commands: Command[] = [];
  const locals: NonNullable<Command['scheduleLocalActivity']>[] = [];
  let jobs: readonly Job[] = inOrder(execution.taking);
  for (;;) {
    const time = { at: server.agenda.now(), historyLength: attempt };
    const said = await server.agenda.busy(() => instance.activate(jobs, time));
    done.push(recorded({ ...time, jobs }, said));
    for (const command of said) {
      if (command.scheduleLocalActivity) locals.push(command.scheduleLocalActivity);
      else commands.push(command);
    }
    server.hazard();
    if (execution.attempt !== attempt) return;
    const next = locals.shift();
    if (next === undefined) break;
    jobs = [resolutionOf(callOf(next), true, await runLocalActivity(server, next))];
    if (execution.attempt !== attempt) return;
  }
  complete(server, execution, { instance, done, commands });
}

/** Messages first, in their sequence, then results: so it is in one activation. */
function inOrder(jobs: readonly Job[]): Job[] {
  const isMessage = ({ variant }: Job): boolean => variant === 'signalWorkflow' || variant === 'doUpdate';
  return [...jobs.filter(isMessage), ...jobs.filter((job) => !isMessage(job))];
}

interface TaskResult {
  readonly instance: Instance;
  readonly done: readonly Activation[];
  readonly commands: readonly Command[];
}

function complete(
  server: CommandServer,
  execution: Execution,
  { instance, done, commands }: TaskResult,
): void {
  // A workflow does not end over the head of what came meanwhile: the task is done again, with it.
  if (execution.inbox.length > 0 && commands.some(isEnd))
    return takeBack(server, execution, server.dispatch());
  execution.instance = server.evicts() ? null : instance;
  execution.taking = [];
  execution.task = 'none';
  execution.history.push(...done);
  for (const command of commands) carryOut(server, execution, command);
  if (!execution.closed && execution.inbox.length > 0) due(server, execution, server.dispatch());
}
