// What must be true when the pressure is over, besides what is true of any service at rest: each line is a broken promise.
import type { OrderRow } from './order-rows.ts';
import type { ToldEvent } from './told-events.ts';

export interface Evidence {
  readonly orders: readonly OrderRow[];
  readonly events: readonly ToldEvent[];
  readonly signals: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
}

export function brokenPromises({ orders, events, signals, statuses }: Evidence): string[] {
  const effects = effectsByOrder(events);
  return [
    ...orders
      .filter((order) => !ENDS.includes(endOf(order)))
      .map((order) => `${order.id} ended ${endOf(order)}`),
    ...orders.flatMap(({ id }) => saidOtherwise(id, signals.get(id) ?? 0, effects.get(id)?.size ?? 0)),
    ...[...statuses.keys()].filter((name) => !ANSWERS.includes(name)),
  ];
}

const ANSWERS = ['genuine → 200', 'forged → 400'];
const ENDS = ['ACCEPTED PAID', 'REJECTED REFUNDED'];

const endOf = ({ status, paymentStatus }: OrderRow): string => `${status} ${paymentStatus}`;

const saidOtherwise = (orderId: string, told: number, facts: number): string[] =>
  told === facts ? [] : [`${orderId} was told ${told} times of ${facts} facts`];

function effectsByOrder(events: readonly ToldEvent[]): Map<string, Set<string>> {
  const effects = new Map<string, Set<string>>();
  for (const { orderId, effect } of events)
    effects.set(orderId, (effects.get(orderId) ?? new Set()).add(effect));
  return effects;
}
