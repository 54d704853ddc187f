// Controls that only look: the API calls made, and the books of each order.
import { z } from 'zod';
import type { LoggedRequest } from '../request-log.ts';
import { type Control, control } from './control.ts';
import { renderLedger } from './ledger.ts';

const requestQuery = z.strictObject({
  method: z.string().toUpperCase().optional(),
  /** The beginning of the path. */
  path: z.string().optional(),
  idempotencyKey: z.string().optional(),
});

export const VIEW_CONTROLS: readonly Control[] = [
  control('GET /_double/requests', requestQuery, ({ requests }, query) => ({
    requests: requests.list().filter((request) => isWanted(request, query)),
  })),
  control('GET /_double/ledger', z.strictObject({}), ({ account }) => renderLedger(account)),
];

function isWanted(request: LoggedRequest, query: z.infer<typeof requestQuery>): boolean {
  if (query.method !== undefined && request.method !== query.method) return false;
  if (query.idempotencyKey !== undefined && request.idempotencyKey !== query.idempotencyKey) return false;
  return query.path === undefined || request.path.startsWith(query.path);
}
