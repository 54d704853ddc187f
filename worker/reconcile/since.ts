// The command line of the reconciliation: `--since` with an ISO time.
import { parseArgs } from 'node:util';
import { parseInstant } from '../../domain/time.ts';
import type { ReconciliationRequest } from '../../workflows/reconciliation-messages.ts';

export type Since =
  | { readonly kind: 'good'; readonly request: ReconciliationRequest }
  | { readonly kind: 'bad'; readonly problem: string };

export function readSince(args: readonly string[]): Since {
  try {
    const { values } = parseArgs({ args: [...args], options: { since: { type: 'string' } } });
    if (values.since === undefined) return { kind: 'good', request: {} };
    const since = parseInstant(values.since);
    if (since !== null) return { kind: 'good', request: { since } };
    return { kind: 'bad', problem: '--since: expected a time like 2026-11-01T00:00:00Z' };
  } catch (error) {
    return { kind: 'bad', problem: error instanceof Error ? error.message : String(error) };
  }
}
