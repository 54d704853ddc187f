// C's messages: as many as ours, and of the same kinds, with nothing in them.
import { defineSignal, defineUpdate } from '@temporalio/workflow';

export const TASK_QUEUE = 'bench-bare';

export const placeUpdate = defineUpdate('place');
export const acceptUpdate = defineUpdate('accept');
export const paidSignal = defineSignal('paid');

/** Four local ones and a regular one, as in ours. */
export interface EmptyActivities {
  readonly write: () => Promise<void>;
  readonly call: () => Promise<void>;
}
