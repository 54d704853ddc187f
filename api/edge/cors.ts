// Which pages may call the API from a browser: our own, and those named in CORS_ORIGINS.
import type { RequestHandler } from 'express';

const METHODS = 'GET, POST';
const HEADERS = 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID';
const EXPOSED = 'Retry-After, X-Request-Id';
/** Seconds a browser may remember a preflight's answer. */
const MAX_AGE = '600';

/**
 * A foreign page gets its answer without permission to read it, and a preflight without permission to go on.
 * @param headers that requests may carry.
 */
export function allowOrigins(origins: readonly string[], headers = HEADERS): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && origins.includes(origin);
    if (isAllowed) {
      response.set('Access-Control-Allow-Origin', origin);
      response.set('Access-Control-Allow-Credentials', 'true');
      response.set('Access-Control-Expose-Headers', EXPOSED);
    }
    const isPreflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (!isPreflight) return next();
    if (isAllowed) {
      response.set('Access-Control-Allow-Methods', METHODS);
      response.set('Access-Control-Allow-Headers', headers);
      response.set('Access-Control-Max-Age', MAX_AGE);
    }
    response.status(204).end();
  };
}
