// One line per request: what was asked and how it went; never a body, a query, or a credential.
import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Log } from '../../domain/ports/log.ts';

const REQUEST_ID = 'X-Request-Id';
const USABLE_ID = /^[\w-]{8,64}$/;

/** Keeps the id a proxy gave, so that one request has one name everywhere. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const given = request.get(REQUEST_ID) ?? '';
    const requestId = USABLE_ID.test(given) ? given : randomUUID();
    response.set(REQUEST_ID, requestId);
    const startedAt = performance.now();
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      const { method, path, ip } = request;
      const isCut = !response.writableFinished;
      log.info(
        { requestId, method, path, status: response.statusCode, ms, ip, ...(isCut ? { isCut } : {}) },
        'request',
      );
    });
    next();
  };
}

/** The id under which the request's line is found. */
export const requestIdOf = (response: Response): string => response.get(REQUEST_ID) ?? '';
