// Counts how notices end, where that is noted.
import { Counter, type Registry } from 'prom-client';
import { NOTICE_CHANNELS, NOTICE_STATUSES } from '../../domain/notices/notice.ts';
import type { NoticeRecords } from '../../domain/ports/notice-records.ts';

/** `RELEASED` counts attempts that nobody took and that are made again; all others are ends. */
export function countNotices(records: NoticeRecords, register: Registry): NoticeRecords {
  const settled = new Counter({
    name: 'klikandgo_notices_total',
    help: 'Notices by what became of them; RELEASED is tried again',
    labelNames: ['channel', 'status'],
    registers: [register],
  });
  const labels = NOTICE_CHANNELS.flatMap((channel) => NOTICE_STATUSES.map((status) => ({ channel, status })));
  // A rise from nothing is only seen where zero was; nothing is settled as SENDING.
  for (const each of labels) if (each.status !== 'SENDING') settled.inc(each, 0);
  return {
    ...records,
    async settle(notice, end) {
      const status = await records.settle(notice, end);
      if (status === end.status) settled.inc({ channel: notice.channel, status });
      return status;
    },
  };
}
