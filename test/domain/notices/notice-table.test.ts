// Which facts are told to whom; and when a letter would not be true any more.
import { describe, expect, it } from 'vitest';
import { actor } from '../../../domain/actor.ts';
import { noticeWorkflowId } from '../../../domain/identity.ts';
import { parseOrderId, parseShopId } from '../../../domain/ids.ts';
import { NOTICE_CHANNELS } from '../../../domain/notices/notice.ts';
import { messageId, webhookId } from '../../../domain/notices/notice-names.ts';
import { channelsOf, isStillToBeTold } from '../../../domain/notices/notice-table.ts';
import { webhookBody, webhookType } from '../../../domain/notices/webhook-body.ts';
import { ORDER_STATUSES } from '../../../domain/order-status.ts';
import { instant } from '../../../domain/time.ts';
import { TIMELINE_KINDS, type TimelineKind } from '../../../domain/timeline.ts';
import { checked } from '../../support/placed-orders.ts';
import { NOW, storedOrder } from './stories.ts';

const [C, S, W] = NOTICE_CHANNELS;
const TOLD: Readonly<Partial<Record<TimelineKind, readonly string[]>>> = {
  BUTCHER_ALERTED: [C, S, W],
  BUTCHER_REMINDED: [S, W],
  DECISION_EXTENDED: [W],
  ACCEPTED: [C, W],
  REJECTED: [C, W],
  READY: [C, W],
  COLLECTED: [W],
  NO_SHOW: [W],
  REFUND_SUCCEEDED: [C, W],
  REFUND_FAILED: [C, W],
};
const BUTCHER = actor('butcher', 'user_b');

describe('a fact', () => {
  it.each(TIMELINE_KINDS.filter((kind) => kind !== 'CANCELLED'))('%s → told to those it concerns', (kind) => {
    expect(channelsOf(kind, BUTCHER)).toEqual(TOLD[kind] ?? []);
  });

  it.each([
    ['customer', [S, W]],
    ['butcher', [C, W]],
    ['operator', [C, W]],
    ['system', [C, W]],
  ] as const)('CANCELLED by the %s → the other side is told', (role, channels) => {
    expect(channelsOf('CANCELLED', actor(role, 'user_1'))).toEqual(channels);
  });

  it.each(TIMELINE_KINDS)('%s → programs are told of it exactly if there is a type for it', (kind) => {
    expect(channelsOf(kind, BUTCHER).includes(W)).toBe(webhookType(kind) !== null);
  });
});

describe('what is still to be told', () => {
  const statuses = (kind: TimelineKind, channel: (typeof NOTICE_CHANNELS)[number]) =>
    ORDER_STATUSES.filter((status) => isStillToBeTold(kind, channel, { status, decisionDeadline: NOW }));

  it('an order that was undone meanwhile → its customer reads only that', () => {
    expect(statuses('BUTCHER_ALERTED', C)).toEqual(['PENDING', 'ACCEPTED', 'READY', 'COLLECTED', 'NO_SHOW']);
    expect(statuses('ACCEPTED', C)).toEqual(['PENDING', 'ACCEPTED', 'READY', 'COLLECTED', 'NO_SHOW']);
    expect(statuses('READY', C)).toEqual(['PENDING', 'ACCEPTED', 'READY', 'COLLECTED']);
    expect(statuses('REJECTED', C)).toEqual(ORDER_STATUSES);
    expect(statuses('REFUND_SUCCEEDED', C)).toEqual(ORDER_STATUSES);
  });

  it('a reminder → only while an answer is awaited', () => {
    expect(statuses('BUTCHER_REMINDED', S)).toEqual(['PENDING']);
  });

  it.each([S, W])('an order that never reached the shop → nothing by %s', (channel) => {
    const never = { status: 'CANCELLED', decisionDeadline: null } as const;
    expect(isStillToBeTold('CANCELLED', channel, never)).toBe(false);
    expect(isStillToBeTold('REFUND_SUCCEEDED', C, never)).toBe(true);
  });
});

describe('the names of a notice', () => {
  const fact = {
    orderId: checked(parseOrderId('abcd1234')),
    shopId: checked(parseShopId('boucherie-martin')),
    sequence: 3,
    kind: 'REJECTED',
  } as const;

  it('are made of the fact alone; decided anew it is another fact', () => {
    expect(noticeWorkflowId(fact)).toBe('order-abcd1234-notice-3-rejected');
    expect(noticeWorkflowId({ ...fact, kind: 'ACCEPTED' })).not.toBe(noticeWorkflowId(fact));
    expect(messageId(fact, C, 'klikandgo.example')).toBe(
      '<abcd1234.3.rejected.customer_email@klikandgo.example>',
    );
    // The signature's parts are separated by dots.
    expect(webhookId(fact)).toBe('msg_abcd1234_3_rejected');
  });

  it('and what programs are sent → the fact, and where the order stands, without a person', () => {
    const order = storedOrder({ status: 'REJECTED', reason: 'TOO_BUSY', paymentStatus: 'REFUND_PENDING' });
    const body: unknown = JSON.parse(webhookBody(fact, instant(Date.UTC(2026, 10, 24, 9)), order));
    expect(body).toEqual({
      type: 'order.rejected',
      timestamp: '2026-11-24T09:00:00.000Z',
      data: {
        orderId: 'abcd1234',
        shopId: 'boucherie-martin',
        sequence: 3,
        status: 'REJECTED',
        paymentStatus: 'REFUND_PENDING',
        paymentMethod: 'ONLINE',
        reason: 'TOO_BUSY',
        totalCents: 3740,
        currency: 'EUR',
        pickupAt: null,
        pickupCode: 'B4K7',
      },
    });
    expect(JSON.stringify(body)).not.toContain(order.placed.customerId);
  });
});
