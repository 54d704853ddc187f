// One step of an order: the state and what happened give the next state, nothing, or a refusal.
import { attentionAfter } from './attention-after.ts';
import { isEntitled } from './entitlement.ts';
import type { FailureCode } from './failures.ts';
import { MOVES, type Move } from './moves.ts';
import { operatorRefusal } from './operator-rules.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';
import type { OrderStatus } from './order-status.ts';
import { nextPaymentStatus, PAYMENT_RULES } from './payment-moves.ts';
import type { Instant } from './time.ts';

export type Step =
  /** The order changed; `state.version` counts the new timeline entry. */
  | { readonly kind: 'advanced'; readonly state: OrderState }
  /** Already so, or old news: nothing to write. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly code: FailureCode };

/** @param at when it happened; becomes `paidAt`, `refundedAt` or `readyAt`. */
export function advance(state: OrderState, event: OrderEvent, at: Instant): Step {
  const refusal = operatorRefusal(state, event);
  return refusal === null ? byTheTables(state, event, at) : { kind: 'refused', code: refusal };
}

function byTheTables(state: OrderState, event: OrderEvent, at: Instant): Step {
  const move = MOVES[state.status][event.type];
  if (isRefusal(move)) return { kind: 'refused', code: REFUSALS[move] };
  if (move === 'same' || isOldNews(state, event)) return { kind: 'unchanged' };
  if (!isEntitled(state.status, event)) return { kind: 'refused', code: notEntitled(state.status, event) };
  const rule = PAYMENT_RULES[event.type];
  if (!rule.from.includes(state.paymentStatus)) {
    return rule.otherwise === 'same' ? { kind: 'unchanged' } : { kind: 'refused', code: rule.otherwise };
  }
  return {
    kind: 'advanced',
    state: apply(state, event, { at, status: move === 'stay' ? state.status : move }),
  };
}

const REFUSALS = { late: 'TOO_LATE', early: 'NOT_ALLOWED_YET' } as const;
const isRefusal = (move: Move): move is keyof typeof REFUSALS => Object.hasOwn(REFUSALS, move);

/** A customer who cancels after the decision is late, not a stranger. */
function notEntitled(status: OrderStatus, event: OrderEvent): FailureCode {
  return event.type === 'CANCELLED' && status !== 'PENDING' ? 'TOO_LATE' : 'FORBIDDEN';
}

function apply(
  state: OrderState,
  event: OrderEvent,
  moved: { at: Instant; status: OrderStatus },
): OrderState {
  return {
    ...state,
    ...learned(state, event, moved.at),
    ...attentionAfter(state, event),
    status: moved.status,
    paymentStatus: nextPaymentStatus(state, event),
    version: state.version + 1,
  };
}

/** What an event adds to the state besides the two statuses. */
function learned(state: OrderState, event: OrderEvent, at: Instant): Partial<OrderState> {
  switch (event.type) {
    case 'CHECKOUT_OPENED':
      return { checkout: event.checkout };
    case 'PAYMENT_PROCESSING':
      return { paymentIntentId: event.paymentIntentId };
    case 'PAYMENT_CONFIRMED':
      return { paymentIntentId: event.paymentIntentId, paidAt: at };
    case 'BUTCHER_ALERTED':
    case 'DECISION_EXTENDED':
      return { decisionDeadline: event.decisionDeadline };
    case 'REJECTED':
    case 'CANCELLED':
      return { reason: event.reason };
    case 'READY':
      return { readyAt: at };
    case 'COLLECTED':
      return state.paymentStatus === 'DUE_AT_PICKUP' ? { paidAt: at } : {};
    default:
      return learnedOfMoney(state, event, at);
  }
}

function learnedOfMoney(state: OrderState, event: OrderEvent, at: Instant): Partial<OrderState> {
  const generation = state.refund?.generation ?? 1;
  switch (event.type) {
    case 'REFUND_REQUESTED':
      return { refund: { generation: event.generation, refundId: null }, refundedAt: null };
    case 'REFUND_PENDING':
    case 'REFUND_FAILED':
      return { refund: { generation, refundId: event.refundId }, refundedAt: null };
    case 'REFUND_SUCCEEDED':
      return { refund: { generation, refundId: event.refundId }, refundedAt: at };
    case 'DISPUTE_OPENED':
      return { dispute: { disputeId: event.disputeId, isOver: false } };
    case 'DISPUTE_CLOSED':
      return { dispute: { disputeId: event.disputeId, isOver: true } };
    default:
      return {};
  }
}

/** What is so already; and the beginning of a dispute whose end was told first. */
function isOldNews({ dispute, decisionDeadline, attention }: OrderState, event: OrderEvent): boolean {
  if (event.type === 'DECISION_EXTENDED') return event.decisionDeadline === decisionDeadline;
  if (event.type === 'ATTENTION_CLEARED') return !attention.includes(event.code);
  if (event.type !== 'DISPUTE_OPENED' || dispute?.isOver !== true) return false;
  return event.disputeId === null || event.disputeId === dispute.disputeId;
}
