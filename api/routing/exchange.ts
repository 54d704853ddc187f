// One request and its answer, as guards and routes see them.
import type { Request, Response } from 'express';
import type { OrderId } from '../../domain/ids.ts';
import { noteAbout } from '../edge/about-request.ts';
import type { RouteLimit } from '../limits/limit-table.ts';

export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  /** What the request is counted among. */
  readonly limit: RouteLimit;
  /** A path parameter; empty when absent. */
  readonly param: (name: string) => string;
  readonly header: (name: string) => string | null;
  /** Says which order the request is about, for its log line. */
  readonly about: (orderId: OrderId) => void;
}

export function exchangeOf(request: Request, response: Response, limit: RouteLimit): Exchange {
  return {
    request,
    response,
    limit,
    param: (name) => single(request.params[name]) ?? '',
    header: (name) => single(request.headers[name]) ?? null,
    about: (orderId) => noteAbout(response, { orderId }),
  };
}

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
