// Which statuses of a notice are ends.
import type { NoticeEnd, NoticeStatus } from '../../domain/notices/notice.ts';

/** @returns null while it goes on. */
export function endOf(status: NoticeStatus | null): NoticeEnd | null {
  return status === null || status === 'SENDING' || status === 'RELEASED' ? null : status;
}
