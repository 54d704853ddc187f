// The port FactTeller on Temporal: a signal to the order, or signal-with-start of its aftercare.
import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  type SignalDefinition,
  WorkflowNotFoundError,
} from '@temporalio/client';
import {
  AFTERCARE_WORKFLOW_TYPE,
  aftercareWorkflowId,
  ORDERS_TASK_QUEUE,
  orderWorkflowId,
} from '../../domain/identity.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import { AWAY_STATUSES, type FactTeller, TemporalAway } from '../../domain/ports/fact-teller.ts';

/** Milliseconds for what only Temporal has to take. */
const DEADLINE = 5_000;

type FactSignal = SignalDefinition<[StripeFact]>;

/** @param signal the workflows' own definition: its name stands nowhere else. */
export function openFactTeller(client: Client, signal: FactSignal): FactTeller {
  const within = (call: () => Promise<unknown>) =>
    client.workflow.withDeadline(Date.now() + DEADLINE, call).catch(rethrowAway);
  return {
    async tellFact(orderId, fact) {
      const isTold = await within(() => tellOrder(client, signal, { orderId, fact }));
      if (isTold === true) return;
      await within(() => tellAftercare(client, signal, { orderId, fact }));
    },
  };
}

interface Told {
  readonly orderId: OrderId;
  readonly fact: StripeFact;
}

/** @returns false when the order has ended, or is not known. */
async function tellOrder(
  { workflow }: Client,
  signal: FactSignal,
  { orderId, fact }: Told,
): Promise<boolean> {
  try {
    await workflow.getHandle(orderWorkflowId(orderId)).signal(signal, fact);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** One for each order, started by the first fact that needs it. */
function tellAftercare({ workflow }: Client, signal: FactSignal, { orderId, fact }: Told): Promise<unknown> {
  return workflow.signalWithStart(AFTERCARE_WORKFLOW_TYPE, {
    workflowId: aftercareWorkflowId(orderId),
    taskQueue: ORDERS_TASK_QUEUE,
    args: [orderId],
    signal,
    signalArgs: [fact],
    staticSummary: `Suites de la commande ${orderId}`,
  });
}

function rethrowAway(error: unknown): never {
  const inner = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(inner) || !AWAY_STATUSES.has(inner.code)) throw error;
  throw new TemporalAway('Temporal is away', { cause: error });
}
