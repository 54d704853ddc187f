// Keeps the database, the search attributes and the operator's one-line details in step with the order.
import { condition, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { attentionAttribute, changedAttributes } from '../domain/search-attributes.ts';
import { WRITE_REFUSED_WORDS } from './detail-words.ts';
import { describe } from './details.ts';
import { recordChange } from './effects.ts';
import { isRecorded, now, type OrderRun } from './order-run.ts';

/** Runs beside the story of the order for as long as that lasts, once the order has its row; one write at a time, in sequence. */
export async function keepRecords(order: OrderRun): Promise<never> {
  await condition(() => order.pickupCode !== null);
  for (;;) {
    await condition(() => order.outbox.length > 0);
    await flush(order);
  }
}

export async function untilRecorded(order: OrderRun): Promise<void> {
  await condition(() => isRecorded(order));
}

async function flush(order: OrderRun): Promise<void> {
  const before = order.recorded;
  const state = order.state;
  const entries = order.outbox;
  order.outbox = [];
  const changed = changedAttributes(before, state);
  if (changed.length > 0) upsertSearchAttributes(changed);
  setCurrentDetails(describe(order));
  const change = {
    orderId: order.placed.orderId,
    fromVersion: before.version,
    fromStatus: before.status,
    state,
    entries,
    decidedAt: now(),
    settledVersion: settledVersion(order),
  };
  let refused = false;
  await recordChange(change, () => {
    refused = true;
    callOperator(order);
  });
  order.recorded = state;
  if (refused) dismissOperator(order);
}

/** The row cannot tell of it, so Temporal does. */
function callOperator(order: OrderRun): void {
  upsertSearchAttributes([attentionAttribute(true)]);
  setCurrentDetails(`⚠ ${WRITE_REFUSED_WORDS} ${describe(order)}`);
}

function dismissOperator(order: OrderRun): void {
  upsertSearchAttributes([attentionAttribute(order.recorded.attention.length > 0)]);
  setCurrentDetails(describe(order));
}

/** What was written before the present task stands: that task is part of the history. */
function settledVersion(order: OrderRun): number {
  const { historyLength } = workflowInfo();
  if (historyLength !== order.settled.historyLength) {
    order.settled = { version: order.recorded.version, historyLength };
  }
  return order.settled.version;
}
