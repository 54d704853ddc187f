// What the server does with a workflow's commands: timers, activities, answers, the end.
import { defaultPayloadConverter } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import type { Standing } from '../../../workflows/messages.ts';
import { callOf, runActivity, type Surroundings } from './activity-task.ts';
import { resolutionOf } from './attempt.ts';
import type { Execution } from './execution.ts';
import type { Command, Job } from './instance.ts';

export interface CommandServer extends Surroundings {
  /** Hears of workflow tasks that fail: none may. */
  readonly onBroken: (error: Error) => void;
  readonly deliver: (execution: Execution, job: Job) => void;
  /** Signals another workflow. @returns false when it does not run. */
  readonly pass: (workflowId: string, signal: SignalBody) => boolean;
}

export const isEnd = (command: Command): boolean =>
  Boolean(
    command.completeWorkflowExecution ?? command.failWorkflowExecution ?? command.cancelWorkflowExecution,
  );

export function carryOut(server: CommandServer, execution: Execution, command: Command): void {
  const { startTimer, cancelTimer, scheduleActivity, updateResponse } = command;
  const { signalExternalWorkflowExecution: signal } = command;
  if (signal) return passOn(server, execution, signal);
  if (startTimer) return setTimer(server, execution, startTimer);
  if (cancelTimer) return execution.timers.get(Number(cancelTimer.seq))?.();
  if (scheduleActivity) return schedule(server, execution, scheduleActivity);
  if (updateResponse) return answer(execution, updateResponse);
  return conclude(server, execution, command);
}

type SignalCommand = NonNullable<Command['signalExternalWorkflowExecution']>;
/** What of it reaches the other workflow. */
export interface SignalBody {
  readonly signalName: string;
  readonly input: unknown;
  readonly headers: object;
}

function passOn(server: CommandServer, execution: Execution, signal: SignalCommand): void {
  const { seq, signalName, args, workflowExecution } = signal;
  const body = { signalName: signalName ?? '', input: args ?? [], headers: {} };
  const isTaken = server.pass(workflowExecution?.workflowId ?? '', body);
  const failure = isTaken ? null : { message: 'not found', applicationFailureInfo: { type: 'NotFound' } };
  server.deliver(execution, { variant: 'resolveSignalExternalWorkflow', body: { seq, failure } });
}

function conclude(server: CommandServer, execution: Execution, command: Command): void {
  if (command.failWorkflowExecution) server.onBroken(new Error('the workflow failed'));
  if (isEnd(command)) close(execution, command);
}

function setTimer(
  server: CommandServer,
  execution: Execution,
  { seq, startToFireTimeout }: NonNullable<Command['startTimer']>,
): void {
  const cancel = server.agenda.after(tsToMs(startToFireTimeout), () =>
    server.deliver(execution, { variant: 'fireTimer', body: { seq } }),
  );
  execution.timers.set(Number(seq), cancel);
}

function schedule(
  server: CommandServer,
  execution: Execution,
  scheduled: NonNullable<Command['scheduleActivity']>,
): void {
  runActivity(server, scheduled, () => !execution.closed)
    .then((result) => server.deliver(execution, resolutionOf(callOf(scheduled), false, result)))
    .catch(server.onBroken);
}

function answer(execution: Execution, response: NonNullable<Command['updateResponse']>): void {
  const update = execution.updates.get(response.protocolInstanceId ?? '');
  if (response.completed) update?.settle({ kind: 'completed' });
  if (response.rejected) {
    update?.settle({ kind: 'failed', type: response.rejected.applicationFailureInfo?.type ?? '' });
  }
}

function close(execution: Execution, { completeWorkflowExecution }: Command): void {
  execution.closed = true;
  const payload = completeWorkflowExecution?.result;
  if (payload) execution.result = defaultPayloadConverter.fromPayload<Standing | null>(payload);
  for (const cancel of execution.timers.values()) cancel();
  for (const update of execution.updates.values()) update.settle({ kind: 'ended' });
}
