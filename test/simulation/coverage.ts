// Which events have happened to orders in which states, of all that the law allows.
import { MOVES } from '../../domain/moves.ts';
import type { OrderEventType } from '../../domain/order-event.ts';
import { ORDER_STATUSES, type OrderStatus } from '../../domain/order-status.ts';

/** How often, by `STATUS EVENT`. */
export type Coverage = Record<string, number>;

/** Cells that the law allows and the workflow never comes to, with the reason. */
export const UNREACHED: Readonly<Record<string, string>> = {
  'REJECTED PAYMENT_PROCESSING': 'an order is withdrawn only once its page is closed, and the page told',
  'CANCELLED PAYMENT_PROCESSING': 'likewise',
  'NO_SHOW ATTENTION_CLEARED': 'a key refused while paying would have to be mended after the pickup was over',
  ...Object.fromEntries(
    ['COLLECTED', 'REJECTED', 'CANCELLED', 'EXPIRED', 'NO_SHOW'].map((ended) => [
      `${ended} RESUMED`,
      'an order that has ended is left to its after-care, unless its last write lands after its workflow was lost',
    ]),
  ),
  'EXPIRED PAYMENT_PROCESSING': 'an order expires only when its page has told that nothing was promised',
};

const isAllowed = (status: OrderStatus, event: OrderEventType): boolean =>
  !['late', 'early', 'same'].includes(MOVES[status][event]);

const EVENTS = Object.keys(MOVES.PENDING) as OrderEventType[];

/** @param kinds the timeline of one order, from `PLACED`. */
export function count(coverage: Coverage, kinds: readonly string[]): void {
  let status: OrderStatus = 'PENDING';
  for (const kind of kinds.slice(1)) {
    const cell = `${status} ${kind}`;
    coverage[cell] = (coverage[cell] ?? 0) + 1;
    const move: string = MOVES[status][kind as OrderEventType];
    status = ORDER_STATUSES.find((known) => known === move) ?? status;
  }
}

export function add(coverage: Coverage, more: Coverage): void {
  for (const [cell, times] of Object.entries(more)) coverage[cell] = (coverage[cell] ?? 0) + times;
}

/** Cells that the law allows, that are not listed above, and that never happened. */
export function missing(coverage: Coverage): string[] {
  return ORDER_STATUSES.flatMap((status) =>
    EVENTS.filter((event) => isAllowed(status, event))
      .map((event) => `${status} ${event}`)
      .filter((cell) => coverage[cell] === undefined && UNREACHED[cell] === undefined),
  );
}

/** A line per event, a column per status; `·` where the law refuses or ignores it. */
export function table(coverage: Coverage): string {
  const widths = 11;
  const line = (name: string, cells: readonly string[]): string =>
    name.padEnd(20) + cells.map((cell) => cell.padStart(widths)).join('');
  const cell = (status: OrderStatus, event: OrderEventType): string => {
    const times = coverage[`${status} ${event}`];
    if (times !== undefined) return String(times);
    return isAllowed(status, event) ? '0' : '·';
  };
  const rows = EVENTS.map((event) =>
    line(
      event,
      ORDER_STATUSES.map((status) => cell(status, event)),
    ),
  );
  return [line('', ORDER_STATUSES), ...rows].join('\n');
}
