// Why a migration failed, in words for the person who started it.
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

/** One line of what the driver tells, or the engine's own text. */
export function describeFailure(error: unknown): string {
  if (!isDriverAdapterError(error)) return error instanceof Error ? error.message : String(error);
  const { cause } = error;
  switch (cause.kind) {
    case 'DatabaseNotReachable':
      return `no PostgreSQL answers at ${cause.host ?? 'the given host'}:${cause.port ?? 5432} (DATABASE_URL).`;
    case 'AuthenticationFailed':
      return `PostgreSQL refuses the user or the password of DATABASE_URL (${cause.user ?? 'no user'}).`;
    case 'DatabaseDoesNotExist':
      return `the database ${cause.db ?? ''} of DATABASE_URL does not exist.`;
    default:
      return cause.originalMessage ?? cause.kind;
  }
}
