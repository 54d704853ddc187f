// Traces by OpenTelemetry, sent over HTTP: the SDK behind the calls that name spans, and Temporal's interceptors.
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js';
import {
  makeWorkflowExporter,
  OpenTelemetryActivityInboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/worker/index.js';
import type { Log } from '../../domain/ports/log.ts';
import { idsOnly } from './ids-only.ts';
import type { Tracing } from './tracing.ts';
import { troubleIn } from './trouble-in.ts';

export interface OtlpSettings {
  /** The collector's address, without `/v1/traces`. */
  readonly endpoint: string;
  /** The share of traces that is kept, 0 to 1; the process that begins a trace decides. */
  readonly ratio: number;
  readonly service: string;
  readonly log: Log;
}

/** Milliseconds for one batch, its repetitions included: an end of the process waits for the last. */
const TIMEOUT = 3_000;
const LOST = 'traces were lost';

export function startTracing({ endpoint, ratio, service, log }: OtlpSettings): Tracing {
  reportTroubles(log);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const processor = new BatchSpanProcessor(idsOnly(new OTLPTraceExporter({ url, timeoutMillis: TIMEOUT })));
  const resource = new Resource({ 'service.name': `klikandgo-${service}` });
  const provider = new NodeTracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [processor],
  });
  provider.register();
  return {
    client: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] },
    activity: [(context) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(context) })],
    sinks: { exporter: makeWorkflowExporter(processor, resource) },
    // A collector that is away must not make the end of the process a bad one.
    close: () => provider.shutdown().catch((error: unknown) => log.warn({ err: error }, LOST)),
  };
}

/** A collector that is away costs traces, and nothing else. */
function reportTroubles(log: Log): void {
  const ignore = (): void => {};
  const warn = (message: string): void => log.warn(troubleIn(message), LOST);
  diag.setLogger(
    { error: warn, warn: ignore, info: ignore, debug: ignore, verbose: ignore },
    DiagLogLevel.ERROR,
  );
}
