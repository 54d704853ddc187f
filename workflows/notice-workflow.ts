// The story of one notice: a short wait, then each channel by itself. No order knows of it or waits for it.
import { ApplicationFailure } from '@temporalio/common';
import { isCancellation, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { FailureCode } from '../domain/failures.ts';
import type { NoticeChannel, NoticeEnd, NoticeRequest } from '../domain/notices/notice.ts';
import { awaitSettled, giveUpNotice, SEND } from './notice-effects.ts';
import { NOTICE_PAUSE } from './timeouts.ts';

export type NoticeEnds = Readonly<Partial<Record<NoticeChannel, NoticeEnd>>>;

const GIVEN_UP: FailureCode = 'NOTICE_GIVEN_UP';

/** @throws ApplicationFailure `NOTICE_GIVEN_UP`, so that it is found in the UI; the other channels are through then. */
export async function noticeWorkflow({ channels, ...fact }: NoticeRequest): Promise<NoticeEnds> {
  await sleep(NOTICE_PAUSE, { summary: 'Attendre que la commande se pose' });
  // Bounded: an order that does not come to rest is believed as it stands.
  await awaitSettled(fact.orderId).catch(onlyFailures);
  const ends = await Promise.all(
    channels.map(async (channel): Promise<[NoticeChannel, NoticeEnd]> => {
      const notice = { ...fact, channel };
      const end = await SEND[channel](notice).catch((error: unknown) => {
        onlyFailures(error);
        return giveUpNotice(notice);
      });
      return [channel, end];
    }),
  );
  const words = ends.map(([channel, end]) => `${channel} : ${end}`).join(' · ');
  setCurrentDetails(words);
  if (ends.some(([, end]) => end === 'GIVEN_UP')) {
    throw ApplicationFailure.nonRetryable(words, GIVEN_UP);
  }
  return Object.fromEntries(ends);
}

function onlyFailures(error: unknown): void {
  if (isCancellation(error)) throw error;
}
