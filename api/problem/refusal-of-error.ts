// Turns whatever was thrown below a route into the refusal it means; what nobody foresaw is INTERNAL.
import type { FailureCode } from '../../domain/failures.ts';
import { TemporalAway } from '../../domain/ports/fact-teller.ts';
import { InvalidCursor } from '../../domain/ports/orders-view.ts';
import { Refusal } from './refusal.ts';

/** The body parser's and router's own errors, by their HTTP status. */
const BY_HTTP_STATUS: ReadonlyMap<unknown, FailureCode> = new Map<unknown, FailureCode>([
  [400, 'MALFORMED_REQUEST'],
  [413, 'BODY_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

/** @param isDatabaseAway tells a database that is away from a mistake of ours. */
export function refusalOf(error: unknown, isDatabaseAway: (error: unknown) => boolean): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof TemporalAway) return new Refusal('UNAVAILABLE');
  if (error instanceof InvalidCursor) return badCursor();
  if (isDatabaseAway(error)) return new Refusal('UNAVAILABLE');
  return new Refusal(BY_HTTP_STATUS.get(httpStatus(error)) ?? 'INTERNAL');
}

function badCursor(): Refusal {
  const message = 'Curseur inconnu';
  return new Refusal('MALFORMED_REQUEST', {
    detail: `Requête invalide : cursor : ${message}`,
    errors: [{ path: 'cursor', message }],
  });
}

function httpStatus(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : undefined;
}
