// Names made of business identity: workflow ids, the task queue, idempotency keys, update ids. Never clock, never random.
import { type OrderId, parseOrderId } from './ids.ts';
import type { NoticeFact } from './notices/notice.ts';

export const ORDERS_TASK_QUEUE = 'orders';
/** Apart from the orders', so that notices never take their slots. */
export const NOTICES_TASK_QUEUE = 'notices';
export const ORDER_WORKFLOW_TYPE = 'orderWorkflow';
export const RESUMED_ORDER_WORKFLOW_TYPE = 'resumedOrderWorkflow';
export const AFTERCARE_WORKFLOW_TYPE = 'aftercareWorkflow';
export const RECONCILIATION_WORKFLOW_TYPE = 'reconciliationWorkflow';
export const NOTICE_WORKFLOW_TYPE = 'noticeWorkflow';

export const orderWorkflowId = (orderId: OrderId): string => `order-${orderId}`;
export const aftercareWorkflowId = (orderId: OrderId): string => `order-${orderId}-aftercare`;

/** With the kind: an entry that is decided anew has the sequence of the one it replaces, and is another fact. */
export const noticeWorkflowId = ({ orderId, sequence, kind }: NoticeFact): string =>
  `order-${orderId}-notice-${sequence}-${kind.toLowerCase()}`;

/** The order that a workflow, or an idempotency key, is named after; null for all others. */
export function orderIdIn(name: string): OrderId | null {
  const id = /^order-([a-z0-9]+)(?=$|[-/])/.exec(name)?.[1];
  return id === undefined ? null : parseOrderId(id);
}

/** Stripe's `Idempotency-Key` of the order's checkout session. A generation ends only with a definitive refusal. */
export const checkoutKey = (orderId: OrderId, generation: number): string =>
  `order-${orderId}/checkout/${generation}`;

/** Stripe's `Idempotency-Key` of expiring one session. A generation ends when Stripe only repeats an error. */
export const expireKey = (orderId: OrderId, sessionId: string, generation: number): string =>
  `order-${orderId}/expire/${sessionId}/${generation}`;

/** Stripe's `Idempotency-Key` of the order's refund. */
export const refundKey = (orderId: OrderId, generation: number): string =>
  `order-${orderId}/refund/${generation}`;

/** The update that places an order has one id, so a retried request joins the first one. */
export const PLACE_UPDATE_ID = 'place';

/** The schedule, and the prefix of the runs it starts. */
export const RECONCILIATION_SCHEDULE_ID = 'reconciliation';
/** A run somebody asked for; asking again meanwhile joins it. */
export const RECONCILIATION_NOW_ID = 'reconciliation-now';
