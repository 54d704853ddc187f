// The port OrderCommands on Temporal: update-with-start, updates, signals, each with a deadline.
import type { Client, WorkflowHandle } from '@temporalio/client';
import { orderWorkflowId, PLACE_UPDATE_ID } from '../../domain/identity.ts';
import type { OrderId } from '../../domain/ids.ts';
import { TemporalAway } from '../../domain/ports/fact-teller.ts';
import * as messages from '../../workflows/messages.ts';
import type { Decision, DecisionOutcome, OrderCommands, PlaceOutcome } from './order-commands.ts';
import { startOf } from './order-start.ts';
import { meaningOf } from './temporal-errors.ts';

/** Milliseconds for what waits for the worker, and Stripe: a step that a dead worker had taken is another's after 10 s. */
const UPDATE_DEADLINE = 15_000;
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

async function unlessEnded(call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (meaningOf(error).kind !== 'ended') rethrowAway(error);
  }
}

function rethrowAway(error: unknown): never {
  if (meaningOf(error).kind === 'away') throw new TemporalAway('Temporal is away', { cause: error });
  throw error;
}
