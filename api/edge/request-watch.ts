// Each request as one log line, one count and one span: what was asked and how it went; never a body, a query, an address or a credential.
import { randomUUID } from 'node:crypto';
import { context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Request, RequestHandler, Response } from 'express';
import { milliseconds } from '../../domain/time.ts';
import type { ApiParts } from '../parts.ts';
import { aboutOf, factsOf, nameRequest, REQUEST_ID } from './about-request.ts';

const USABLE_ID = /^[\w-]{8,64}$/;
/** Probes and pages would only bury the others. */
const TRACED = '/api/';

const tracer = trace.getTracer('klikandgo-api');

interface Watchers extends Pick<ApiParts, 'log'> {
  readonly measures: Pick<ApiParts['measures'], 'request'>;
}

/**
 * Keeps the id a proxy gave, so that one request has one name everywhere. A trace that a caller names is not joined:
 * whoever calls from the outside would decide what is traced.
 */
export function watchRequests(parts: Watchers): RequestHandler {
  return (request, response, next) => {
    const given = request.get(REQUEST_ID) ?? '';
    nameRequest(response, USABLE_ID.test(given) ? given : randomUUID());
    const span = request.path.startsWith(TRACED) ? begin(request) : null;
    const trail = span === null ? context.active() : trace.setSpan(ROOT_CONTEXT, span);
    const startedAt = performance.now();
    response.once('close', () =>
      context.with(trail, () => {
        tell(parts, { request, response, startedAt });
        if (span !== null) end(span, request, response);
      }),
    );
    context.with(trail, () => next());
  };
}

interface Answered {
  readonly request: Request;
  readonly response: Response;
  readonly startedAt: number;
}

function tell({ log, measures }: Watchers, { request, response, startedAt }: Answered): void {
  const took = milliseconds(performance.now() - startedAt);
  const { method } = request;
  const { statusCode: status, writableFinished } = response;
  const { route, isStream } = aboutOf(response);
  const facts = {
    ...factsOf(request, response),
    status,
    ms: Math.round(took),
    ...(writableFinished ? {} : { isCut: true }),
  };
  log.info(facts, 'request');
  if (!isStream) measures.request({ method, route: route ?? 'none', status, took });
}

function begin({ method }: Request): Span {
  return tracer.startSpan(method, {
    kind: SpanKind.SERVER,
    root: true,
    attributes: { 'http.request.method': method },
  });
}

function end(span: Span, { method }: Request, response: Response): void {
  const { route, orderId } = aboutOf(response);
  span.updateName(`${method} ${route ?? '(none)'}`);
  span.setAttributes({
    'http.response.status_code': response.statusCode,
    ...(route === null ? {} : { 'http.route': route }),
    ...(orderId === null ? {} : { 'order.id': orderId }),
  });
  if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
