// Effect: notes that a notice is not tried any more.
import type { NoticeEnd, NoticeKey } from '../../domain/notices/notice.ts';
import { endOf } from './notice-end.ts';
import type { NoticePorts } from './ports.ts';

/** @returns how it ended: an attempt whose answer was lost may have been the one that was taken. */
export type GiveUpNotice = (notice: NoticeKey) => Promise<NoticeEnd>;

export const giveUpNotice =
  ({ records, log }: Pick<NoticePorts, 'records' | 'log'>): GiveUpNotice =>
  async (notice) => {
    const { status: before, attempt } = (await records.read(notice)) ?? { status: null, attempt: 0 };
    const isInDoubt = before === 'SENDING' && notice.channel !== 'SHOP_WEBHOOK';
    const end = { status: isInDoubt ? 'UNKNOWN' : 'GIVEN_UP', attempt, detail: null } as const;
    const status = await records.settle(notice, end);
    log.warn({ ...notice, status }, 'a notice is given up');
    return endOf(status) ?? 'GIVEN_UP';
  };
