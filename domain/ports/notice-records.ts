// Port: what became of each notice, and the claim without which no mail is handed over.
import type { NoticeKey, NoticeStatus } from '../notices/notice.ts';
import type { Instant } from '../time.ts';

export interface NoticeRecord {
  readonly status: NoticeStatus;
  /** Which claim it is of, from 1; 0 where it was never claimed. */
  readonly attempt: number;
}

export interface Settlement extends NoticeRecord {
  readonly status: Exclude<NoticeStatus, 'SENDING'>;
  /** Of a technical kind, e.g. `SMTP 451`; never an address. */
  readonly detail: string | null;
}

export interface NoticeRecords {
  /** Null while nobody has begun it. */
  read(notice: NoticeKey): Promise<NoticeRecord | null>;
  /**
   * Makes it `SENDING`: of any number of callers, in any process, one is given a number.
   * @param from the statuses in which it may be claimed, besides being new. @returns null for all others.
   */
  claim(notice: NoticeKey, from: readonly NoticeStatus[]): Promise<number | null>;
  /**
   * Notes how an attempt ended, which another attempt's claim never suffers by. Nothing takes the place of an end but
   * better knowledge: `SENT` that of `UNKNOWN`. @returns where it stands then.
   */
  settle(notice: NoticeKey, end: Settlement): Promise<NoticeStatus>;
  /** When the fact was written; null when the entry was decided anew and is another one, or none. */
  happenedAt(notice: Omit<NoticeKey, 'channel'>): Promise<Instant | null>;
}
