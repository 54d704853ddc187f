// Every kind of order the demo knows, lived through, and what it was to Temporal: events, actions, dollars.
import type { Client } from '@temporalio/client';
import { orderWorkflowId } from '../../../domain/identity.ts';
import { parseOrderId } from '../../../domain/ids.ts';
import { runDemo } from '../../demo/run-demo.ts';
import type { Say } from '../../tools/temporal-cli.ts';
import type { Figure } from '../figures.ts';
import type { Ground } from '../ground.ts';
import { actionsOf, DOLLARS_PER_MILLION_ACTIONS } from './actions.ts';

export interface KindOfOrder {
  readonly name: string;
  readonly events: number;
  readonly actions: number;
  /** Of the workflows that tell customer and shop of it. */
  readonly notices: { readonly count: number; readonly events: number; readonly actions: number };
}

/** Seconds until their notices have ended, too: those of other parts' orders may be before them. */
const PATIENCE = 300;

/** @throws when an order does not end as it should. */
export async function liveEveryKind({ info, client }: Ground, say: Say): Promise<KindOfOrder[]> {
  say('One order of every kind; some wait for deadlines of half a minute …');
  const all = await runDemo(info, () => {});
  const kinds: KindOfOrder[] = [];
  for (const { scenario, order, problem } of all) {
    const orderId = parseOrderId(order?.id ?? '');
    if (problem !== null || orderId === null) throw new Error(`${scenario.name}: ${problem ?? 'no order'}`);
    const workflowId = orderWorkflowId(orderId);
    const own = await sizeOf(client, workflowId);
    kinds.push({ name: scenario.name, ...own, notices: await noticesOf(client, workflowId) });
  }
  return kinds;
}

async function sizeOf(client: Client, workflowId: string) {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  return { events: history.events?.length ?? 0, actions: actionsOf(history) };
}

async function noticesOf(client: Client, workflowId: string): Promise<KindOfOrder['notices']> {
  const query = `WorkflowId STARTS_WITH '${workflowId}-notice-'`;
  const running = `${query} AND ExecutionStatus = 'Running'`;
  for (let tries = 0; (await client.workflow.count(running)).count > 0; tries += 1) {
    if (tries === PATIENCE) throw new Error(`the notices of ${workflowId} have not ended`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const all = { count: 0, events: 0, actions: 0 };
  for await (const notice of client.workflow.list({ query })) {
    const { events, actions } = await sizeOf(client, notice.workflowId);
    all.count += 1;
    all.events += events;
    all.actions += actions;
  }
  return all;
}

/** A table in Markdown. */
export function kindLines(kinds: readonly KindOfOrder[]): string[] {
  const rows = kinds.map(({ name, events, actions, notices }) => [
    name,
    events,
    actions,
    `$${actions * DOLLARS_PER_MILLION_ACTIONS}`,
    `${notices.count}: ${notices.events} events, ${notices.actions} actions`,
    `$${(actions + notices.actions) * DOLLARS_PER_MILLION_ACTIONS}`,
  ]);
  const head = ['kind', 'events', 'actions', 'a million orders', 'its notices', 'a million with them'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** Of the longest ordinary life, and of the first kind: paid online, accepted, collected. */
export function kindFigures(kinds: readonly KindOfOrder[]): Figure[] {
  const most = Math.max(...kinds.map(({ events }) => events));
  return [
    { name: 'longest history of any kind of order', value: most, unit: 'events', target: { most: 70 } },
    {
      name: 'an order paid online and collected',
      value: kinds[0]?.actions ?? Number.NaN,
      unit: 'actions',
      target: null,
    },
  ];
}
