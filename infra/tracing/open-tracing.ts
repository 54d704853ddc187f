// Traces, where `OTEL_EXPORTER_OTLP_ENDPOINT` says where they go; else nothing of it is loaded.
import type { Log } from '../../domain/ports/log.ts';
import { type Tracing, UNTRACED } from './tracing.ts';

export interface TracingSettings {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_TRACES_SAMPLER_ARG: number;
}

/** @param service `api` or `worker`. */
export async function openTracing(settings: TracingSettings, service: string, log: Log): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = settings;
  if (endpoint === undefined) return UNTRACED;
  const { startTracing } = await import('./otlp-tracing.ts');
  return startTracing({ endpoint, ratio, service, log });
}
