// The activities of a notice as its workflow calls them: bounded, each with a summary for the Temporal UI.
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { NoticeActivities } from '../activities/notices/activities.ts';
import type { NoticeChannel } from '../domain/notices/notice.ts';
import { patient } from './effects.ts';
import {
  HEARTBEAT_TIMEOUT,
  MAIL_RETRY,
  MAIL_RETRY_MAX,
  NOTICE_LOOK_TIMEOUT,
  NOTICE_PATIENCE,
  NOTICE_SETTLING,
  NOTICE_SETTLING_ATTEMPTS,
  NOTICE_TIMEOUT,
  WEBHOOK_ATTEMPTS,
  WEBHOOK_RETRY,
  WEBHOOK_RETRY_FACTOR,
  WEBHOOK_RETRY_MAX,
  WRITE_TIMEOUT,
} from './timeouts.ts';

/** Local: an order at rest, which is the rule, costs its notice no task. Rejects while the order decides. */
export const { awaitSettled: lookWhetherSettled } = proxyLocalActivities<NoticeActivities>({
  startToCloseTimeout: NOTICE_LOOK_TIMEOUT,
  retry: { maximumAttempts: 1 },
  summary: 'Regarder si la commande a décidé',
});

/** Of notices that earlier versions began. */
export const { awaitSettled: awaitSettledAsBefore } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: WRITE_TIMEOUT,
  retry: {
    initialInterval: NOTICE_SETTLING,
    backoffCoefficient: 1,
    maximumAttempts: NOTICE_SETTLING_ATTEMPTS,
  },
  summary: 'Attendre que la commande ait décidé',
});

const CALL = { startToCloseTimeout: NOTICE_TIMEOUT, heartbeatTimeout: HEARTBEAT_TIMEOUT } as const;

const mail = (summary: string) =>
  proxyActivities<NoticeActivities>({
    ...CALL,
    scheduleToCloseTimeout: NOTICE_PATIENCE,
    retry: { initialInterval: MAIL_RETRY, maximumInterval: MAIL_RETRY_MAX },
    summary,
  }).sendNotice;

const webhook = proxyActivities<NoticeActivities>({
  ...CALL,
  retry: {
    initialInterval: WEBHOOK_RETRY,
    backoffCoefficient: WEBHOOK_RETRY_FACTOR,
    maximumInterval: WEBHOOK_RETRY_MAX,
    maximumAttempts: WEBHOOK_ATTEMPTS,
  },
  summary: 'Webhook de la boutique',
}).sendNotice;

export const SEND: Readonly<Record<NoticeChannel, NoticeActivities['sendNotice']>> = {
  CUSTOMER_EMAIL: mail('E-mail au client'),
  SHOP_EMAIL: mail('E-mail à la boutique'),
  SHOP_WEBHOOK: webhook,
};

export const { giveUpNotice } = proxyActivities<NoticeActivities>(patient('Noter l’abandon'));
