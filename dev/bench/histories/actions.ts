// How many actions a history is to Temporal Cloud, which charges by them. By https://docs.temporal.io/cloud/actions, read in
// November 2026; a billing page has the last word.
import type { WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Event = NonNullable<History['events']>[number];

/** Dollars for a million actions, the first step of the list price. */
export const DOLLARS_PER_MILLION_ACTIONS = 50;

const LOCAL_ACTIVITY = 'core_local_activity';
/** Written by the SDK for `patched`, and free. */
const CHANGE_VERSION = 'TemporalChangeVersion';

/** Updates that were refused, queries and heartbeats are no part of a history, and not counted. */
export function actionsOf({ events }: History): number {
  const all = events ?? [];
  const localTasks = new Set(all.filter(isLocalActivity).map(taskOf));
  return all.reduce((sum, event) => sum + actionsOfEvent(event), localTasks.size);
}

function actionsOfEvent(event: Event): number {
  if (event.upsertWorkflowSearchAttributesEventAttributes) return isOnlyVersion(event) ? 0 : 1;
  // Every attempt is one; only the last leaves an event.
  if (event.activityTaskStartedEventAttributes) return event.activityTaskStartedEventAttributes.attempt ?? 1;
  return ONE_ACTION.some((attributes) => event[attributes]) ? 1 : 0;
}

/** Events are told apart by which of their attributes are there. */
const ONE_ACTION = [
  'workflowExecutionStartedEventAttributes',
  'workflowExecutionUpdateAcceptedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'timerStartedEventAttributes',
  'signalExternalWorkflowExecutionInitiatedEventAttributes',
  'startChildWorkflowExecutionInitiatedEventAttributes',
] as const satisfies readonly (keyof Event)[];

/** All local activities of one workflow task are one action together. */
const isLocalActivity = ({ markerRecordedEventAttributes: marker }: Event): boolean =>
  marker?.markerName === LOCAL_ACTIVITY;

const taskOf = ({ markerRecordedEventAttributes: marker }: Event): string =>
  String(marker?.workflowTaskCompletedEventId);

function isOnlyVersion({ upsertWorkflowSearchAttributesEventAttributes: upsert }: Event): boolean {
  const names = Object.keys(upsert?.searchAttributes?.indexedFields ?? {});
  return names.every((name) => name === CHANGE_VERSION);
}
