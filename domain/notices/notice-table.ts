// Which facts of the timeline are told, to whom, and by which channel.
import { type Actor, roleOf } from '../actor.ts';
import type { OrderState } from '../order-state.ts';
import type { OrderStatus } from '../order-status.ts';
import type { TimelineKind } from '../timeline.ts';
import type { NoticeChannel } from './notice.ts';

const NOBODY = [] as const;
const ALL = ['CUSTOMER_EMAIL', 'SHOP_EMAIL', 'SHOP_WEBHOOK'] as const;
const CUSTOMER = ['CUSTOMER_EMAIL', 'SHOP_WEBHOOK'] as const;
const SHOP = ['SHOP_EMAIL', 'SHOP_WEBHOOK'] as const;
/** People were there, or have heard: only the shop's own programs are told. */
const PROGRAMS = ['SHOP_WEBHOOK'] as const;

type Fixed = Exclude<TimelineKind, 'CANCELLED'>;

const CHANNELS = {
  PLACED: NOBODY,
  CHECKOUT_OPENED: NOBODY,
  PAYMENT_PROCESSING: NOBODY,
  // What follows at once is told: the order has reached its shop, or the money goes back.
  PAYMENT_CONFIRMED: NOBODY,
  PAYMENT_ABANDONED: NOBODY,
  PAYMENT_MISMATCH: NOBODY,
  // At the counter the order is placed with it, online it is paid with it.
  BUTCHER_ALERTED: ALL,
  BUTCHER_REMINDED: SHOP,
  ACCEPTED: CUSTOMER,
  REJECTED: CUSTOMER,
  READY: CUSTOMER,
  COLLECTED: PROGRAMS,
  NO_SHOW: PROGRAMS,
  REFUND_REQUESTED: NOBODY,
  REFUND_PENDING: NOBODY,
  REFUND_SUCCEEDED: CUSTOMER,
  REFUND_FAILED: CUSTOMER,
  DISPUTE_OPENED: NOBODY,
  DISPUTE_CLOSED: NOBODY,
  ATTENTION_RAISED: NOBODY,
  ATTENTION_CLEARED: NOBODY,
  ACKNOWLEDGED: NOBODY,
  // The operator has spoken with the shop.
  DECISION_EXTENDED: PROGRAMS,
  PAYMENT_CHECKED: NOBODY,
  RESUMED: NOBODY,
  MESSAGE_REFUSED: NOBODY,
} as const satisfies Record<Fixed, readonly NoticeChannel[]>;

/** Whoever cancelled knows it; the other side is told. */
export function channelsOf(kind: TimelineKind, by: Actor): readonly NoticeChannel[] {
  if (kind === 'CANCELLED') return roleOf(by) === 'customer' ? SHOP : CUSTOMER;
  return CHANNELS[kind];
}

const UNDONE: readonly OrderStatus[] = ['REJECTED', 'CANCELLED', 'EXPIRED'];

/** Where the order has come to meanwhile: then a letter about it would only confuse. */
const OVERTAKEN: Readonly<Partial<Record<TimelineKind, readonly OrderStatus[]>>> = {
  BUTCHER_ALERTED: UNDONE,
  ACCEPTED: UNDONE,
  READY: [...UNDONE, 'NO_SHOW'],
};

/** A mail may be late; is it still true, and the recipient's business? Programs are told whatever reached the shop. */
export function isStillToBeTold(
  kind: TimelineKind,
  channel: NoticeChannel,
  { status, decisionDeadline }: Pick<OrderState, 'status' | 'decisionDeadline'>,
): boolean {
  const hasReachedShop = decisionDeadline !== null;
  switch (channel) {
    case 'CUSTOMER_EMAIL':
      return OVERTAKEN[kind]?.includes(status) !== true;
    case 'SHOP_EMAIL':
      return hasReachedShop && (kind !== 'BUTCHER_REMINDED' || status === 'PENDING');
    case 'SHOP_WEBHOOK':
      return hasReachedShop;
  }
}
