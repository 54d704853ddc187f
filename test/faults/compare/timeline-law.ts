// Whether a timeline is one the law of moves allows: no gap, every step a legal move by someone entitled to it.
import { parseActor, roleOf } from '../../../domain/actor.ts';
import { ENTITLED } from '../../../domain/entitlement.ts';
import { MOVES } from '../../../domain/moves.ts';
import { ORDER_STATUSES, type OrderStatus } from '../../../domain/order-status.ts';
import type { OrderRow } from './database-side.ts';

type Entry = OrderRow['timeline'][number];

/** @returns what is wrong, in words; nothing for a lawful timeline that leads to the row's status. */
export function timelineProblems({ timeline, version, status }: OrderRow): readonly string[] {
  const [first, ...rest] = timeline;
  const inOrder = timeline.every(({ sequence }, index) => sequence === index + 1);
  return [
    ...(inOrder && timeline.length === version ? [] : [`I9 ${timeline.length} entries, version ${version}`]),
    ...(first?.kind === 'PLACED' ? [] : ['I9 the timeline does not begin with PLACED']),
    ...moveProblems(rest, status),
    ...timeline.filter((entry) => !isEntitled(entry)).map(({ kind, actor }) => `I10 ${kind} by ${actor}`),
  ];
}

function moveProblems(entries: readonly Entry[], end: OrderStatus): readonly string[] {
  const problems: string[] = [];
  let at: OrderStatus = 'PENDING';
  for (const entry of entries) {
    const next = step(at, entry);
    if (next === null) problems.push(`I9 ${entry.kind} is no move of an order that is ${at}`);
    else at = next;
  }
  return at === end ? problems : [...problems, `I9 the timeline leads to ${at}, the row says ${end}`];
}

function step(at: OrderStatus, { kind }: Entry): OrderStatus | null {
  if (kind === 'PLACED') return null;
  const move = MOVES[at][kind];
  if (move === 'stay') return at;
  return ORDER_STATUSES.find((status) => status === move) ?? null;
}

function isEntitled({ kind, actor }: Entry): boolean {
  const who = parseActor(actor);
  return who !== null && (kind === 'PLACED' || ENTITLED[kind].includes(roleOf(who)));
}
