// The story of one notice, begun a short while after its fact: each channel by itself. No order knows of it or waits for it.
import { ApplicationFailure } from '@temporalio/common';
import { isCancellation, patched, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { FailureCode } from '../domain/failures.ts';
import type { OrderId } from '../domain/ids.ts';
import {
  NOTICE_PAUSE,
  type NoticeChannel,
  type NoticeEnd,
  type StartedNotice,
} from '../domain/notices/notice.ts';
import { awaitSettledAsBefore, giveUpNotice, lookWhetherSettled, SEND } from './notice-effects.ts';
import { NOTICE_SETTLING, NOTICE_SETTLING_ATTEMPTS } from './timeouts.ts';

export type NoticeEnds = Readonly<Partial<Record<NoticeChannel, NoticeEnd>>>;

const GIVEN_UP: FailureCode = 'NOTICE_GIVEN_UP';

/** @throws ApplicationFailure `NOTICE_GIVEN_UP`, so that it is found in the UI; the other channels are through then. */
export async function noticeWorkflow({
  channels,
  isPauseOver = false,
  ...fact
}: StartedNotice): Promise<NoticeEnds> {
  // A worker of an earlier version that begins it, during a deploy, pauses itself whatever its input says.
  const isPaused = isPauseOver && patched('begun-after-its-pause');
  await (isPaused ? settled : pauseAsBefore)(fact.orderId);
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

/** Bounded: an order that does not come to rest is believed as it stands. */
async function settled(orderId: OrderId): Promise<void> {
  for (let looks = 0; looks < NOTICE_SETTLING_ATTEMPTS; looks += 1) {
    try {
      return await lookWhetherSettled(orderId);
    } catch (error) {
      onlyFailures(error);
    }
    await sleep(NOTICE_SETTLING, { summary: 'Attendre que la commande ait décidé' });
  }
}

/** As earlier versions began it. */
async function pauseAsBefore(orderId: OrderId): Promise<void> {
  await sleep(NOTICE_PAUSE, { summary: 'Attendre que la commande se pose' });
  await awaitSettledAsBefore(orderId).catch(onlyFailures);
}

function onlyFailures(error: unknown): void {
  if (isCancellation(error)) throw error;
}
