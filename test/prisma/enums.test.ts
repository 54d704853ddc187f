// Prisma's enums copy the domain's unions: both must list the same words.
import { expect, it } from 'vitest';
import { NOTICE_CHANNELS, NOTICE_STATUSES } from '../../domain/notices/notice.ts';
import { ATTENTION_CODES } from '../../domain/order-event.ts';
import { PRICED_PER, UNITS } from '../../domain/order-item.ts';
import { ORDER_STATUSES, PAYMENT_METHODS, PAYMENT_STATUSES, REASONS } from '../../domain/order-status.ts';
import { TIMELINE_KINDS } from '../../domain/timeline.ts';
import * as enums from '../../infra/generated/prisma/enums.ts';

const UNIONS: Record<keyof typeof enums, readonly string[]> = {
  OrderStatus: ORDER_STATUSES,
  PaymentStatus: PAYMENT_STATUSES,
  PaymentMethod: PAYMENT_METHODS,
  Reason: REASONS,
  AttentionCode: ATTENTION_CODES,
  Unit: UNITS,
  PricedPer: PRICED_PER,
  TimelineKind: TIMELINE_KINDS,
  NoticeChannel: NOTICE_CHANNELS,
  NoticeStatus: NOTICE_STATUSES,
};

it.each(Object.entries(UNIONS))('%s → the domain’s words, in its order', (name, union) => {
  const copies: Record<string, Record<string, string>> = enums;
  expect(Object.values(copies[name] ?? {})).toEqual(union);
});

it('every enum of the schema → compared above', () => {
  expect(Object.keys(enums).toSorted()).toEqual(Object.keys(UNIONS).toSorted());
});
