// What a decision answers: where the order stands; and, when it is refused, why.
import { ApplicationFailure } from '@temporalio/common';
import { FAILURES, type FailureCode } from '../domain/failures.ts';
import type { Standing } from './messages.ts';
import type { OrderRun } from './order-run.ts';

export function standing({ state }: OrderRun): Standing {
  return { status: state.status, paymentStatus: state.paymentStatus, version: state.version };
}

/** Whoever sent it by hand reads the message, and in it where the order stands. */
export function refusal(code: FailureCode, order: OrderRun): ApplicationFailure {
  const { status, paymentStatus } = order.state;
  return ApplicationFailure.create({
    type: code,
    message: `${FAILURES[code].detail} (commande ${status}, paiement ${paymentStatus})`,
    nonRetryable: true,
    details: [standing(order)],
  });
}
