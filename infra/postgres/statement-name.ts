// Names statements by their text, so that PostgreSQL parses and plans each of them once per connection.
import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/** Our statements are few, but a list of values may vary in length: beyond this many the memory starts anew. */
const ENOUGH = 500;

export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= ENOUGH) names.clear();
  const name = createHash('sha1').update(sql).digest('base64url');
  names.set(sql, name);
  return name;
}
