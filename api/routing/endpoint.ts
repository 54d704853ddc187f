// One thing the API does: what it takes, what it answers, and how. Where it stands is the route table's matter.
import type { z } from 'zod';
import type { FailureCode } from '../../domain/failures.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Access, Policy } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import type { Answer } from './answer.ts';

/** Parsed by the schema where there is one. */
type Parsed<Schema extends z.ZodType | null> = Schema extends z.ZodType ? z.output<Schema> : null;

export interface Input<P extends Policy, Body extends z.ZodType | null, Query extends z.ZodObject | null> {
  readonly parts: ApiParts;
  /** What the route's policy has proved of the caller. */
  readonly access: Access[P];
  readonly body: Parsed<Body>;
  readonly query: Parsed<Query>;
  /** A path parameter or header as sent; empty when absent. */
  readonly param: (name: string) => string;
  readonly header: (name: string) => string | null;
  /** Says which order the request is about, where its path does not. */
  readonly about: (orderId: OrderId) => void;
}

export interface Documentation {
  /** Null keeps pages and assets out of the OpenAPI document. */
  readonly tag: 'Boutiques' | 'Commandes' | 'Boucher' | 'Stripe' | 'Service' | null;
  readonly summary: string;
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** What may go wrong besides what the policy refuses. */
  readonly problems: readonly FailureCode[];
  /** Of a good answer; JSON unless it says otherwise. */
  readonly mediaType?: 'text/event-stream';
  /** Takes the header `Idempotency-Key`. */
  readonly isIdempotent?: true;
}

export interface Endpoint<P extends Policy, Body extends z.ZodType | null, Query extends z.ZodObject | null>
  extends Documentation {
  readonly body: Body;
  readonly query: Query;
  handle(input: Input<P, Body, Query>): Promise<Answer>;
}

/** Ties the handler's input to the policy and the schemas. */
export function endpoint<
  P extends Policy,
  Body extends z.ZodType | null = null,
  Query extends z.ZodObject | null = null,
>(_policy: P, definition: Endpoint<P, Body, Query>): Endpoint<P, Body, Query> {
  return definition;
}
