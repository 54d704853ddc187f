// Every state that the domain can reach must be one that the database accepts: its rules may never jam an order.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actor, STRIPE, SYSTEM } from '../../../domain/actor.ts';
import { advance } from '../../../domain/advance.ts';
import type { OrderEvent } from '../../../domain/order-event.ts';
import { type OrderState, openState } from '../../../domain/order-state.ts';
import type { PaymentMethod } from '../../../domain/order-status.ts';
import type { PlacedOrder } from '../../../domain/placed-order.ts';
import { instant } from '../../../domain/time.ts';
import { timelineEntry } from '../../../domain/timeline.ts';
import { PLACED_AT } from '../../contracts/order-store.cases.ts';
import { placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

const BUTCHER: Actor = actor('butcher', 'user_b');
const LATER = instant(PLACED_AT + 60_000);

/** Stripe never tells of an order that is paid at the counter. */
function eventsOf(placed: PlacedOrder): readonly OrderEvent[] {
  const events = allEvents(placed);
  return placed.paymentMethod === 'ONLINE' ? events : events.filter((event) => event.by !== STRIPE);
}

/** One event of each type, with ids of the order's own so that unique columns stay unique. */
function allEvents({ orderId }: PlacedOrder): readonly OrderEvent[] {
  const intent = `pi_${orderId}`;
  const checkout = {
    sessionId: `cs_${orderId}`,
    url: 'http://pay',
    expiresAt: LATER,
    livemode: false,
  };
  return [
    { type: 'CHECKOUT_OPENED', by: SYSTEM, checkout },
    { type: 'PAYMENT_PROCESSING', by: STRIPE, paymentIntentId: intent },
    { type: 'PAYMENT_CONFIRMED', by: STRIPE, paymentIntentId: intent },
    { type: 'PAYMENT_ABANDONED', by: STRIPE, why: 'SESSION_EXPIRED' },
    { type: 'PAYMENT_MISMATCH', by: STRIPE, field: 'amount' },
    { type: 'BUTCHER_ALERTED', by: SYSTEM, remindAt: LATER, decisionDeadline: LATER },
    { type: 'BUTCHER_REMINDED', by: SYSTEM },
    { type: 'ACCEPTED', by: BUTCHER },
    { type: 'REJECTED', by: BUTCHER, reason: 'OUT_OF_STOCK' },
    { type: 'CANCELLED', by: actor('customer', 'user_marie'), reason: 'CUSTOMER_REQUEST' },
    { type: 'CANCELLED', by: BUTCHER, reason: 'OTHER' },
    { type: 'READY', by: BUTCHER },
    { type: 'COLLECTED', by: BUTCHER },
    { type: 'NO_SHOW', by: SYSTEM },
    { type: 'REFUND_REQUESTED', by: SYSTEM, generation: 1 },
    { type: 'REFUND_PENDING', by: STRIPE, refundId: 're_1', reason: null },
    { type: 'REFUND_SUCCEEDED', by: STRIPE, refundId: 're_1' },
    { type: 'REFUND_FAILED', by: STRIPE, refundId: 're_1', reason: 'expired_or_canceled_card' },
    { type: 'DISPUTE_OPENED', by: STRIPE, disputeId: 'dp_1' },
    { type: 'DISPUTE_CLOSED', by: STRIPE, disputeId: 'dp_1', won: true },
    { type: 'DISPUTE_CLOSED', by: STRIPE, disputeId: 'dp_1', won: false },
    { type: 'ATTENTION_RAISED', by: SYSTEM, code: 'STRIPE_KEY_REFUSED' },
    { type: 'ATTENTION_CLEARED', by: SYSTEM, code: 'STRIPE_KEY_REFUSED' },
    { type: 'MESSAGE_REFUSED', by: BUTCHER, message: 'accept', code: 'TOO_LATE' },
  ];
}

type Path = readonly OrderEvent[];

/** What a rule of the database could look at; the version does not matter to it. */
function shape({ version: _version, ...state }: OrderState): string {
  return JSON.stringify(state, (_key, value: unknown) => (typeof value === 'number' ? 'set' : value));
}

/** The shortest way to every reachable state. */
function reachable(placed: PlacedOrder): readonly Path[] {
  const seen = new Map<string, Path>();
  let frontier: { state: OrderState; path: Path }[] = [{ state: openState(placed, PLACED_AT), path: [] }];
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { state, path } of frontier) {
      for (const event of eventsOf(placed)) {
        const step = advance(state, event, LATER);
        if (step.kind !== 'advanced' || seen.has(shape(step.state))) continue;
        seen.set(shape(step.state), [...path, event]);
        next.push({ state: step.state, path: [...path, event] });
      }
    }
    frontier = next;
  }
  return [...seen.values()];
}

let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase(16);
});
afterAll(() => orders.close());

/** Writes each step on its own, and compares the order with what the domain says after each. */
async function live(paymentMethod: PaymentMethod, types: readonly number[]): Promise<void> {
  const placed = placedOrder({ paymentMethod });
  const events = eventsOf(placed);
  await orders.store.place(placed, PLACED_AT);
  let state = openState(placed, PLACED_AT);
  for (const index of types) {
    const event = events[index];
    const step = event === undefined ? null : advance(state, event, LATER);
    if (event === undefined || step?.kind !== 'advanced') throw new Error('the path leads nowhere');
    await orders.store.record({
      orderId: placed.orderId,
      fromVersion: state.version,
      fromStatus: state.status,
      state: step.state,
      entries: [timelineEntry(event, step.state.version, LATER)],
      decidedAt: LATER,
      settledVersion: state.version,
    });
    state = step.state;
  }
  expect((await orders.store.load(placed.orderId))?.state).toEqual(state);
  const { status, paymentStatus, version, attention, reason } = state;
  const view = await orders.view.byId(placed.orderId);
  expect(view).toMatchObject({ status, paymentStatus, version, attention, reason });
  const timeline = await orders.view.timeline(placed.orderId);
  expect(timeline.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: version }, (_, index) => index + 1),
  );
}

describe.each(['ONLINE', 'ON_PICKUP'] as const)('%s', (paymentMethod) => {
  it('every reachable state, by its shortest way → stored, with a timeline without gaps', async () => {
    const model = placedOrder({ paymentMethod });
    const events = eventsOf(model);
    const keys = events.map((event) => JSON.stringify(event));
    const paths = reachable(model).map((path) => path.map((event) => keys.indexOf(JSON.stringify(event))));
    expect(paths.length).toBeGreaterThan(paymentMethod === 'ONLINE' ? 500 : 20);
    for (let start = 0; start < paths.length; start += 16) {
      await Promise.all(paths.slice(start, start + 16).map((path) => live(paymentMethod, path)));
    }
  }, 180_000);
});
