// An order that is in the database and at Stripe, and whose workflow Temporal knows nothing of.
import { STRIPE, SYSTEM } from '../../domain/actor.ts';
import { advance } from '../../domain/advance.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type Instant, instant, minutes } from '../../domain/time.ts';
import { timelineEntry } from '../../domain/timeline.ts';
import type { MemoryRow } from './memory-orders.ts';
import type { Bench } from './order-scenario.ts';

/** What happens to it; a function is asked once the page is open. */
type Happening = OrderEvent | (() => OrderEvent);

/** Placed now, with an open page if it is paid online, and then everything in `events`. */
export async function strand(bench: Bench, placed: PlacedOrder, ...events: Happening[]): Promise<MemoryRow> {
  const at = instant(await bench.env.currentTimeMs());
  await bench.orders.place(placed, at);
  const row = bench.orders.row(placed.orderId);
  const opened = placed.paymentMethod === 'ONLINE' ? [await openPage(bench, placed, at)] : [];
  for (const event of [...opened, ...events]) happen(row, typeof event === 'function' ? event() : event, at);
  return row;
}

/** The customer finishes the page. */
export const paid =
  ({ payments }: Bench, { orderId }: PlacedOrder) =>
  (): OrderEvent => ({
    type: 'PAYMENT_CONFIRMED',
    by: STRIPE,
    paymentIntentId: payments.pay(orderId).paymentIntentId ?? '',
  });

async function openPage({ payments }: Bench, placed: PlacedOrder, at: Instant): Promise<OrderEvent> {
  const { orderId, items } = placed;
  const expiresAt = instant(at + minutes(35));
  await payments.openCheckout({
    orderId,
    items,
    email: null,
    expiresAt,
    idempotencyKey: `stranded-${orderId}`,
  });
  const { sessionId, url, livemode } = payments.session(orderId);
  const checkout = { sessionId, url: url ?? '', expiresAt, livemode };
  return { type: 'CHECKOUT_OPENED', by: SYSTEM, checkout };
}

function happen(row: MemoryRow, event: OrderEvent, at: Instant): void {
  const step = advance(row.state, event, at);
  if (step.kind !== 'advanced') throw new Error(`${event.type} is impossible here`);
  row.state = step.state;
  row.timeline.push(timelineEntry(event, step.state.version, at));
  row.written = { settledVersion: step.state.version, decidedAt: at };
}
