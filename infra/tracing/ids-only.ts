// What leaves the process in a trace: names, times, ids, and errors with all that is sensitive taken out.
import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import { orderIdIn } from '../../domain/identity.ts';
import { redactText } from '../redact-text.ts';

/** Temporal's interceptors add all they know of a workflow, its memo and search attributes included. */
const KEPT = new Set([
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'order.id',
  'stripe.outcome',
  'temporalWorkflowId',
  'temporalActivityId',
  'temporalUpdateId',
  'run_id',
  'workflowId',
  'workflowType',
  'runId',
]);

/** @returns the same exporter, given no more than that. */
export function idsOnly(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(reduced), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function reduced(span: ReadableSpan): ReadableSpan {
  const { status, events } = span;
  const { message } = status;
  // The rest of the span stands behind it: a span has methods, and values that are made when asked for.
  return Object.create(span, {
    attributes: { value: withOrder(keptOf(span.attributes)) },
    status: { value: message === undefined ? status : { ...status, message: redactText(message) } },
    events: { value: events.map((event) => ({ ...event, attributes: redacted(event.attributes ?? {}) })) },
  }) as ReadableSpan; // `Object.create` is declared as `any`; this is the span with three properties before its own.
}

const keptOf = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => KEPT.has(name)));

function withOrder(attributes: Attributes): Attributes {
  const { temporalWorkflowId = attributes.workflowId } = attributes;
  const orderId = typeof temporalWorkflowId === 'string' ? orderIdIn(temporalWorkflowId) : null;
  return orderId === null ? attributes : { ...attributes, 'order.id': orderId };
}

/** Of an exception: its type, what it says, where it was. */
const redacted = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? redactText(value) : value,
    ]),
  );
