// The decisions of people, as updates: checked before they enter the history, answered once they are recorded.
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import { advance } from '../domain/advance.ts';
import { FAILURES, type FailureCode } from '../domain/failures.ts';
import { nextGeneration } from '../domain/follow-up.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import { carryOut } from './carry-out.ts';
import * as messages from './messages.ts';
import { now, type OrderRun } from './order-run.ts';
import { parsePerson, parseReason } from './parse-decision.ts';
import { untilRecorded } from './recorder.ts';
import { standing } from './standing.ts';

export function acceptDecisions(order: OrderRun): void {
  setHandler(messages.placeUpdate, () => shielded(() => placement(order)), {
    description: 'Passer la commande',
  });
  acceptRefundRetry(order);
  const on = decisionsOf(order);
  on(messages.acceptUpdate, 'Accepter', ({ by }) => ({ type: 'ACCEPTED', by: parsePerson(by) }));
  on(messages.readyUpdate, 'Prête', ({ by }) => ({ type: 'READY', by: parsePerson(by) }));
  on(messages.collectUpdate, 'Retirée', ({ by }) => ({ type: 'COLLECTED', by: parsePerson(by) }));
  on(messages.noShowUpdate, 'Non retirée', ({ by }) => ({ type: 'NO_SHOW', by: parsePerson(by) }));
  on(messages.rejectUpdate, 'Refuser', ({ by, reason }) => ({
    type: 'REJECTED',
    by: parsePerson(by),
    reason: parseReason(reason),
  }));
  on(messages.cancelUpdate, 'Annuler', ({ by, reason }) => ({
    type: 'CANCELLED',
    by: parsePerson(by),
    reason: parseReason(reason),
  }));
}

/** The one decision that is still to be taken about an order that has ended. */
export function acceptRefundRetry(order: OrderRun): void {
  const on = decisionsOf(order);
  on(messages.retryRefundUpdate, 'Relancer le remboursement', ({ by }) => retryOf(order, parsePerson(by)));
}

type Decision<Arg> = (arg: Arg) => OrderEvent;

function decisionsOf(order: OrderRun) {
  return <Arg>(
    update: UpdateDefinition<messages.Standing, [Arg]>,
    description: string,
    toEvent: Decision<Arg>,
  ): void =>
    setHandler(update, (arg) => shielded(() => decide(order, toEvent(arg))), {
      description,
      validator: (arg: Arg) => refuseImpossible(order, toEvent(arg)),
    });
}

/** Handlers start in the workflow's own scope: somebody cancelling the workflow must not cut a decision short. */
const shielded = <T>(handle: () => Promise<T>): Promise<T> => CancellationScope.nonCancellable(handle);

function refuseImpossible(order: OrderRun, event: OrderEvent): void {
  const step = advance(order.state, event, now());
  if (step.kind === 'refused') throw refusal(step.code, order);
}

async function decide(order: OrderRun, event: OrderEvent): Promise<messages.Standing> {
  const step = await carryOut(order, event);
  if (step.kind === 'refused') throw refusal(step.code, order);
  await untilRecorded(order);
  return standing(order);
}

/** Only a refund that failed is retried; its new generation makes a new idempotency key. */
function retryOf(order: OrderRun, by: OrderEvent['by']): OrderEvent {
  if (order.state.paymentStatus !== 'REFUND_FAILED') throw refusal('NOTHING_TO_REFUND', order);
  return { type: 'REFUND_REQUESTED', by, generation: nextGeneration(order.state) };
}

/** Answers once the customer can go on: with the payment page, or at once for an order paid at the counter. */
async function placement(order: OrderRun): Promise<messages.Placement> {
  const isReady = () => order.state.checkout !== null || order.state.paymentStatus !== 'AWAITING';
  await condition(() => order.pickupCode !== null && isReady());
  await untilRecorded(order);
  const { checkout } = order.state;
  return {
    pickupCode: order.pickupCode ?? '',
    checkout: checkout === null ? null : { url: checkout.url, expiresAt: checkout.expiresAt },
  };
}

function refusal(code: FailureCode, order: OrderRun): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message: FAILURES[code].detail,
    nonRetryable: true,
    details: [standing(order)],
  });
}
