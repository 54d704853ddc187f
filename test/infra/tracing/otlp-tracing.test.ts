// Traces on and off: off loads nothing, on sends all of it before the process ends, and a collector that is away hurts nobody.
import { context, propagation, trace } from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { openTracing } from '../../../infra/tracing/open-tracing.ts';
import { UNTRACED } from '../../../infra/tracing/tracing.ts';
import { startTraceReceiver } from '../../support/trace-receiver.ts';

const warnings: string[] = [];
const log = {
  debug() {},
  info() {},
  warn: (_facts: object, message: string) => void warnings.push(message),
  error() {},
};
const open = (endpoint?: string, ratio = 1) =>
  openTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio }, 'api', log);
const span = (name: string): void => trace.getTracer('test').startSpan(name).end();

afterEach(() => {
  warnings.length = 0;
  for (const api of [trace, context, propagation]) api.disable();
});

describe('traces', () => {
  it('without an endpoint → none, and no interceptor', async () => {
    expect(await open()).toBe(UNTRACED);
    expect(trace.getTracer('test').startSpan('unseen').isRecording()).toBe(false);
  });

  it('with one → what was not sent yet is sent at the end', async () => {
    const receiver = await startTraceReceiver();
    const tracing = await open(`${receiver.url}/`);
    span('the last one');
    expect(receiver.spans).toEqual([]);
    await tracing.close();
    expect(receiver.spans.map(({ name }) => name)).toEqual(['the last one']);
    await receiver.close();
  });

  it('of which no share is kept → none is sent', async () => {
    const receiver = await startTraceReceiver();
    const tracing = await open(receiver.url, 0);
    span('unseen');
    await tracing.close();
    expect(receiver.spans).toEqual([]);
    await receiver.close();
  });

  it('to a collector that is away → the end comes all the same, and the log says what is lost', async () => {
    const receiver = await startTraceReceiver();
    await receiver.close();
    const tracing = await open(receiver.url);
    span('lost');
    const startedAt = performance.now();
    await tracing.close();
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(warnings).toEqual(['traces were lost']);
  });
});
