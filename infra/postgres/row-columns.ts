// How single columns become domain values. Rows are parsed, never believed.
import { z } from 'zod';
import { type Instant, instant } from '../../domain/time.ts';

/** A column that a parser of the domain must accept. */
export function parsed<T>(parse: (text: string) => T | null) {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== null) return value;
    context.addIssue('not a value of the domain');
    return z.NEVER;
  });
}

/** A `timestamp(3)` as PostgreSQL writes it in JSON: UTC, without saying so. */
export const time = z.string().transform((text): Instant => instant(Date.parse(`${text}Z`)));

/** @throws naming the column, never its content, when the database holds what the domain does not know. */
export function parseRow<Row>(row: z.ZodType<Row>, table: string, found: unknown): Row {
  const answer = row.safeParse(found);
  if (answer.success) return answer.data;
  const columns = answer.error.issues.map(({ path }) => [table, ...path].join('.'));
  throw new Error(`malformed ${columns.join(', ')} in the database`);
}
