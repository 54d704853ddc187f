// The shape of every error answer: RFC 9457 problem details, with a French sentence for people.
import { z } from 'zod';
import { FAILURES } from '../../domain/failures.ts';
import { ORDER_STATUSES, PAYMENT_STATUSES } from '../../domain/order-status.ts';
import type { Refusal } from './refusal.ts';

export const ProblemBody = z
  .strictObject({
    type: z.string().meta({ example: '/problems/TOO_LATE' }),
    title: z.string(),
    status: z.int().meta({ description: 'HTTP status' }),
    code: z.string().meta({ description: 'Stable, for programs', example: 'TOO_LATE' }),
    detail: z.string().meta({ description: 'French, safe to show' }),
    error: z.string().meta({ description: 'The same as `detail`, for older clients' }),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Where in the request' }),
    orderStatus: z.enum(ORDER_STATUSES).optional().meta({ description: 'Where the order stands now' }),
    paymentStatus: z.enum(PAYMENT_STATUSES).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof ProblemBody>;

export function problemOf({ code, facts }: Refusal): Problem {
  const { http, detail: general } = FAILURES[code];
  const detail = facts.detail ?? general;
  return {
    type: `/problems/${code}`,
    title: general,
    status: http,
    code,
    detail,
    error: detail,
    ...(facts.errors === undefined ? {} : { errors: facts.errors.map((error) => ({ ...error })) }),
    ...(facts.order === undefined
      ? {}
      : { orderStatus: facts.order.status, paymentStatus: facts.order.paymentStatus }),
  };
}
