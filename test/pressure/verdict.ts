// What must be true when the pressure is over: each line it returns is a broken promise.
import { z } from 'zod';
import type { OrderRow } from './order-rows.ts';
import type { ToldEvent } from './told-events.ts';

const Ledger = z.object({
  orders: z.record(
    z.string(),
    z.object({ captured: z.number(), refunded: z.number(), refunds: z.number(), charges: z.number() }),
  ),
});
export type Books = z.infer<typeof Ledger>['orders'];

export async function readBooks(stripe: string): Promise<Books> {
  return Ledger.parse(await (await fetch(`${stripe}/_double/ledger`)).json()).orders;
}

export interface Evidence {
  readonly orders: readonly OrderRow[];
  readonly events: readonly ToldEvent[];
  readonly signals: ReadonlyMap<string, number>;
  readonly books: Books;
  readonly statuses: ReadonlyMap<string, number>;
}

export function brokenPromises(evidence: Evidence): string[] {
  const effects = effectsByOrder(evidence.events);
  return [
    ...evidence.orders.flatMap((order) => brokenFor(order, evidence, effects.get(order.id)?.size ?? 0)),
    ...[...evidence.statuses.keys()].filter((name) => !EXPECTED.includes(name)),
  ];
}

const EXPECTED = ['genuine → 200', 'forged → 400'];
const ENDS = ['ACCEPTED PAID', 'REJECTED REFUNDED'];

function brokenFor(order: OrderRow, { signals, books }: Evidence, effects: number): string[] {
  const end = `${order.status} ${order.paymentStatus}`;
  const money = books[order.id];
  const kept = (money?.captured ?? 0) - (money?.refunded ?? 0);
  const owed = order.paymentStatus === 'PAID' ? order.totalCents : 0;
  const told = signals.get(order.id) ?? 0;
  return [
    ...(ENDS.includes(end) ? [] : [`${order.id} ended ${end}`]),
    ...(told === effects ? [] : [`${order.id} was told ${told} times of ${effects} facts`]),
    ...(kept === owed ? [] : [`${order.id}: Stripe keeps ${kept} cents of ${owed}`]),
    ...(money?.charges === 1 && money.refunds <= 1
      ? []
      : [`${order.id}: ${money?.charges ?? 0} charges, ${money?.refunds ?? 0} refunds`]),
  ];
}

function effectsByOrder(events: readonly ToldEvent[]): Map<string, Set<string>> {
  const effects = new Map<string, Set<string>>();
  for (const { orderId, effect } of events)
    effects.set(orderId, (effects.get(orderId) ?? new Set()).add(effect));
  return effects;
}
