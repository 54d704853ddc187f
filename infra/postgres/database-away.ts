// Tells "the database is away" from every other error, however deep Prisma and the driver wrapped it.
import { isAwayCode, isAwayMessage } from './away-signs.ts';

/** Errors point at their cause by these names: plain errors, Prisma's `meta`, the adapter's error. */
const LINKS = ['cause', 'meta', 'driverAdapterError', 'errors'] as const;
const DEEPEST = 6;

/** True when trying again later may work without anything being changed: no connection, or one that broke. */
export function isDatabaseAway(error: unknown): boolean {
  return isAway(error, 0);
}

function isAway(error: unknown, depth: number): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return false;
  return showsAway(error) || linked(error).some((inner) => isAway(inner, depth + 1));
}

function showsAway(error: object): boolean {
  const codes = [property(error, 'code'), property(error, 'originalCode'), property(error, 'kind')];
  return codes.some(isAwayCode) || isAwayMessage(property(error, 'message'));
}

function linked(error: object): readonly unknown[] {
  return LINKS.flatMap((name) => property(error, name));
}

function property(error: object, name: string): unknown {
  return Reflect.get(error, name);
}
