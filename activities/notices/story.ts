// What a notice is about, as it stands at the moment of telling.
import type { NoticeKey } from '../../domain/notices/notice.ts';
import { isStillToBeTold } from '../../domain/notices/notice-table.ts';
import type { StoredOrder } from '../../domain/ports/order-store.ts';
import type { Instant } from '../../domain/time.ts';
import type { NoticePorts } from './ports.ts';

export interface Story {
  readonly order: StoredOrder;
  readonly happenedAt: Instant;
}

/** @returns null when the fact is none any more (its entry was decided anew), or has been overtaken. */
export async function readStory(
  { records, orders }: Pick<NoticePorts, 'records' | 'orders'>,
  notice: NoticeKey,
): Promise<Story | null> {
  const happenedAt = await records.happenedAt(notice);
  const order = await orders.load(notice.orderId);
  if (happenedAt === null || order === null) return null;
  return isStillToBeTold(notice.kind, notice.channel, order.state) ? { order, happenedAt } : null;
}
