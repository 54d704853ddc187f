// What a log line tells of an error: its kind, its code, what it says, where it was, and the same of its causes.

/** Errors within errors; a line must not grow without end. */
const DEEPEST = 5;

export interface ToldError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/**
 * No other property: libraries hang on their errors what was sent, a whole row of the database or the address with its
 * password. What is no error is passed on as it is.
 */
export function toldError(error: unknown): unknown {
  return told(error, 0);
}

function told(error: unknown, depth: number): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const facts: ToldError = {
    type: error.constructor.name || name,
    ...codeOf(error),
    message,
    ...(stack === undefined ? {} : { stack }),
  };
  return depth < DEEPEST ? { ...facts, ...behind(error, depth + 1) } : facts;
}

/** Node's, PostgreSQL's and HTTP's are texts and numbers. */
function codeOf(error: Error): { readonly code?: string } {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {};
}

/** Its cause, and the many it may be. */
function behind(error: Error, depth: number): Pick<ToldError, 'cause' | 'errors'> {
  return {
    ...(error.cause instanceof Error ? { cause: told(error.cause, depth) } : {}),
    ...(error instanceof AggregateError
      ? { errors: error.errors.map((one: unknown) => told(one, depth)) }
      : {}),
  };
}
