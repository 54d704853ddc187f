// Gives the money of an unfulfilled order back, and does not rest before Stripe says it is back.
import type { RefundResult } from '../activities/refund-payment.ts';
import { STRIPE, SYSTEM } from '../domain/actor.ts';
import { owesRefund } from '../domain/advance.ts';
import { nextGeneration } from '../domain/follow-up.ts';
import { after } from '../domain/time.ts';
import { pauseForOperator, withAcceptedKey } from './ask-stripe.ts';
import { refundPayment } from './effects.ts';
import { clearAttention, happen, now, type OrderRun } from './order-run.ts';
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
function isInDoubt({ lookUpWanted, state }: OrderRun): boolean {
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
  const result = await withAcceptedKey(order, () => refundPayment(attempt));
  if (result.kind === 'refused') return pauseForOperator(order, 'refused');
  clearAttention(order, 'STRIPE_REQUEST_REFUSED');
  noteResult(order, result);
}

function noteResult(
  order: OrderRun,
  result: Exclude<RefundResult, { kind: 'refused' | 'key_refused' }>,
): void {
  switch (result.kind) {
    case 'succeeded':
      happen(order, { type: 'REFUND_SUCCEEDED', by: STRIPE, refundId: result.refundId });
      return;
    case 'pending':
      if (order.state.refund?.refundId === result.refundId) return;
      happen(order, { type: 'REFUND_PENDING', by: STRIPE, refundId: result.refundId, reason: result.reason });
      return;
    case 'failed':
      happen(order, { type: 'REFUND_FAILED', by: STRIPE, refundId: result.refundId, reason: result.reason });
      return;
    case 'stored_error':
      happen(order, { type: 'REFUND_REQUESTED', by: SYSTEM, generation: nextGeneration(order.state) });
      return;
  }
}

/** A pending refund waits for Stripe's word, a failed one for the operator; both are looked at once a day. */
async function untilNews(order: OrderRun): Promise<void> {
  const { generation, refundId } = order.state.refund ?? { generation: 0, refundId: null };
  if (refundId === null && order.state.paymentStatus === 'REFUND_PENDING') return;
  const isNews = () =>
    order.lookUpWanted || !owesRefund(order.state) || order.state.refund?.generation !== generation;
  await waitUntil(isNews, after(now(), LOOK_UP_EVERY), 'Vérification quotidienne du remboursement');
}
