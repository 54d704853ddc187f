// Gives the money of an unfulfilled order back, and does not rest before Stripe says it is back.
import type { RefundResult } from '../activities/refund-payment.ts';
import type { Declined } from '../activities/stripe-answer.ts';
import { STRIPE, SYSTEM } from '../domain/actor.ts';
import { nextGeneration } from '../domain/follow-up.ts';
import { owesRefund } from '../domain/refund-owed.ts';
import { isLackOfFunds } from '../domain/refund-tally.ts';
import { after } from '../domain/time.ts';
import { askStripe, noteTaken, pauseForOperator } from './ask-stripe.ts';
import { happen, now, type OrderRun } from './order-run.ts';
import { LOOK_UP_EVERY } from './timeouts.ts';
import { waitUntil } from './waiting.ts';

export async function refund(order: OrderRun): Promise<void> {
  while (owesRefund(order.state) || isInDoubt(order)) {
    order.lookUpWanted = false;
    const generation = order.state.refund?.generation;
    await attemptRefund(order);
    if (order.state.refund?.generation === generation) await untilNews(order);
  }
}

/** Stripe spoke of a refund that was thought to be done: it may have failed after all. */
export function isInDoubt({ lookUpWanted, state }: OrderRun): boolean {
  return lookUpWanted && state.paymentStatus === 'REFUNDED';
}

async function attemptRefund(order: OrderRun): Promise<void> {
  const { paymentIntentId } = order.state;
  if (paymentIntentId === null) return;
  const attempt = {
    orderId: order.placed.orderId,
    paymentIntentId,
    amount: order.placed.total,
    generation: order.state.refund?.generation ?? 1,
  };
  const result = await askStripe(order, (stripe) => stripe.refundPayment(attempt));
  if (result.kind === 'refused' || isContradiction(order, result)) return pauseForOperator(order);
  noteTaken(order);
  noteResult(order, result);
}

/** Refused for a dispute that Stripe said was won. */
const isContradiction = ({ state }: OrderRun, { kind }: RefundResult): boolean =>
  kind === 'disputed' && state.dispute?.isOver === true;

function noteResult(order: OrderRun, result: Exclude<RefundResult, Declined>): void {
  switch (result.kind) {
    case 'succeeded':
      happen(order, { type: 'REFUND_SUCCEEDED', by: STRIPE, refundId: result.refundId });
      return;
    case 'pending':
      if (isAwaited(order, result.refundId)) return;
      happen(order, { type: 'REFUND_PENDING', by: STRIPE, refundId: result.refundId, reason: result.reason });
      return;
    case 'failed':
      return noteFailed(order, result);
    case 'disputed':
      happen(order, { type: 'DISPUTE_OPENED', by: STRIPE, disputeId: null });
      return;
    case 'key_spent':
      requestAgain(order);
      return;
  }
}

const isAwaited = ({ state }: OrderRun, refundId: string): boolean =>
  state.paymentStatus === 'REFUND_PENDING' && state.refund?.refundId === refundId;

/** Told once. When the same failure is still there a day later, only a lack of funds is worth another attempt. */
function noteFailed(order: OrderRun, { refundId, reason }: Extract<RefundResult, { kind: 'failed' }>): void {
  if (order.state.paymentStatus === 'REFUND_FAILED') {
    if (isLackOfFunds(reason)) requestAgain(order);
    return;
  }
  happen(order, { type: 'REFUND_FAILED', by: STRIPE, refundId, reason });
}

function requestAgain(order: OrderRun): void {
  happen(order, { type: 'REFUND_REQUESTED', by: SYSTEM, generation: nextGeneration(order.state) });
}

/** A pending refund waits for Stripe's word, a failed one for the operator; both are looked at once a day. */
async function untilNews(order: OrderRun): Promise<void> {
  const { generation, refundId } = order.state.refund ?? { generation: 0, refundId: null };
  if (refundId === null && order.state.paymentStatus === 'REFUND_PENDING') return;
  const isNews = () =>
    order.lookUpWanted || !owesRefund(order.state) || order.state.refund?.generation !== generation;
  await waitUntil(isNews, after(now(), LOOK_UP_EVERY), 'Vérification quotidienne du remboursement');
}
