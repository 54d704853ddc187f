// Whether Temporal has the search attributes, asked by a service that starts and does not want to wait for it.
import type { Connection } from '@temporalio/client';
import type { Log } from '../../domain/ports/log.ts';
import { CANNOT_LOOK, checkAttributes } from './search-attributes.ts';

/** Milliseconds. */
const PATIENCE = 2_000;

/** @returns what is wrong, a line each; null while Temporal does not answer. An account that may not look starts all the same. */
export async function lookAtAttributes(
  connection: Connection,
  namespace: string,
  log: Log,
): Promise<readonly string[] | null> {
  const check = await connection.withDeadline(Date.now() + PATIENCE, () =>
    checkAttributes(connection, namespace),
  );
  if (check.kind === 'checked') return check.problems;
  if (check.kind === 'away') return null;
  log.warn({ why: check.why }, CANNOT_LOOK);
  return [];
}
