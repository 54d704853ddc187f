// What a process needs to trace: Temporal's interceptors, and an end.
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry/lib/workflow/definitions.js';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';

/** What passes a trace on from request to workflow to activity. */
export interface Tracing {
  readonly client: { readonly workflow: WorkflowClientInterceptor[] };
  readonly activity: readonly ActivityInterceptorsFactory[];
  /** Where the spans of workflows come out of their isolate. */
  readonly sinks: InjectedSinks<OpenTelemetrySinks> | null;
  /** Sends what is still to be sent, within some seconds. */
  close(): Promise<void>;
}

export const UNTRACED: Tracing = {
  client: { workflow: [] },
  activity: [],
  sinks: null,
  close: async () => {},
};
