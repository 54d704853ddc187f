// Why a migration failed, in words for the person who started it.
import { type DriverAdapterError, isDriverAdapterError } from '@prisma/driver-adapter-utils';

/** One line of what the driver tells, or the engine's own text. */
export function describeFailure(error: unknown): string {
  if (isDriverAdapterError(error)) return describeCause(error.cause);
  return error instanceof Error ? error.message : String(error);
}

function describeCause(cause: DriverAdapterError['cause']): string {
  if (cause.kind === 'DatabaseNotReachable')
    return `no PostgreSQL answers at ${cause.host ?? 'the host'}:${cause.port ?? 5432} (DATABASE_URL).`;
  if (cause.kind === 'AuthenticationFailed')
    return `PostgreSQL refuses the user or the password of DATABASE_URL.`;
  if (cause.kind === 'DatabaseDoesNotExist')
    return `the database ${cause.db ?? ''} of DATABASE_URL does not exist.`;
  return cause.originalMessage ?? cause.kind;
}
