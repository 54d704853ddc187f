// A running order: its frozen input, its state, and what still has to be written down.

import { SYSTEM } from '../domain/actor.ts';
import { advance, type Step } from '../domain/advance.ts';
import { readAttention } from '../domain/attention.ts';
import type { FailureCode } from '../domain/failures.ts';
import { followUp } from '../domain/follow-up.ts';
import type { AttentionCode, OrderEvent } from '../domain/order-event.ts';
import type { OrderState } from '../domain/order-state.ts';
import type { StripeFact } from '../domain/payment-facts.ts';
import type { PlacedOrder } from '../domain/placed-order.ts';
import type { StoredOrder } from '../domain/ports/order-store.ts';
import { type Instant, instant } from '../domain/time.ts';
import { type TimelineEntry, timelineEntry } from '../domain/timeline.ts';

/** A refusal or cancellation that waits until the open payment page is closed. */
export type Withdrawal = Extract<OrderEvent, { type: 'REJECTED' | 'CANCELLED' }>;

export interface OrderRun {
  readonly placed: PlacedOrder;
  /** An earlier workflow of this order was lost, with what it knew and had not written. */
  readonly isResumed: boolean;
  state: OrderState;
  pickupCode: string | null;
  /** Timeline entries not yet in the database. */
  outbox: TimelineEntry[];
  /** What the database holds. */
  recorded: OrderState;
  /** The newest version written by a workflow task that is complete, and the history's length in the present one. */
  settled: { readonly version: number; readonly historyLength: number };
  withdrawal: Withdrawal | null;
  /** Someone has reason to believe that Stripe knows more than we do. */
  lookUpWanted: boolean;
  /** Stripe facts that came before the session they speak of was known here. */
  early: StripeFact[];
  /** How often in a row Stripe has refused a request of this order. */
  refusals: number;
  /** The field by which a payment last differed from the order. */
  mismatch: string | null;
  readonly seenEvents: Set<string>;
}

export function newRun(placed: PlacedOrder, state: OrderState): OrderRun {
  return {
    placed,
    isResumed: false,
    state,
    pickupCode: null,
    outbox: [],
    recorded: state,
    settled: { version: state.version, historyLength: 0 },
    withdrawal: null,
    lookUpWanted: false,
    early: [],
    refusals: 0,
    mismatch: null,
    seenEvents: new Set(),
  };
}

/** An order as it was last recorded, to go on with. */
export const storedRun = ({ placed, state, pickupCode }: StoredOrder): OrderRun => ({
  // Histories of earlier versions hold what was loaded then.
  ...newRun(placed, { ...state, ...readAttention(state) }),
  pickupCode,
});

export const now = (): Instant => instant(Date.now());

/** Lets something happen to the order, with what follows at once from it. */
export function happen(order: OrderRun, event: OrderEvent): Step {
  const at = now();
  const step = advance(order.state, event, at);
  if (step.kind !== 'advanced') return step;
  order.state = step.state;
  order.outbox.push(timelineEntry(event, step.state.version, at));
  const next = followUp(order.placed, order.state, at);
  if (next !== null && !isPointless(order, next)) happen(order, next);
  return step;
}

/** Nobody is alerted of an order about to be withdrawn. */
const isPointless = ({ withdrawal }: OrderRun, next: OrderEvent): boolean =>
  withdrawal !== null && next.type === 'BUTCHER_ALERTED';

/** Like `happen`, for messages nobody waits to hear the refusal of: it goes on the timeline. */
export function happenOrNote(order: OrderRun, event: OrderEvent, message: string): void {
  const step = happen(order, event);
  if (step.kind === 'refused') noteRefused(order, { by: event.by, message, code: step.code });
}

export function noteRefused(
  order: OrderRun,
  refused: { by: OrderEvent['by']; message: string; code: FailureCode },
): void {
  happen(order, { type: 'MESSAGE_REFUSED', ...refused });
}

/** Noted once for as long as it stands. */
export function raiseAttention(order: OrderRun, code: AttentionCode): void {
  if (order.state.attention.includes(code)) return;
  happen(order, { type: 'ATTENTION_RAISED', by: SYSTEM, code });
}

export function clearAttention(order: OrderRun, code: AttentionCode): void {
  happen(order, { type: 'ATTENTION_CLEARED', by: SYSTEM, code });
}

export const isRecorded = (order: OrderRun): boolean => order.recorded.version === order.state.version;
