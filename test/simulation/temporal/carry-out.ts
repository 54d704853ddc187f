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
}

export const isEnd = (command: Command): boolean =>
  Boolean(
    command.completeWorkflowExecution ?? command.failWorkflowExecution ?? command.cancelWorkflowExecution,
  );

export function carryOut(server: CommandServer, execution: Execution, command: Command): void {
  const { startTimer, cancelTimer, scheduleActivity, updateResponse } = command;
  if (startTimer) return setTimer(server, execution, startTimer);
  if (cancelTimer) return execution.timers.get(Number(cancelTimer.seq))?.();
  if (scheduleActivity) return schedule(server, execution, scheduleActivity);
  if (updateResponse) return answer(execution, updateResponse);
  return conclude(server, execution, command);
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
  runActivity(server, scheduled)
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
