// The port OrderCommands on Temporal: update-with-start, updates, signals, each with a deadline.
import type { Client, WorkflowHandle } from '@temporalio/client';
import {
  AFTERCARE_WORKFLOW_TYPE,
  aftercareWorkflowId,
  ORDERS_TASK_QUEUE,
  orderWorkflowId,
  PLACE_UPDATE_ID,
} from '../../domain/identity.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import * as messages from '../../workflows/messages.ts';
import {
  CommandsAway,
  type Decision,
  type DecisionOutcome,
  type OrderCommands,
  type PlaceOutcome,
} from './order-commands.ts';
import { startOf } from './order-start.ts';
import { meaningOf } from './temporal-errors.ts';

/** Milliseconds for what waits for the worker, and Stripe, to answer. */
const UPDATE_DEADLINE = 10_000;
/** Milliseconds for what only Temporal has to take. */
const SIGNAL_DEADLINE = 5_000;
const PING_DEADLINE = 2_000;

/** @param client connected lazily: a server that is away fails each call, not the start of the process. */
export function openOrderCommands(client: Client): OrderCommands {
  const handleOf = (orderId: OrderId) => client.workflow.getHandle(orderWorkflowId(orderId));
  const within = deadlines(client);
  return {
    place: (placed) =>
      placement(() =>
        within(UPDATE_DEADLINE, () =>
          client.workflow.executeUpdateWithStart(messages.placeUpdate, {
            updateId: PLACE_UPDATE_ID,
            startWorkflowOperation: startOf(placed),
          }),
        ),
      ),
    awaitPlacement: (orderId) =>
      placement(() =>
        within(UPDATE_DEADLINE, () =>
          handleOf(orderId).executeUpdate(messages.placeUpdate, { updateId: PLACE_UPDATE_ID }),
        ),
      ),
    decide: (orderId, decision) =>
      decided(() => within(UPDATE_DEADLINE, () => sendDecision(handleOf(orderId), decision))),
    checkPayment: async (orderId) => {
      await unlessEnded(() =>
        within(SIGNAL_DEADLINE, () => handleOf(orderId).signal(messages.checkPaymentSignal)),
      );
    },
    tellFact: (orderId, fact) => tellFact(client, orderId, fact),
    ping: async () => {
      await within(PING_DEADLINE, () => client.workflowService.getSystemInfo({})).catch(rethrowAway);
    },
  };
}

type Within = <T>(milliseconds: number, call: () => Promise<T>) => Promise<T>;

const deadlines =
  (client: Client): Within =>
  (milliseconds, call) =>
    client.workflow.withDeadline(Date.now() + milliseconds, call);

async function placement(call: () => Promise<messages.Placement>): Promise<PlaceOutcome> {
  try {
    return { kind: 'placed', placement: await call() };
  } catch (error) {
    if (meaningOf(error).kind === 'ended') return { kind: 'ended' };
    return rethrowAway(error);
  }
}

async function decided(call: () => Promise<messages.Standing>): Promise<DecisionOutcome> {
  try {
    await call();
    return { kind: 'decided' };
  } catch (error) {
    const meaning = meaningOf(error);
    return meaning.kind === 'refused' || meaning.kind === 'ended' ? meaning : rethrowAway(error);
  }
}

function sendDecision(order: WorkflowHandle, decision: Decision): Promise<messages.Standing> {
  const { by } = decision;
  switch (decision.kind) {
    case 'accept':
      return order.executeUpdate(messages.acceptUpdate, { args: [{ by }] });
    case 'ready':
      return order.executeUpdate(messages.readyUpdate, { args: [{ by }] });
    case 'collect':
      return order.executeUpdate(messages.collectUpdate, { args: [{ by }] });
    case 'noShow':
      return order.executeUpdate(messages.noShowUpdate, { args: [{ by }] });
    case 'reject':
      return order.executeUpdate(messages.rejectUpdate, { args: [{ by, reason: decision.reason }] });
    case 'cancel':
      return order.executeUpdate(messages.cancelUpdate, { args: [{ by, reason: decision.reason }] });
  }
}

/** An order that has ended, or is not known, still gets its facts: by its aftercare, one per order. */
async function tellFact(client: Client, orderId: OrderId, fact: StripeFact): Promise<void> {
  const within = deadlines(client);
  const order = client.workflow.getHandle(orderWorkflowId(orderId));
  const told = await unlessEnded(() =>
    within(SIGNAL_DEADLINE, () => order.signal(messages.stripeEventSignal, fact)),
  );
  if (told) return;
  await within(SIGNAL_DEADLINE, () =>
    client.workflow.signalWithStart(AFTERCARE_WORKFLOW_TYPE, {
      workflowId: aftercareWorkflowId(orderId),
      taskQueue: ORDERS_TASK_QUEUE,
      args: [orderId],
      signal: messages.stripeEventSignal,
      signalArgs: [fact],
      staticSummary: `Suites de la commande ${orderId}`,
    }),
  ).catch(rethrowAway);
}

/** @returns false when nobody is there to be told. */
async function unlessEnded(call: () => Promise<void>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (meaningOf(error).kind === 'ended') return false;
    return rethrowAway(error);
  }
}

function rethrowAway(error: unknown): never {
  if (meaningOf(error).kind === 'away') throw new CommandsAway('Temporal is away', { cause: error });
  throw error;
}
