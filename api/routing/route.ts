// Binds an endpoint to its method, path and policy: the only way something becomes reachable.
import type { z } from 'zod';
import type { Policy } from '../auth/access.ts';
import { GUARDS } from '../auth/guards.ts';
import { admitAddress } from '../limits/admit.ts';
import type { RouteLimit } from '../limits/limit-table.ts';
import type { ApiParts } from '../parts.ts';
import type { Answer } from './answer.ts';
import type { Documentation, Endpoint } from './endpoint.ts';
import type { Exchange } from './exchange.ts';
import { parseWith } from './parse.ts';
import { readJson } from './request-body.ts';

export type Method = 'get' | 'post';

export interface Route extends Documentation {
  readonly method: Method;
  /** As Express writes it: `/api/orders/:orderId`. */
  readonly path: string;
  readonly policy: Policy;
  readonly limit: RouteLimit;
  readonly body: z.ZodType | null;
  readonly query: z.ZodObject | null;
  answer(parts: ApiParts, exchange: Exchange): Promise<Answer>;
}

/**
 * @param at method and path: `POST /api/orders`.
 * @param rules its policy, which must be the one the endpoint was written for; and what its requests are counted among.
 */
export function route<P extends Policy, Body extends z.ZodType | null, Query extends z.ZodObject | null>(
  at: `${'GET' | 'POST'} /${string}`,
  [policy, limit]: readonly [policy: P, limit: RouteLimit],
  does: Endpoint<P, Body, Query>,
): Route {
  const [verb = '', path = ''] = at.split(' ');
  return {
    ...does,
    method: verb === 'GET' ? 'get' : 'post',
    path,
    policy,
    limit,
    answer: async (parts, exchange) => {
      await admitAddress(parts, exchange);
      const access = await GUARDS[policy](parts, exchange);
      const query = parsed(does.query, exchange.request.query);
      const body = parsed(does.body, does.body === null ? null : await readJson(exchange));
      const { param, header, about } = exchange;
      return does.handle({ parts, access, body, query, param, header, about });
    },
  };
}

type Parsed<Schema extends z.ZodType | null> = Schema extends z.ZodType ? z.output<Schema> : null;

function parsed<Schema extends z.ZodType | null>(schema: Schema, sent: unknown): Parsed<Schema> {
  const value: unknown = schema === null ? null : parseWith(schema, sent);
  // True by the two branches above; TypeScript does not narrow a conditional type by its parameter's value.
  return value as Parsed<Schema>;
}
