// The search attributes in Temporal: which are missing, and adding those.
import type { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';

const TYPES = temporal.api.enums.v1.IndexedValueType;
const INDEXED = {
  Keyword: TYPES.INDEXED_VALUE_TYPE_KEYWORD,
  Datetime: TYPES.INDEXED_VALUE_TYPE_DATETIME,
  Bool: TYPES.INDEXED_VALUE_TYPE_BOOL,
} as const;

type Operators = Pick<Connection, 'operatorService'>;

/** @returns the names of ours that the namespace does not know. */
export async function missingSearchAttributes(
  { operatorService }: Operators,
  namespace: string,
): Promise<string[]> {
  const known = await operatorService.listSearchAttributes({ namespace });
  return Object.keys(SEARCH_ATTRIBUTES).filter((name) => !Object.hasOwn(known.customAttributes, name));
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
