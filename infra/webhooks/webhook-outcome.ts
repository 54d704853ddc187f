// What the answer to a webhook, or the want of one, means. Told by codes: texts name addresses.
import type { Carried } from '../../domain/ports/notice-carriers.ts';

/** "Gone": the receiver wants no more of it. Everything else but 2xx, redirections too, may be mended. */
const GONE = 410;

export function answerOutcome(status: number): Carried {
  const why = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  return status === GONE ? { kind: 'refused', why } : { kind: 'not_taken', why };
}

/** Before a connection there was nobody to take it. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

export function errorOutcome(error: unknown): Carried {
  const code = codeOf(error);
  return { kind: NEVER_CONNECTED.has(code) ? 'not_taken' : 'unknown', why: `HTTP ${code}` };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'error';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : code;
}
