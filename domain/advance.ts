// One step of an order: the state and what happened give the next state, nothing, or a refusal.
import { standingAttention, weightier, without } from './attention.ts';
import { isEntitled } from './entitlement.ts';
import type { FailureCode } from './failures.ts';
import { MOVES, type Move } from './moves.ts';
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
  const move = MOVES[state.status][event.type];
  if (isRefusal(move)) return { kind: 'refused', code: REFUSALS[move] };
  if (move === 'same' || isOldDispute(state, event)) return { kind: 'unchanged' };
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
  const paymentStatus = nextPaymentStatus(state, event);
  const after = { ...state, ...learned(state, event, moved.at) };
  return {
    ...after,
    status: moved.status,
    paymentStatus,
    version: state.version + 1,
    attention: after.attention ?? standingAttention(paymentStatus),
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
  const attention = without(state.attention, 'REFUND_FAILED');
  switch (event.type) {
    case 'REFUND_REQUESTED':
      return { refund: { generation: event.generation, refundId: null }, refundedAt: null, attention };
    case 'REFUND_PENDING':
      return { refund: { generation, refundId: event.refundId }, refundedAt: null, attention };
    case 'REFUND_SUCCEEDED':
      return {
        refund: { generation, refundId: event.refundId },
        refundedAt: at,
        attention: without(attention, 'REFUNDED_ELSEWHERE'),
      };
    case 'REFUND_FAILED':
      return {
        refund: { generation, refundId: event.refundId },
        refundedAt: null,
        attention: weightier(state.attention, 'REFUND_FAILED'),
      };
    case 'PAYMENT_MISMATCH':
      return { attention: weightier(state.attention, 'PAYMENT_MISMATCH') };
    case 'DISPUTE_OPENED':
      return {
        attention: weightier(state.attention, 'DISPUTED'),
        dispute: { disputeId: event.disputeId, isOver: false },
      };
    case 'DISPUTE_CLOSED':
      return {
        attention: event.won ? without(state.attention, 'DISPUTED') : weightier(state.attention, 'DISPUTED'),
        dispute: { disputeId: event.disputeId, isOver: true },
      };
    case 'ATTENTION_RAISED':
      return { attention: weightier(state.attention, event.code) };
    case 'ATTENTION_CLEARED':
      return { attention: null };
    default:
      return {};
  }
}

/** The beginning of a dispute whose end was told first. */
function isOldDispute({ dispute }: OrderState, event: OrderEvent): boolean {
  if (event.type !== 'DISPUTE_OPENED' || dispute?.isOver !== true) return false;
  return event.disputeId === null || event.disputeId === dispute.disputeId;
}

/** Money taken for an order that was not fulfilled, not yet given back. */
export function owesRefund(state: Pick<OrderState, 'status' | 'paymentStatus' | 'paymentIntentId'>): boolean {
  const unfulfilled =
    state.status === 'REJECTED' || state.status === 'CANCELLED' || state.status === 'EXPIRED';
  const held =
    state.paymentStatus === 'PAID' ||
    state.paymentStatus === 'REFUND_PENDING' ||
    state.paymentStatus === 'REFUND_FAILED';
  return unfulfilled && held && state.paymentIntentId !== null;
}
