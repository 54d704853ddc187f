// Lives one story on the time-skipping server and gives the histories it left.
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';
import { AFTERCARE_WORKFLOW_TYPE, aftercareWorkflowId, orderWorkflowId } from '../../domain/identity.ts';
import { parseOrderId } from '../../domain/ids.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type Bench, startOrder } from '../support/order-scenario.ts';
import { checked, placedOrder } from '../support/placed-orders.ts';
import type { Scene, Step, Story } from './story.ts';

const END = z.object({ status: z.string(), paymentStatus: z.string() });

/** File name → history as JSON. @throws when the story does not end as it says. */
export async function liveStory(bench: Bench, name: string, story: Story): Promise<Map<string, string>> {
  const placed = placedOrder({ orderId: recordedId(name), paymentMethod: story.method });
  return bench.worker.runUntil(async () => {
    for (const step of story.before ?? []) await step(orderScene(bench, placed));
    const { placing } = await startOrder(bench, placed);
    if (story.opensWithin !== undefined) await bench.env.sleep(story.opensWithin);
    await placing.result();
    const histories = new Map<string, string>();
    histories.set(`${name}.json`, await live(orderScene(bench, placed), story.steps, story.end));
    const { after } = story;
    if (after !== undefined) {
      const end = [story.end[0], after.end] as const;
      histories.set(`${name}.aftercare.json`, await live(aftercareScene(bench, placed), after.steps, end));
    }
    return histories;
  });
}

const recordedId = (name: string) =>
  checked(parseOrderId(`recorded${name.replaceAll('-', '')}`.slice(0, 40)));

function orderScene(bench: Bench, placed: PlacedOrder): Scene {
  const handle = bench.env.client.workflow.getHandle(orderWorkflowId(placed.orderId));
  return { bench, placed, handle, tell: (signal, sent) => handle.signal<[unknown]>(signal, sent) };
}

/** Its first signal starts it, as the webhook does. */
function aftercareScene(bench: Bench, placed: PlacedOrder): Scene {
  const workflowId = aftercareWorkflowId(placed.orderId);
  const { workflow } = bench.env.client;
  return {
    bench,
    placed,
    handle: workflow.getHandle(workflowId),
    async tell(signal, sent) {
      const { taskQueue } = bench;
      const start = { workflowId, taskQueue, args: [placed.orderId], signal, signalArgs: [sent] };
      await workflow.signalWithStart(AFTERCARE_WORKFLOW_TYPE, start);
    },
  };
}

/** Lives the steps and waits for the end. @returns the history as JSON. */
async function live(scene: Scene, steps: readonly Step[], expected: Story['end']): Promise<string> {
  for (const step of steps) await step(scene);
  const end = END.parse(await scene.handle.result());
  if (end.status !== expected[0] || end.paymentStatus !== expected[1]) {
    throw new Error(`${scene.placed.orderId} ended as ${JSON.stringify(end)}, not as ${expected.join('/')}`);
  }
  return `${historyToJSON(await scene.handle.fetchHistory())}\n`;
}
