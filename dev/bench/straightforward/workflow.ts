// B: an order as the tutorials write one. Every step is an activity; what comes from outside is a signal, what is asked a query.
import {
  condition,
  proxyActivities,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../../activities/index.ts';
import { type Actor, STRIPE, SYSTEM } from '../../../domain/actor.ts';
import { advance } from '../../../domain/advance.ts';
import { decisionTimes, sessionExpiry } from '../../../domain/deadlines.ts';
import { followUp } from '../../../domain/follow-up.ts';
import type { Checkout, OrderEvent } from '../../../domain/order-event.ts';
import { type OrderState, openState } from '../../../domain/order-state.ts';
import type { PlacedOrder } from '../../../domain/placed-order.ts';
import { changedAttributes } from '../../../domain/search-attributes.ts';
import { instant, until } from '../../../domain/time.ts';
import { type TimelineEntry, timelineEntry } from '../../../domain/timeline.ts';
import { acceptSignal, checkoutQuery, paidSignal } from './messages.ts';

const { placeOrder, openCheckout, recordChange } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
});

export async function straightforwardOrder(placed: PlacedOrder): Promise<void> {
  let checkout: Checkout | null = null;
  let paymentIntentId: string | null = null;
  let acceptedBy: Actor | null = null;
  setHandler(checkoutQuery, () => checkout);
  setHandler(paidSignal, (id) => {
    paymentIntentId = id;
  });
  setHandler(acceptSignal, (by) => {
    acceptedBy = by;
  });

  const placedAt = instant(workflowInfo().startTime.getTime());
  let state = openState(placed, placedAt);
  await placeOrder(placed, placedAt);

  checkout = await openPage(placed, state);
  state = await record(placed, state, { type: 'CHECKOUT_OPENED', by: SYSTEM, checkout });

  const { paymentWindow } = placed.policy;
  if (!(await condition(() => paymentIntentId !== null, paymentWindow))) return;
  state = await record(placed, state, {
    type: 'PAYMENT_CONFIRMED',
    by: STRIPE,
    paymentIntentId: String(paymentIntentId),
  });

  const { deadline } = decisionTimes(placed, placedAt);
  if (!(await condition(() => acceptedBy !== null, until(instant(Date.now()), deadline)))) return;
  await record(placed, state, { type: 'ACCEPTED', by: acceptedBy ?? SYSTEM });

  // Until it is collected, which nobody does here.
  await condition(() => false);
}

async function openPage({ orderId, ...placed }: PlacedOrder, { placedAt }: OrderState): Promise<Checkout> {
  const expiresAt = sessionExpiry({ orderId, ...placed }, placedAt);
  const opened = await openCheckout({ orderId, placedAt, expiresAt, generation: 1, isResumed: false });
  if (opened.kind !== 'opened') throw new Error(`Stripe refused: ${opened.message}`);
  const { sessionId, url, livemode } = opened.session;
  return { sessionId, url: url ?? '', expiresAt: opened.session.expiresAt, livemode };
}

/** One write of what happened and of what follows from it, as ours makes it. @returns the state after it. */
async function record(placed: PlacedOrder, before: OrderState, event: OrderEvent): Promise<OrderState> {
  const at = instant(Date.now());
  const entries: TimelineEntry[] = [];
  let state = before;
  for (let next: OrderEvent | null = event; next !== null; next = followUp(placed, state, at)) {
    const step = advance(state, next, at);
    if (step.kind !== 'advanced') throw new Error(`${next.type} is not possible`);
    state = step.state;
    entries.push(timelineEntry(next, state.version, at));
  }
  const changed = changedAttributes(before, state);
  if (changed.length > 0) upsertSearchAttributes(changed);
  await recordChange({
    orderId: placed.orderId,
    fromVersion: before.version,
    fromStatus: before.status,
    state,
    entries,
    decidedAt: at,
    settledVersion: before.version,
  });
  return state;
}
