// Temporal's SDK in this process: its log lines in the form and with the redaction of ours, its figures where we say.
import { type LogLevel, type LogMetadata, Runtime } from '@temporalio/worker';
import { orderIdIn } from '../domain/identity.ts';
import type { Log } from '../domain/ports/log.ts';

const METHODS = { TRACE: 'debug', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Must run before the first connection: the SDK's runtime is made once.
 * @param metricsAddress `host:port` where the core shows its figures; null for none.
 */
export function installRuntime(log: Log, metricsAddress: string | null): void {
  const line = (level: LogLevel, message: string, meta: LogMetadata = {}): void =>
    log[METHODS[level]]({ ...orderOf(meta), ...meta }, message);
  Runtime.install({
    // Ours alone end the process: the SDK's would swallow a signal that comes before there is a worker to shut down.
    shutdownSignals: [],
    telemetryOptions: {
      // Its lines, too, come through the logger below.
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      ...(metricsAddress === null
        ? {}
        : { metrics: { attachServiceName: false, prometheus: prometheus(metricsAddress) } }),
    },
    logger: {
      log: line,
      trace: (message, meta) => line('TRACE', message, meta),
      debug: (message, meta) => line('DEBUG', message, meta),
      info: (message, meta) => line('INFO', message, meta),
      warn: (message, meta) => line('WARN', message, meta),
      error: (message, meta) => line('ERROR', message, meta),
    },
  });
}

/** Seconds; the core's own begin at a tenth, and a healthy task takes less. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Base units and suffixes as Prometheus wants them. */
const prometheus = (bindAddress: string) => ({
  bindAddress,
  histogramBucketOverrides: {
    workflow_task_schedule_to_start_latency: BUCKETS,
    workflow_task_execution_latency: BUCKETS,
    activity_schedule_to_start_latency: BUCKETS,
    activity_execution_latency: BUCKETS,
  },
  countersTotalSuffix: true,
  unitSuffix: true,
  useSecondsForDurations: true,
});

function orderOf({ workflowId }: LogMetadata): object {
  const orderId = typeof workflowId === 'string' ? orderIdIn(workflowId) : null;
  return orderId === null ? {} : { orderId };
}
