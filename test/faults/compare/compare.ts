// The three-way comparison of a service at rest: workflow = database = Stripe, for every order any of them knows.
import type { RunningStack } from '../../../dev/stack/stack.ts';
import { isOpen } from '../../../domain/order-status.ts';
import { type OrderRow, readRows } from './database-side.ts';
import { claimOf, moneyProblems, NO_BOOKS } from './money-law.ts';
import { readBooks, type StripeBooks } from './stripe-side.ts';
import { timelineProblems } from './timeline-law.ts';
import { newestStanding, type OrderWorkflow, type OrderWorkflows, readWorkflows } from './workflow-side.ts';

/** Everything the three say at one moment, by order id. */
export interface Snapshot {
  readonly rows: ReadonlyMap<string, OrderRow>;
  readonly workflows: ReadonlyMap<string, OrderWorkflows>;
  readonly books: ReadonlyMap<string, StripeBooks>;
}

export interface Comparison {
  readonly orders: number;
  /** `order: what is broken`; empty when nothing is. */
  readonly violations: readonly string[];
  /** Cents at Stripe. */
  readonly captured: number;
  readonly givenBack: number;
}

/**
 * Meaningful once nothing is under way any more: no update, no webhook still to be delivered.
 * @param acknowledged ids of orders that a client was told of: each must exist.
 */
export async function compareAtRest(
  stack: Pick<RunningStack, 'info' | 'env'>,
  acknowledged: Iterable<string> = [],
): Promise<Comparison> {
  return compare(await readSnapshot(stack), acknowledged);
}

export async function readSnapshot({ info, env }: Pick<RunningStack, 'info' | 'env'>): Promise<Snapshot> {
  const [rows, workflows, books] = await Promise.all([
    readRows(env.DATABASE_URL ?? ''),
    readWorkflows(info.temporal),
    readBooks(info.stripe),
  ]);
  return { rows, workflows, books };
}

export function compare(snapshot: Snapshot, acknowledged: Iterable<string>): Comparison {
  const { rows, workflows, books } = snapshot;
  const ids = new Set([...acknowledged, ...rows.keys(), ...workflows.keys(), ...books.keys()]);
  const violations = [...ids].flatMap((id) => problemsOf(snapshot, id).map((problem) => `${id}: ${problem}`));
  const sum = (field: 'captured' | 'givenBack'): number =>
    [...books.values()].reduce((total, one) => total + one[field], 0);
  return {
    orders: ids.size,
    violations: [...violations, ...shopProblems(snapshot)],
    captured: sum('captured'),
    givenBack: sum('givenBack'),
  };
}

function problemsOf({ rows, workflows, books }: Snapshot, id: string): readonly string[] {
  const row = rows.get(id);
  const workflow = workflows.get(id);
  const isAtStripe = books.has(id) ? ', but Stripe knows it (I6)' : '';
  if (row === undefined) return [`lost: it has no row${isAtStripe}`];
  if (workflow?.order === undefined || workflow.order === null) return ['lost: it has no workflow'];
  return [
    ...workflowProblems(row, workflow),
    ...timelineProblems(row),
    ...moneyProblems(row, books.get(id) ?? NO_BOOKS),
  ];
}

function workflowProblems(row: OrderRow, workflows: OrderWorkflows): readonly string[] {
  const told = newestStanding(workflows);
  const { status, paymentStatus, version } = row;
  const same = told?.status === status && told.paymentStatus === paymentStatus && told.version === version;
  const isRunning = workflows.order?.status === 'RUNNING';
  return [
    ...[workflows.order, workflows.aftercare]
      .filter(isBroken)
      .map((one) => `its workflow has ${one?.status}`),
    ...(same ? [] : [`I8 workflow ${words(told)}, database ${words(row)}`]),
    ...(isOpen(status) && !isRunning ? [`I2 it is ${status}, and nobody works on it`] : []),
  ];
}

const isBroken = (workflow: OrderWorkflow | null): boolean =>
  workflow !== null && workflow.status !== 'RUNNING' && workflow.status !== 'COMPLETED';

const words = (
  told: (Pick<OrderRow, 'version'> & { status: string; paymentStatus: string }) | null,
): string =>
  told === null ? 'says nothing' : `${told.status}/${told.paymentStatus} at version ${told.version}`;

/** I5 as the shop sees it: what it sold by our books is what Stripe owes it. */
function shopProblems({ rows, books }: Snapshot): readonly string[] {
  const differences = new Map<string, number>();
  for (const row of rows.values()) {
    const { captured, givenBack } = books.get(row.id) ?? NO_BOOKS;
    const held = captured - givenBack;
    const claim = claimOf(row);
    const claimed = claim === null ? held : claim.captured - claim.givenBack;
    differences.set(row.shopId, (differences.get(row.shopId) ?? 0) + claimed - held);
  }
  return [...differences]
    .filter(([, cents]) => cents !== 0)
    .map(([shopId, cents]) => `${shopId}: I5 our books differ from Stripe’s by ${cents} cents`);
}
