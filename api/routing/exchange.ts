// One request and its answer, as guards and routes see them.
import type { Request, Response } from 'express';
import type { OrderId } from '../../domain/ids.ts';
import { noteAbout } from '../edge/about-request.ts';

export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  /** A path parameter; empty when absent. */
  readonly param: (name: string) => string;
  readonly header: (name: string) => string | null;
  /** Says which order the request is about, for its log line. */
  readonly about: (orderId: OrderId) => void;
}

export function exchangeOf(request: Request, response: Response): Exchange {
  return {
    request,
    response,
    param: (name) => single(request.params[name]) ?? '',
    header: (name) => single(request.headers[name]) ?? null,
    about: (orderId) => noteAbout(response, { orderId }),
  };
}

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
