// The query of a list of orders: which statuses, from where, how many.
import { z } from 'zod';
import { ORDER_STATUSES } from '../../domain/order-status.ts';
import type { ListRequest } from '../../domain/ports/orders-view.ts';

const DEFAULT_LIMIT = 20;
const LONGEST_CURSOR = 500;

/** `status=PENDING,ACCEPTED` and `status=PENDING&status=ACCEPTED` say the same. */
const Statuses = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((sent) => (sent === undefined ? [] : [sent].flat().flatMap((part) => part.split(','))))
  .pipe(z.array(z.enum(ORDER_STATUSES)).max(ORDER_STATUSES.length))
  .meta({
    type: 'string',
    description: `One or several of ${ORDER_STATUSES.join(', ')}, separated by commas`,
    example: 'PENDING,ACCEPTED',
  });

const Limit = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(100))
  .optional()
  .meta({ type: 'integer', minimum: 1, maximum: 100, description: `${DEFAULT_LIMIT} when absent` });

export const ListQuery = z.strictObject({
  status: Statuses,
  cursor: z.string().max(LONGEST_CURSOR).optional().meta({ description: '`nextCursor` of the page before' }),
  limit: Limit,
});

export function listRequest({ status, cursor, limit }: z.output<typeof ListQuery>): ListRequest {
  return { statuses: status, cursor: cursor ?? null, limit: limit ?? DEFAULT_LIMIT };
}
