// What Temporal's client offers the API: signals, updates, update-with-start, signal-with-start.
import { defaultPayloadConverter } from '@temporalio/common';
import { addUpdate, type Execution, type UpdateOutcome } from './execution.ts';
import type { Job, Start } from './instance.ts';
import type { TemporalServer } from './server.ts';

export interface Message {
  readonly name: string;
  readonly args: readonly unknown[];
}

export interface TemporalClient {
  /** @returns false when no such workflow runs. */
  signal(workflowId: string, message: Message): boolean;
  signalWithStart(start: Start, message: Message): void;
  /** Joins one that runs. */
  start(start: Start): void;
  /** Somebody cancels the workflow in the Temporal UI. */
  cancel(workflowId: string): void;
  /** Somebody terminates it. */
  terminate(workflowId: string): void;
  /** Whether its last run completed. */
  isCompleted(workflowId: string): boolean;
  /** Joins the update of the same id. */
  update(workflowId: string, updateId: string, message: Message): Promise<UpdateOutcome>;
  updateWithStart(start: Start, updateId: string, message: Message): Promise<UpdateOutcome>;
}

export function createClient(server: TemporalServer): TemporalClient {
  const running = (workflowId: string): Execution | null => {
    const found = server.executions.get(workflowId);
    return found === undefined || found.closed ? null : found;
  };
  const send = (execution: Execution, message: Message): void =>
    server.deliver(execution, {
      variant: 'signalWorkflow',
      body: { signalName: message.name, input: input(message), headers: {} },
    });
  const update = (execution: Execution, updateId: string, message: Message): Promise<UpdateOutcome> => {
    const known = execution.updates.get(updateId);
    if (known !== undefined) return known.outcome;
    const added = addUpdate(execution, updateId);
    server.deliver(execution, updateJob(updateId, message));
    return added.outcome;
  };
  return {
    ...operator(server, running),
    signal(workflowId, message) {
      const execution = running(workflowId);
      if (execution !== null) send(execution, message);
      return execution !== null;
    },
    start(start) {
      if (running(start.workflowId) === null) server.start(start);
    },
    signalWithStart(start, message) {
      send(running(start.workflowId) ?? server.start(start), message);
    },
    async update(workflowId, updateId, message) {
      const execution = running(workflowId);
      return execution === null ? { kind: 'ended' } : update(execution, updateId, message);
    },
    async updateWithStart(start, updateId, message) {
      const known = server.executions.get(start.workflowId);
      if (known?.closed === true) return known.updates.get(updateId)?.outcome ?? { kind: 'ended' };
      return update(known ?? server.start(start), updateId, message);
    },
  };
}

function operator(
  server: TemporalServer,
  running: (workflowId: string) => Execution | null,
): Pick<TemporalClient, 'cancel' | 'terminate' | 'isCompleted'> {
  return {
    cancel(workflowId) {
      const execution = running(workflowId);
      if (execution !== null) server.deliver(execution, { variant: 'cancelWorkflow', body: {} });
    },
    terminate(workflowId) {
      const execution = running(workflowId);
      if (execution !== null) server.terminate(execution);
    },
    isCompleted(workflowId) {
      const known = server.executions.get(workflowId);
      return known?.closed === true && !known.isLost;
    },
  };
}

const input = ({ args }: Message) => args.map((arg) => defaultPayloadConverter.toPayload(arg));

function updateJob(updateId: string, message: Message): Job {
  const body = {
    id: updateId,
    protocolInstanceId: updateId,
    name: message.name,
    input: input(message),
    headers: {},
    meta: { updateId },
    runValidator: true,
  };
  return { variant: 'doUpdate', body };
}
