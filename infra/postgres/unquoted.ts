// An error of PostgreSQL without what it quotes: rows, parameters, values. It goes on to logs, traces and histories.

/** Details of the server that hold what was sent: `Failing row contains (…)`, `parameter $2 = '…'`. */
const QUOTING = ['detail', 'where', 'hint', 'internalQuery'] as const;

/**
 * SQLSTATE classes whose sentences name only what is ours (tables, constraints, roles) or nothing: connection, integrity,
 * transaction, authorisation, syntax, resources, prerequisites, intervention, system. Others, data exceptions above all, quote values.
 */
const SPEAKS_OF_OURS = /^(08|23|25|28|40|42|53|55|57|58)/;

/** The same error, for whoever asks what kind it is; errors that are not the server's stay as they are. */
export function unquoted(error: unknown): unknown {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return error;
  for (const name of QUOTING) if (name in error) Reflect.deleteProperty(error, name);
  const code = String(error.code);
  if (SPEAKS_OF_OURS.test(code)) return error;
  const said = error.message;
  error.message = `PostgreSQL ${code}`;
  if (error.stack !== undefined) error.stack = error.stack.replace(said, error.message);
  return error;
}
