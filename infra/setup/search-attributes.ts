// The search attributes in Temporal: which are missing, and adding those.
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';

/** As Temporal's protocol numbers the types; its package cannot be imported by name from a module. */
const INDEXED = { Keyword: 2, Bool: 5, Datetime: 6 } as const;

type Operators = Pick<Connection, 'operatorService'>;

/** @returns the names of ours that the namespace does not know. */
async function missingSearchAttributes({ operatorService }: Operators, namespace: string): Promise<string[]> {
  const known = await operatorService.listSearchAttributes({ namespace });
  return Object.keys(SEARCH_ATTRIBUTES).filter((name) => !Object.hasOwn(known.customAttributes, name));
}

/**
 * For a process that starts: without the attributes no order can be placed.
 * @returns what to tell the operator; null when all is well, or when this account may not look.
 */
export async function describeMissingAttributes(
  connection: Operators,
  namespace: string,
): Promise<string | null> {
  const missing = await missingSearchAttributes(connection, namespace).catch(() => []);
  if (missing.length === 0) return null;
  return `namespace ${namespace} lacks the search attributes ${missing.join(', ')}: run npm run setup:temporal`;
}

/** Idempotent. @returns the names that were added. */
export async function addSearchAttributes(connection: Operators, namespace: string): Promise<string[]> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length > 0) await registerSearchAttributes(connection, { namespace, names: missing });
  return missing;
}

/** @throws when one of the names is registered already. */
export async function registerSearchAttributes(
  { operatorService }: Operators,
  { namespace, names }: { namespace: string; names: readonly string[] },
): Promise<void> {
  const wanted = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => names.includes(name));
  const searchAttributes = Object.fromEntries(wanted.map(([name, type]) => [name, INDEXED[type]]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
}
