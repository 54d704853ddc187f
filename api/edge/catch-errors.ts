// The last handler: whatever was thrown becomes a problem, and what nobody foresaw is logged with its stack.
import type { ErrorRequestHandler } from 'express';
import type { ApiParts } from '../parts.ts';
import { refusalOf } from '../problem/refusal-of-error.ts';
import { factsOf } from './about-request.ts';
import { sendProblem } from './send.ts';

interface Watchers extends Pick<ApiParts, 'isDatabaseAway' | 'log'> {
  readonly measures: Pick<ApiParts['measures'], 'throttled'>;
}

export function catchErrors({ isDatabaseAway, log, measures }: Watchers): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const refusal = refusalOf(error, isDatabaseAway);
    if (refusal.facts.throttled !== undefined) measures.throttled(refusal.facts.throttled);
    const facts = { err: error, ...factsOf(request, response) };
    if (refusal.code === 'INTERNAL') log.error(facts, 'a request failed');
    else if (refusal !== error && refusal.code === 'UNAVAILABLE') log.warn(facts, 'something is away');
    // Half an answer cannot be taken back: cutting the line tells the caller that it is one.
    if (response.headersSent) response.destroy();
    else sendProblem(response, refusal);
  };
}
