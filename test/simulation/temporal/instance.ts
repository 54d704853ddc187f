// One workflow in memory: the SDK's own runtime, given activations as a worker gives them, without server or sandbox.
import './async-storage.ts';
import { defaultPayloadConverter } from '@temporalio/common';
import { setActivator } from '@temporalio/workflow/lib/global-attributes.js';
import { Activator } from '@temporalio/workflow/lib/internals.js';
import { tryUnblockConditions } from '@temporalio/workflow/lib/worker-interface.js';
import type { Activities } from '../../../activities/index.ts';
import { settle } from '../agenda.ts';
import { fixTime } from './clock-override.ts';

export type Command = ReturnType<Activator['concludeActivation']>['commands'][number];

/** What a worker is told about a workflow; the names are the protocol's. */
export type Job =
  | { readonly variant: 'signalWorkflow'; readonly body: object }
  | { readonly variant: 'doUpdate'; readonly body: { readonly protocolInstanceId: string } }
  | { readonly variant: 'cancelWorkflow'; readonly body: object }
  | { readonly variant: 'fireTimer'; readonly body: object }
  | { readonly variant: 'resolveSignalExternalWorkflow'; readonly body: object }
  | { readonly variant: 'resolveActivity'; readonly body: object };

export interface Start {
  readonly workflowId: string;
  readonly type: string;
  // Workflow functions of any signature: arguments travel as payloads.
  readonly workflow: (...args: never[]) => Promise<unknown>;
  readonly args: readonly unknown[];
  readonly startedAt: number;
}

/** The same in all activations of a workflow task, but for the time. */
export interface TaskTime {
  readonly at: number;
  readonly historyLength: number;
}

export interface Instance {
  /** @throws when the workflow task fails. */
  activate(jobs: readonly Job[], task: TaskTime): Promise<readonly Command[]>;
}

const ACTIVITIES: Readonly<Record<keyof Activities, true>> = {
  placeOrder: true,
  recordChange: true,
  loadOrder: true,
  openCheckout: true,
  closeCheckout: true,
  lookUpCheckout: true,
  refundPayment: true,
};

export function createInstance(start: Start): Instance {
  const activator = createActivator(start);
  // The protocol's messages have many more fields; the runtime reads these.
  type Init = Parameters<Activator['startWorkflow']>[0];
  const init = {
    arguments: start.args.map((arg) => defaultPayloadConverter.toPayload(arg)),
    headers: {},
  } as unknown as Init;
  let isStarted = false;
  const begin = (): void => {
    activator.startWorkflow(init);
    isStarted = true;
    tryUnblockConditions();
  };
  return {
    async activate(jobs, { at, historyLength }) {
      fixTime(at);
      activator.now = at;
      activator.mutateWorkflowInfo((info) => ({ ...info, historyLength }));
      setActivator(activator);
      try {
        if (!isStarted) activator.initializeWorkflow(init);
        for (const job of jobs) deliver(activator, job);
        if (!isStarted) begin();
        do await settle();
        while (tryUnblockConditions() > 0);
        activator.rejectBufferedUpdates();
        return activator.concludeActivation().commands;
      } finally {
        fixTime(null);
      }
    },
  };
}

function deliver(activator: Activator, { variant, body }: Job): void {
  // Each handler takes its own message; `variant` and `body` belong together by construction.
  const handlers = activator as unknown as Record<Job['variant'], (body: object) => void>;
  handlers[variant](body);
  tryUnblockConditions();
}

function createActivator({ workflowId, type, workflow, startedAt }: Start): Activator {
  const startTime = new Date(startedAt);
  const info = {
    workflowId,
    runId: workflowId,
    workflowType: type,
    taskQueue: 'orders',
    namespace: 'default',
    startTime,
    runStartTime: startTime,
    searchAttributes: {},
    attempt: 1,
    historyLength: 0,
    historySize: 0,
    continueAsNewSuggested: false,
    unsafe: { isReplaying: false, isReplayingHistoryEvents: false, now: () => startedAt },
  };
  const activator = new Activator({
    info,
    randomnessSeed: [1],
    now: startedAt,
    showStackTraceSources: false,
    registeredActivityNames: new Set(Object.keys(ACTIVITIES)),
    stackTracesEnabled: false,
    failureExceptionTypeNames: [],
    getTimeOfDay: () => 0n,
    // A worker fills in many more facts about the execution; the order's workflows read none of them.
  } as unknown as ConstructorParameters<typeof Activator>[0]);
  // The same function the bundle would export.
  activator.workflow = workflow as unknown as NonNullable<Activator['workflow']>;
  return activator;
}
