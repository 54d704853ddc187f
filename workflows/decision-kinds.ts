// What each decision is called, what is to be sent with it, and what it makes happen.
import type { Actor } from '../domain/actor.ts';
import { reminder } from '../domain/deadlines.ts';
import { extended } from '../domain/extension.ts';
import { nextGeneration } from '../domain/follow-up.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { DecisionName } from './messages.ts';
import { now, type OrderRun } from './order-run.ts';
import {
  parseCause,
  parseExtension,
  parseOperator,
  parsePerson,
  parseReason,
  type Sent,
} from './parse-decision.ts';

interface DecisionKind {
  /** French, for the Temporal UI. */
  readonly words: string;
  readonly example: string;
  /** @throws ApplicationFailure `MALFORMED_REQUEST` */
  readonly by: (sent: Sent) => Actor;
  /** @throws ApplicationFailure `MALFORMED_REQUEST` */
  readonly toEvent: (by: Actor, sent: Sent, order: OrderRun) => OrderEvent;
}

const BY = '{"by":"operator:marie"}';
const BECAUSE = '{"by":"operator:marie","reason":"OUT_OF_STOCK"}';

/** Looking a payment up happens at Stripe first: it is no mere event. */
export const DECISIONS: Readonly<Record<Exclude<DecisionName, 'recheckPayment'>, DecisionKind>> = {
  accept: { words: 'Accepter', example: BY, by: parsePerson, toEvent: (by) => ({ type: 'ACCEPTED', by }) },
  reject: {
    words: 'Refuser',
    example: BECAUSE,
    by: parsePerson,
    toEvent: (by, sent) => ({ type: 'REJECTED', by, reason: parseReason(sent) }),
  },
  cancel: {
    words: 'Annuler, et rembourser ce qui est payé',
    example: BECAUSE,
    by: parsePerson,
    toEvent: (by, sent) => ({ type: 'CANCELLED', by, reason: parseReason(sent) }),
  },
  ready: { words: 'Prête', example: BY, by: parsePerson, toEvent: (by) => ({ type: 'READY', by }) },
  collect: { words: 'Retirée', example: BY, by: parsePerson, toEvent: (by) => ({ type: 'COLLECTED', by }) },
  noShow: { words: 'Non retirée', example: BY, by: parsePerson, toEvent: (by) => ({ type: 'NO_SHOW', by }) },
  retryRefund: {
    words: 'Relancer un remboursement qui a échoué',
    example: BY,
    by: parseOperator,
    // Its new generation makes a new idempotency key.
    toEvent: (by, _sent, { state }) => ({ type: 'REFUND_REQUESTED', by, generation: nextGeneration(state) }),
  },
  extendDecision: {
    words: 'Laisser plus de temps à la boutique pour décider',
    example: '{"by":"operator:marie","minutes":30}',
    by: parseOperator,
    toEvent: extension,
  },
  acknowledge: {
    words: 'Classer une alerte qu’une personne a réglée',
    example: '{"by":"operator:marie","code":"EVENT_UNREADABLE"}',
    by: parseOperator,
    toEvent: (by, sent) => ({ type: 'ACKNOWLEDGED', by, code: parseCause(sent) }),
  },
};

export const RECHECK = {
  words: 'Revérifier le paiement chez Stripe',
  example: BY,
  by: parseOperator,
} as const;

function extension(by: Actor, sent: Sent, { placed, state }: OrderRun): OrderEvent {
  const decisionDeadline = extended(state.decisionDeadline ?? now(), parseExtension(sent));
  const remindAt = reminder(placed, decisionDeadline, now());
  return { type: 'DECISION_EXTENDED', by, remindAt, decisionDeadline };
}
