// Decisions may be typed by hand in the Temporal UI: nothing about their shape is taken for granted.
import { ApplicationFailure } from '@temporalio/common';
import { type Actor, parseActor, roleOf } from '../domain/actor.ts';
import { REASONS, type Reason } from '../domain/order-status.ts';

/** @throws ApplicationFailure `MALFORMED_REQUEST` when `by` names no person. */
export function parsePerson(by: unknown): Actor {
  const who = typeof by === 'string' ? parseActor(by) : null;
  if (who === null || !isPerson(who))
    throw malformed('by: expected customer:<id>, butcher:<id> or operator[:<id>]');
  return who;
}

/** @throws ApplicationFailure `MALFORMED_REQUEST`; `NO_ANSWER` is the system's own reason. */
export function parseReason(reason: unknown): Reason {
  const known = REASONS.find((candidate) => candidate === reason);
  if (known === undefined || known === 'NO_ANSWER')
    throw malformed(`reason: expected one of ${REASONS.join(', ')}`);
  return known;
}

function isPerson(who: Actor): boolean {
  return roleOf(who) !== 'system' && roleOf(who) !== 'stripe';
}

function malformed(message: string): ApplicationFailure {
  return ApplicationFailure.create({ type: 'MALFORMED_REQUEST', message, nonRetryable: true });
}
