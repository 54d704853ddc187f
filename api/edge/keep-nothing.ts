// No answer is kept by anybody.
import type { RequestHandler } from 'express';

/**
 * Answers change with the order and the caller: no cache may keep them. What is asked on condition is answered in full:
 * Express takes `If-None-Match: *` for a copy that is still good.
 */
export const keepNothing: RequestHandler = (request, response, next) => {
  delete request.headers['if-none-match'];
  delete request.headers['if-modified-since'];
  response.set('Cache-Control', 'no-store');
  next();
};
