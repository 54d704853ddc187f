// One attempt at an activity, and what its answer looks like to the workflow.
import {
  ActivityFailure,
  ApplicationFailure,
  defaultFailureConverter,
  defaultPayloadConverter,
  RetryState,
} from '@temporalio/common';
import type { Activities } from '../../../activities/index.ts';
import type { Job } from './instance.ts';
import type { SimulatedWorker } from './worker.ts';

type ActivityName = keyof Activities;
type Payload = ReturnType<typeof defaultPayloadConverter.toPayload>;

export interface ActivityCall {
  readonly seq: number;
  readonly name: string;
  readonly input: readonly Payload[];
}

export type AttemptResult =
  | { readonly kind: 'completed'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly failure: ApplicationFailure };

/** Settles never when the process dies meanwhile. */
export async function attempt(worker: SimulatedWorker, call: ActivityCall): Promise<AttemptResult> {
  // The workflow's proxies name existing activities and pass what they take.
  const activity = worker.activities[call.name as ActivityName] as (...args: unknown[]) => Promise<unknown>;
  const args = call.input.map((payload) => defaultPayloadConverter.fromPayload<unknown>(payload));
  try {
    return { kind: 'completed', value: await activity(...args) };
  } catch (error) {
    const failure =
      error instanceof ApplicationFailure
        ? error
        : ApplicationFailure.create({ message: String(error), type: 'Error' });
    return { kind: 'failed', failure };
  }
}

export function resolutionOf(call: ActivityCall, isLocal: boolean, result: AttemptResult): Job {
  return {
    variant: 'resolveActivity',
    body: { seq: call.seq, isLocal, result: protocolResult(call, result) },
  };
}

function protocolResult(call: ActivityCall, result: AttemptResult) {
  if (result.kind === 'completed') {
    const payload = result.value === undefined ? null : defaultPayloadConverter.toPayload(result.value);
    return { completed: { result: payload } };
  }
  const { NON_RETRYABLE_FAILURE } = RetryState;
  const failure = new ActivityFailure(
    'Activity task failed',
    call.name,
    String(call.seq),
    NON_RETRYABLE_FAILURE,
    undefined,
    result.failure,
  );
  return { failed: { failure: defaultFailureConverter.errorToFailure(failure, defaultPayloadConverter) } };
}
