// What becomes known of a request while it is answered: its route, the order it is about. For its log line, and for who counts.
import type { Request, Response } from 'express';
import type { OrderId } from '../../domain/ids.ts';

export interface About {
  /** As the route table has it; null where no route does. */
  readonly route: string | null;
  readonly orderId: OrderId | null;
  /** Its answer goes on for as long as somebody listens. */
  readonly isStream: boolean;
}

const known = new WeakMap<Response, About>();
const NOTHING: About = { route: null, orderId: null, isStream: false };

export const aboutOf = (response: Response): About => known.get(response) ?? NOTHING;

export function noteAbout(response: Response, more: Partial<About>): void {
  known.set(response, { ...aboutOf(response), ...more });
}

export const REQUEST_ID = 'X-Request-Id';

/** The id under which the request's line is found. */
export const requestIdOf = (response: Response): string => response.get(REQUEST_ID) ?? '';

export function nameRequest(response: Response, id: string): void {
  response.set(REQUEST_ID, id);
}

/** What a program's address is made of; all else may be somebody's name, address or number. */
const NAMES_NOBODY = /^(?!.*\d{6})[\w.~-]{0,40}$/;
const MOST_PARTS = 8;

const readablePath = (path: string): string =>
  path
    .split('/', MOST_PARTS)
    .map((part) => (NAMES_NOBODY.test(part) ? part : '…'))
    .join('/');

/** By what a request is found in the log, whatever the line says of it. */
export function factsOf(request: Request, response: Response) {
  const { route, orderId } = aboutOf(response);
  return {
    requestId: requestIdOf(response),
    method: request.method,
    // Where nobody knows the address, it is all there is to find who asked for what.
    ...(route === null ? { path: readablePath(request.path) } : { route }),
    ...(orderId === null ? {} : { orderId }),
  };
}
