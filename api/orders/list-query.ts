// The query of a list of orders: which statuses, from where, how many.
import { z } from 'zod';
import { ORDER_STATUSES } from '../../domain/order-status.ts';

const DEFAULT_LIMIT = 20;
const LONGEST_CURSOR = 500;

const Status = z.enum(ORDER_STATUSES);

/** `status=PENDING,ACCEPTED` and `status=PENDING&status=ACCEPTED` say the same. */
const Statuses = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((sent) => (sent === undefined ? [] : [sent].flat().flatMap((part) => part.split(','))))
  .pipe(z.array(Status).max(ORDER_STATUSES.length))
  .meta({ description: 'One or several statuses, separated by commas', example: 'PENDING,ACCEPTED' });

export const ListQuery = z
  .strictObject({
    status: Statuses,
    cursor: z
      .string()
      .max(LONGEST_CURSOR)
      .optional()
      .transform((cursor) => cursor ?? null)
      .meta({ description: '`nextCursor` of the page before' }),
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(100))
      .optional()
      .transform((limit) => limit ?? DEFAULT_LIMIT)
      .meta({ description: `1 to 100; ${DEFAULT_LIMIT} when absent` }),
  })
  .transform(({ status, ...rest }) => ({ statuses: status, ...rest }));
