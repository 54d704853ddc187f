// Effect: tells one fact to one recipient by one channel. A mail at most once; to a shop's programs under one id.
import { ApplicationFailure } from '@temporalio/common';
import type { FailureCode } from '../../domain/failures.ts';
import type { NoticeEnd, NoticeKey, NoticeStatus } from '../../domain/notices/notice.ts';
import type { Carried } from '../../domain/ports/notice-carriers.ts';
import { makeMail } from './make-mail.ts';
import { makeWebhook } from './make-webhook.ts';
import { endOf } from './notice-end.ts';
import type { NoticePorts } from './ports.ts';
import { readStory } from './story.ts';

/** @throws ApplicationFailure `NOTICE_NOT_TAKEN` when trying again may help. */
export type SendNotice = (notice: NoticeKey) => Promise<NoticeEnd>;

export const sendNotice =
  (ports: NoticePorts): SendNotice =>
  async (notice) => {
    const before = await ports.records.read(notice);
    const end = endOf(before?.status ?? null);
    if (end !== null) return end;
    if (notice.channel === 'SHOP_WEBHOOK') return sendWebhook(ports, notice);
    if (before?.status !== 'SENDING') return sendMail(ports, notice);
    // An earlier attempt handed it over and could not say how that went: whoever sends again may send twice.
    return settled(ports, { notice, attempt: before.attempt }, LOST);
  };

const LOST: Carried = { kind: 'unknown', why: 'an attempt was lost' };

async function sendMail(ports: NoticePorts, notice: NoticeKey): Promise<NoticeEnd> {
  const { mail: carrier, records } = ports;
  const story = await readStory(ports, notice);
  if (carrier === null || story === null) return 'NOT_NEEDED';
  const mail = await makeMail(ports, notice, story);
  if (mail === null) return 'NOT_NEEDED';
  let attempt = 0;
  const carried = await carrier.send(mail, async () => {
    const claim = await records.claim(notice, ['RELEASED']);
    attempt = claim ?? 0;
    return claim !== null;
  });
  return settled(ports, { notice, attempt }, carried);
}

async function sendWebhook(ports: NoticePorts, notice: NoticeKey): Promise<NoticeEnd> {
  const { records, webhooks } = ports;
  const story = await readStory(ports, notice);
  if (story === null) return 'NOT_NEEDED';
  const message = await makeWebhook(ports, notice, story);
  if (message === null) return 'NOT_NEEDED';
  const attempt = (await records.claim(notice, ['RELEASED', 'SENDING'])) ?? 0;
  const carried = await webhooks.post(message);
  // The receiver knows copies by their id: a lost answer is no reason not to send it again.
  const answer: Carried = carried.kind === 'unknown' ? { ...carried, kind: 'not_taken' } : carried;
  return settled(ports, { notice, attempt }, answer);
}

interface Attempt {
  readonly notice: NoticeKey;
  /** The number of its claim; 0 when it never came to that. */
  readonly attempt: number;
}

async function settled(
  ports: NoticePorts,
  { notice, attempt }: Attempt,
  carried: Carried,
): Promise<NoticeEnd> {
  const { records, log } = ports;
  if (carried.kind === 'withheld') {
    return ended((await records.read(notice))?.status ?? null, 'another attempt has it');
  }
  const status = STATUS_OF[carried.kind];
  const detail = carried.kind === 'taken' ? null : carried.why;
  if (detail !== null) log.warn({ ...notice, detail }, TOLD[status]);
  return ended(await records.settle(notice, { status, attempt, detail }), detail ?? 'settled otherwise');
}

const STATUS_OF = { taken: 'SENT', refused: 'REFUSED', unknown: 'UNKNOWN', not_taken: 'RELEASED' } as const;

const TOLD = {
  SENT: 'a notice was taken',
  REFUSED: 'a notice is refused for good',
  UNKNOWN: 'whether a notice was taken is not known: it is not sent again',
  RELEASED: 'a notice was not taken: it is tried again',
} as const;

const NOT_TAKEN: FailureCode = 'NOTICE_NOT_TAKEN';

function ended(status: NoticeStatus | null, why: string): NoticeEnd {
  const end = endOf(status);
  if (end === null) throw ApplicationFailure.create({ type: NOT_TAKEN, message: why });
  return end;
}
