// The search attributes in Temporal: which are missing, and adding those.
import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { AWAY_STATUSES } from '../../domain/ports/fact-teller.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';

/** As Temporal's protocol numbers the types; its package cannot be imported by name from a module. */
const INDEXED = { Keyword: 2, Bool: 5, Datetime: 6 } as const;

type Operators = Pick<Connection, 'operatorService'>;

/** @returns the names of ours that the namespace does not know. */
async function missingSearchAttributes({ operatorService }: Operators, namespace: string): Promise<string[]> {
  const known = await operatorService.listSearchAttributes({ namespace });
  return Object.keys(SEARCH_ATTRIBUTES).filter((name) => !Object.hasOwn(known.customAttributes, name));
}

/** What keeps a process from starting, a line each; `away` while Temporal does not answer, `unknown` where this account may not look. */
export type AttributeCheck =
  | { readonly kind: 'checked'; readonly problems: readonly string[] }
  | { readonly kind: 'away' | 'unknown'; readonly why: string };

/** For a process that starts: without the attributes, or with one of another type, no order can be placed. */
export async function checkAttributes(
  { operatorService }: Operators,
  namespace: string,
): Promise<AttributeCheck> {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    const where = `namespace ${namespace}`;
    const problems = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => {
      const found = customAttributes[name];
      if (found === undefined) return [`${where} lacks the search attribute ${name}: ${MENDS}`];
      if (found === INDEXED[type]) return [];
      return [
        `${where} has the search attribute ${name} with another type than ${type}: remove it, then ${MENDS}`,
      ];
    });
    return { kind: 'checked', problems };
  } catch (error) {
    const isAway = isGrpcServiceError(error) && AWAY_STATUSES.has(error.code);
    return { kind: isAway ? 'away' : 'unknown', why: String(error) };
  }
}

/** Said where the account may not look: then nobody knows until the first order. */
export const CANNOT_LOOK = 'cannot look whether the search attributes are registered';

const MENDS = 'run npm run setup:temporal';

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
