// One request and its answer, as guards and routes see them.
import type { Request, Response } from 'express';

export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  /** A path parameter; empty when absent. */
  readonly param: (name: string) => string;
  readonly header: (name: string) => string | null;
}

export function exchangeOf(request: Request, response: Response): Exchange {
  return {
    request,
    response,
    param: (name) => single(request.params[name]) ?? '',
    header: (name) => single(request.headers[name]) ?? null,
  };
}

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
