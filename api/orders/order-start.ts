// How an order's workflow is started: its id, its policies, and what operators see of it in Temporal's UI.
import { WithStartWorkflowOperation, type WorkflowStartOptions } from '@temporalio/client';
import { ORDER_WORKFLOW_TYPE, ORDERS_TASK_QUEUE, orderWorkflowId } from '../../domain/identity.ts';
import { formatMoney } from '../../domain/money.ts';
import { openState } from '../../domain/order-state.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { fixedAttributes, stateAttributes } from '../../domain/search-attributes.ts';
import { instant } from '../../domain/time.ts';

type OrderWorkflow = (placed: PlacedOrder) => Promise<unknown>;

/** Temporal refuses a summary above 200 bytes; a shop's name may take 64 characters of three bytes each. */
const NAME_LENGTH = 40;

/** Starting twice joins the first: the same id, and an order that has ended is never started again. */
export function startOf(placed: PlacedOrder): WithStartWorkflowOperation<OrderWorkflow> {
  const options: WorkflowStartOptions<OrderWorkflow> & { workflowIdConflictPolicy: 'USE_EXISTING' } = {
    workflowId: orderWorkflowId(placed.orderId),
    taskQueue: ORDERS_TASK_QUEUE,
    args: [placed],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    typedSearchAttributes: attributesOf(placed),
    staticSummary: summaryOf(placed),
    staticDetails: detailsOf(placed),
  };
  return new WithStartWorkflowOperation<OrderWorkflow>(ORDER_WORKFLOW_TYPE, options);
}

/** No clock is needed: of a state just opened, only its statuses are shown. */
const attributesOf = (placed: PlacedOrder) => [
  ...fixedAttributes(placed),
  ...stateAttributes(openState(placed, instant(0))),
];

function summaryOf({ shopName, total, items }: PlacedOrder): string {
  const name = shopName.slice(0, NAME_LENGTH);
  return `${name} · ${formatMoney(total)} · ${items.length} ${items.length === 1 ? 'article' : 'articles'}`;
}

function detailsOf({ items, total }: PlacedOrder): string {
  const lines = items.map(
    ({ name, quantity, unit, price }) => `- ${name} : ${quantity} ${unit} · ${formatMoney(price)}`,
  );
  return [...lines, '', `Total ${formatMoney(total)}`].join('\n');
}
