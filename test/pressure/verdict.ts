// What must be true when the pressure is over, besides what is true of any service at rest: each line is a broken promise.
import type { OrderRow } from './order-rows.ts';
import type { ToldEvent } from './told-events.ts';

export interface Evidence {
  readonly orders: readonly OrderRow[];
  readonly events: readonly ToldEvent[];
  readonly signals: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
}

/** MB of the first, the second and the last third of the run. */
export interface Memory {
  readonly api: readonly [number, number, number];
  readonly worker: readonly [number, number, number];
}

/** The last third over the first. */
const GROWTH = 1.25;
/** Orders of a run that is long enough for a leak to show beside what a process takes to warm up. */
export const LONG_RUN = 1_000;

/** What was not measured counts as grown. */
export function grown(memory: Memory, orders: number): string[] {
  if (orders < LONG_RUN) return [];
  return (['api', 'worker'] as const).flatMap((name) => {
    const [first, , last] = memory[name];
    if (last <= first * GROWTH) return [];
    return [`${name} grew from ${first.toFixed(0)} to ${last.toFixed(0)} MB`];
  });
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
