// C: the shape of our order up to accepted, and nothing in it: what Temporal itself costs.
import { condition, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { acceptUpdate, type EmptyActivities, paidSignal, placeUpdate } from './messages.ts';

const { write } = proxyLocalActivities<EmptyActivities>({ startToCloseTimeout: '5 seconds' });
const { call } = proxyActivities<EmptyActivities>({ startToCloseTimeout: '1 minute' });

export async function bareOrder(): Promise<void> {
  let [isOpen, isPaid, isAccepted, isRecorded] = [false, false, false, false];
  setHandler(placeUpdate, () => condition(() => isOpen));
  setHandler(paidSignal, () => {
    isPaid = true;
  });
  setHandler(acceptUpdate, () => {
    isAccepted = true;
    return condition(() => isRecorded);
  });
  await write();
  await call();
  await write();
  isOpen = true;
  await condition(() => isPaid, '35 minutes');
  await write();
  await condition(() => isAccepted, '15 minutes');
  await write();
  isRecorded = true;
  // Until it is collected, which nobody does here.
  await condition(() => false);
}

/** Answers at once: what any answer of a workflow costs. */
export async function emptyOrder(): Promise<void> {
  setHandler(placeUpdate, () => {});
  await condition(() => false);
}
