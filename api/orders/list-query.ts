// The query of a list of orders: which statuses, from where, how many.
import { z } from 'zod';
import { ORDER_STATUSES } from '../../domain/order-status.ts';
import type { ListRequest, ShopListRequest } from '../../domain/ports/orders-view.ts';
import { parseInstant } from '../../domain/time.ts';

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

const Time = z.iso
  .datetime({ offset: true })
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: 'Date et heure ISO invalide' });
    return z.NEVER;
  })
  .optional();
const time = (description: string) =>
  Time.meta({ type: 'string', format: 'date-time', description, example: '2026-11-23T00:00:00.000Z' });

export const ShopListQuery = ListQuery.extend({
  placedFrom: time('Placed at this time or later'),
  placedBefore: time('Placed before this time'),
});

export function shopListRequest(query: z.output<typeof ShopListQuery>): ShopListRequest {
  const { placedFrom, placedBefore, ...list } = query;
  return { ...listRequest(list), placedFrom: placedFrom ?? null, placedBefore: placedBefore ?? null };
}

export function listRequest({ status, cursor, limit }: z.output<typeof ListQuery>): ListRequest {
  return { statuses: status, cursor: cursor ?? null, limit: limit ?? DEFAULT_LIMIT };
}
