// The story of one notice, begun a short while after its fact: each channel by itself. No order knows of it or waits for it.
import { ApplicationFailure } from '@temporalio/common';
import { isCancellation, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { FailureCode } from '../domain/failures.ts';
import type { OrderId } from '../domain/ids.ts';
import {
  NOTICE_PAUSE,
  type NoticeChannel,
  type NoticeEnd,
  type StartedNotice,
} from '../domain/notices/notice.ts';
import { awaitSettled, giveUpNotice, lookWhetherSettled, SEND } from './notice-effects.ts';

export type NoticeEnds = Readonly<Partial<Record<NoticeChannel, NoticeEnd>>>;

const GIVEN_UP: FailureCode = 'NOTICE_GIVEN_UP';

/** @throws ApplicationFailure `NOTICE_GIVEN_UP`, so that it is found in the UI; the other channels are through then. */
export async function noticeWorkflow({
  channels,
  isPauseOver = false,
  ...fact
}: StartedNotice): Promise<NoticeEnds> {
  await (isPauseOver ? settled(fact.orderId) : settledAsBefore(fact.orderId));
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

/** Nearly always it is at the first look. Bounded: an order that does not come to rest is believed as it stands. */
async function settled(orderId: OrderId): Promise<void> {
  try {
    await lookWhetherSettled(orderId);
  } catch (error) {
    onlyFailures(error);
    await awaitSettled(orderId).catch(onlyFailures);
  }
}

/** Of earlier versions. None is open for more than a day. */
async function settledAsBefore(orderId: OrderId): Promise<void> {
  await sleep(NOTICE_PAUSE, { summary: 'Attendre que la commande se pose' });
  await awaitSettled(orderId).catch(onlyFailures);
}

function onlyFailures(error: unknown): void {
  if (isCancellation(error)) throw error;
}
