// The activities of notices, bound to their ports.
import { type AwaitSettled, awaitSettled } from './await-settled.ts';
import { type GiveUpNotice, giveUpNotice } from './give-up.ts';
import type { NoticePorts } from './ports.ts';
import { type SendNotice, sendNotice } from './send.ts';

export interface NoticeActivities {
  readonly awaitSettled: AwaitSettled;
  readonly sendNotice: SendNotice;
  readonly giveUpNotice: GiveUpNotice;
}

export function createNoticeActivities(ports: NoticePorts): NoticeActivities {
  return {
    awaitSettled: awaitSettled(ports),
    sendNotice: sendNotice(ports),
    giveUpNotice: giveUpNotice(ports),
  };
}
