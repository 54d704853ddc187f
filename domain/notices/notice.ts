// A notice: one fact of an order's timeline, told to one recipient by one channel. Ids only, no personal data.
import type { OrderId, ShopId } from '../ids.ts';
import { seconds } from '../time.ts';
import type { TimelineKind } from '../timeline.ts';

export const NOTICE_CHANNELS = ['CUSTOMER_EMAIL', 'SHOP_EMAIL', 'SHOP_WEBHOOK'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/**
 * Where a notice stands once it was begun. `SENDING`: its content may be on its way. `RELEASED`: the other side did not
 * take it, and it may be tried again. `UNKNOWN`: the answer was lost; it is never sent again. `REFUSED`: for good.
 */
export const NOTICE_STATUSES = ['SENDING', 'SENT', 'RELEASED', 'UNKNOWN', 'REFUSED', 'GIVEN_UP'] as const;
export type NoticeStatus = (typeof NOTICE_STATUSES)[number];

/** What is told of. The same sequence may come with another kind: an entry that was decided anew is another fact. */
export interface NoticeFact {
  readonly orderId: OrderId;
  readonly shopId: ShopId;
  readonly sequence: number;
  readonly kind: TimelineKind;
}

export interface NoticeKey extends NoticeFact {
  readonly channel: NoticeChannel;
}

/** What is to be told. */
export interface NoticeRequest extends NoticeFact {
  readonly channels: readonly NoticeChannel[];
}

/** Most of what is decided anew after a worker's death, and most refunds, are through by then: one letter says it all. */
export const NOTICE_PAUSE = seconds(2);

/** The input of a notice's workflow. */
export interface StartedNotice extends NoticeRequest {
  /** Temporal itself kept the pause before the first task. Missing where an earlier version started it, which did not ask for that. */
  readonly isPauseOver?: boolean;
}

/** How a notice ended. `NOT_NEEDED`: it would not be true any more, or there is nobody to tell. */
export type NoticeEnd = Exclude<NoticeStatus, 'SENDING' | 'RELEASED'> | 'NOT_NEEDED';
