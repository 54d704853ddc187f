// The workflow of a notice on the time-skipping server, its activities faked.
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { NoticeActivities } from '../../activities/notices/activities.ts';
import { noticeWorkflowId } from '../../domain/identity.ts';
import type { NoticeChannel, NoticeEnd, NoticeRequest } from '../../domain/notices/notice.ts';
import { openNoticeStarter } from '../../infra/temporal/temporal-notice-starter.ts';
import type { noticeWorkflow } from '../../workflows/index.ts';
import { workflowBundle } from './order-scenario.ts';
import { freshOrderId, placedOrder } from './placed-orders.ts';

export interface NoticeBench {
  readonly attempts: Record<NoticeChannel, number>;
  /** How each attempt by a channel ends, from 1; otherwise it is sent. */
  readonly ends: Map<NoticeChannel, (attempt: number) => NoticeEnd>;
  readonly givenUp: NoticeChannel[];
  /** How often it was asked whether the order is at rest; and how often it is not. */
  settlings: number;
  unsettled: number;
}

export const noticeBench = (): NoticeBench => ({
  attempts: { CUSTOMER_EMAIL: 0, SHOP_EMAIL: 0, SHOP_WEBHOOK: 0 },
  ends: new Map(),
  givenUp: [],
  settlings: 0,
  unsettled: 0,
});

export const notTaken = (): never => {
  throw ApplicationFailure.create({ type: 'NOTICE_NOT_TAKEN', message: 'SMTP 451' });
};

const activitiesOf = (bench: NoticeBench): NoticeActivities => ({
  awaitSettled: async () => {
    bench.settlings += 1;
    if (bench.settlings > bench.unsettled) return;
    throw ApplicationFailure.create({ type: 'ORDER_DECIDING', message: 'deciding' });
  },
  sendNotice: async ({ channel }) => {
    bench.attempts[channel] += 1;
    return bench.ends.get(channel)?.(bench.attempts[channel]) ?? 'SENT';
  },
  giveUpNotice: async ({ channel }) => {
    bench.givenUp.push(channel);
    return 'GIVEN_UP';
  },
});

const CHANNELS = ['CUSTOMER_EMAIL', 'SHOP_EMAIL', 'SHOP_WEBHOOK'] as const;

export async function runNotice(env: TestWorkflowEnvironment, bench: NoticeBench, orderId = freshOrderId()) {
  const { shopId } = placedOrder();
  const notice: NoticeRequest = { orderId, shopId, sequence: 3, kind: 'BUTCHER_ALERTED', channels: CHANNELS };
  const taskQueue = `notices-${orderId}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: activitiesOf(bench),
  });
  return worker.runUntil(async () => {
    await openNoticeStarter(env.client, taskQueue).start(notice);
    const handle = env.client.workflow.getHandle<typeof noticeWorkflow>(noticeWorkflowId(notice));
    const end: unknown = await handle.result().catch((error: unknown) => error);
    const description = await handle.describe();
    const took = (description.closeTime?.getTime() ?? Number.NaN) - description.startTime.getTime();
    return { end, description, took, history: await handle.fetchHistory() };
  });
}
