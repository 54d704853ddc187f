// Checks what was sent against a schema, and says in French which field is wrong.
import { z } from 'zod';
import { type FieldError, Refusal } from '../problem/refusal.ts';

const FRENCH = z.locales.fr().localeError;
type Issue = z.core.$ZodIssue;

/** @throws Refusal `MALFORMED_REQUEST` naming the first wrong field. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, sent: unknown): z.output<Schema> {
  const parsed = schema.safeParse(sent, { error: FRENCH });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => fieldErrors(issue, []));
  const first = errors[0];
  throw new Refusal('MALFORMED_REQUEST', {
    ...(first === undefined ? {} : { detail: `Requête invalide : ${sentence(first)}` }),
    errors,
  });
}

function fieldErrors(issue: Issue, above: readonly PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: dotted([...path, named(key)]), message: 'Champ inconnu' }));
    case 'invalid_union':
      return closestOf(issue.errors).flatMap((inner) => fieldErrors(inner, path));
    default:
      return [{ path: dotted(path), message: issue.message }];
  }
}

/** A name of a field is repeated, so that it can be found; what was taken for one is not. */
const named = (key: string): string => (/^[A-Za-z_][\w-]{0,40}$/.test(key) ? key : '…');

/** Of several shapes a body may have, the one it misses least is the one that was meant. */
function closestOf(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const weight = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
  return branches.toSorted((a, b) => weight(a) - weight(b))[0] ?? [];
}

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.');

const sentence = ({ path, message }: FieldError): string => (path === '' ? message : `${path} : ${message}`);
