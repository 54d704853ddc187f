// The port FactTeller on Temporal: a signal to the order, or signal-with-start of what goes on with it.
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
import { isOpen, type OrderStatus } from '../../domain/order-status.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import { AWAY_STATUSES, type FactTeller, TemporalAway } from '../../domain/ports/fact-teller.ts';
import type { OrderReviver } from '../../domain/ports/order-reviver.ts';
import { resumeOrder } from './resume-order.ts';

/** Milliseconds for what only Temporal has to take. */
const DEADLINE = 5_000;

type FactSignal = SignalDefinition<[StripeFact]>;

export interface FactTellerParts {
  /** The workflows' own definition: its name stands nowhere else. */
  readonly signal: FactSignal;
  /** Tells an order that has ended from one whose workflow was lost. */
  readonly statusOf: (orderId: OrderId) => Promise<OrderStatus | null>;
}

export function openFactTeller(client: Client, { signal, statusOf }: FactTellerParts): FactTeller {
  const within = withinDeadline(client);
  return {
    async tellFact(orderId, fact) {
      if (await within(() => tellOrder(client, signal, { orderId, fact }))) return;
      const status = await statusOf(orderId);
      const isLost = status !== null && isOpen(status);
      if (isLost && (await within(() => resumeOrder(client, orderId, { signal, fact })))) return;
      await within(() => tellAftercare(client, signal, { orderId, fact }));
    },
  };
}

export function openOrderReviver(client: Client): OrderReviver {
  const within = withinDeadline(client);
  return { resume: (orderId) => within(() => resumeOrder(client, orderId, null)) };
}

const withinDeadline =
  ({ workflow }: Client) =>
  <T>(call: () => Promise<T>): Promise<T> =>
    workflow.withDeadline(Date.now() + DEADLINE, call).catch(rethrowAway);

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
