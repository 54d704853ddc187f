// What an operator sees of a workflow in Temporal's UI.
import type { WorkflowHandle } from '@temporalio/client';

/** By the attribute's name. */
export async function attributesSeen(handle: WorkflowHandle): Promise<Record<string, unknown>> {
  const { typedSearchAttributes } = await handle.describe();
  return Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
}

export async function activitiesSeen(handle: WorkflowHandle, name: string): Promise<number> {
  const { events } = await handle.fetchHistory();
  const started = (events ?? []).map(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name,
  );
  return started.filter((activity) => activity === name).length;
}
