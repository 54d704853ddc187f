// What a trace may tell when it leaves the process.
import { SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { beforeEach, describe, expect, it } from 'vitest';
import { idsOnly } from '../../../infra/tracing/ids-only.ts';

let exporter: InMemorySpanExporter;
let provider: BasicTracerProvider;
beforeEach(() => {
  exporter = new InMemorySpanExporter();
  provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(idsOnly(exporter))] });
});

function told(attributes: Record<string, string | number>, error?: Error): ReadableSpan {
  const span = provider.getTracer('test').startSpan('a span', { attributes });
  if (error !== undefined) {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  }
  span.end();
  const [sent] = exporter.getFinishedSpans();
  if (sent === undefined) throw new Error('nothing was sent');
  return sent;
}

describe('a span', () => {
  it('→ only attributes that are known to be harmless', () => {
    const { attributes, name } = told({
      'http.route': '/api/checkout',
      memo: 'secret',
      searchAttributes: 'x',
    });
    expect([name, attributes]).toEqual(['a span', { 'http.route': '/api/checkout' }]);
  });

  it.each(['temporalWorkflowId', 'workflowId'])('of a workflow, by %s → names its order', (attribute) => {
    const workflowId = 'order-abcdefgh12-aftercare';
    expect(told({ [attribute]: workflowId }).attributes).toEqual({
      [attribute]: workflowId,
      'order.id': 'abcdefgh12',
    });
  });

  it('with an error → its message without what is sensitive', () => {
    const { status, events } = told({}, new Error('no mail to marie@example.fr with sk_test_abc123'));
    const text = JSON.stringify([status, events]);
    expect(text).toContain('no mail to [redacted] with [redacted]');
    expect(text).not.toMatch(/marie@|sk_test/);
  });

  it('keeps what it is: its ids, times and parent', () => {
    const span = told({});
    expect(span.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.duration[0] + span.duration[1]).toBeGreaterThan(0);
    expect(span.instrumentationLibrary.name).toBe('test');
  });
});
