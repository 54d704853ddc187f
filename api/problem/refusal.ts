// A request that is answered with a problem: thrown anywhere below a route, sent in one place.
import type { FailureCode } from '../../domain/failures.ts';
import type { OrderStatus, PaymentStatus } from '../../domain/order-status.ts';
import type { Throttled } from '../../domain/ports/api-measures.ts';
import type { Duration } from '../../domain/time.ts';

export interface FieldError {
  /** Dotted path into the request, e.g. `items.0.quantity`. */
  readonly path: string;
  readonly message: string;
}

export interface RefusalFacts {
  /** French; replaces the general sentence of the code. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Where the order stands now, when that is why it was refused. */
  readonly order?: { readonly status: OrderStatus; readonly paymentStatus: PaymentStatus };
  readonly allow?: readonly string[];
  /** When to come again, where that is known better than for any 429 or 503. */
  readonly retryAfter?: Duration;
  /** What there was too much of; counted. */
  readonly throttled?: Throttled;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: FailureCode;
  readonly facts: RefusalFacts;

  constructor(code: FailureCode, facts: RefusalFacts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
