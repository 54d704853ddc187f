// The workflow of a notice: a wait, each channel by itself, bounded; what is given up is seen in Temporal.
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeActivities } from '../../activities/notices/activities.ts';
import { NOTICE_WORKFLOW_TYPE, noticeWorkflowId } from '../../domain/identity.ts';
import type { NoticeChannel, NoticeEnd, NoticeRequest } from '../../domain/notices/notice.ts';
import { hours } from '../../domain/time.ts';
import type { noticeWorkflow } from '../../workflows/index.ts';
import { workflowBundle } from '../support/order-scenario.ts';
import { freshOrderId, placedOrder } from '../support/placed-orders.ts';
import { openTimeSkipping } from '../support/temporal.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await openTimeSkipping();
});
afterAll(() => env?.teardown());

const notTaken = (): never => {
  throw ApplicationFailure.create({ type: 'NOTICE_NOT_TAKEN', message: 'SMTP 451' });
};

let attempts: Record<NoticeChannel, number>;
let settlings: number;
let unsettled: number;
/** How each attempt by a channel ends, from 1. */
const ends = new Map<NoticeChannel, (attempt: number) => NoticeEnd>();
let givenUp: NoticeChannel[];
beforeEach(() => {
  attempts = { CUSTOMER_EMAIL: 0, SHOP_EMAIL: 0, SHOP_WEBHOOK: 0 };
  [settlings, unsettled, givenUp] = [0, 0, []];
  ends.clear();
});

const activities: NoticeActivities = {
  awaitSettled: async () => {
    settlings += 1;
    if (settlings <= unsettled) {
      throw ApplicationFailure.create({ type: 'ORDER_DECIDING', message: 'deciding' });
    }
  },
  sendNotice: async ({ channel }) => {
    attempts[channel] += 1;
    return ends.get(channel)?.(attempts[channel]) ?? 'SENT';
  },
  giveUpNotice: async ({ channel }) => {
    givenUp.push(channel);
    return 'GIVEN_UP';
  },
};

const request = (): NoticeRequest => ({
  orderId: freshOrderId(),
  shopId: placedOrder().shopId,
  sequence: 3,
  kind: 'BUTCHER_ALERTED',
  channels: ['CUSTOMER_EMAIL', 'SHOP_EMAIL', 'SHOP_WEBHOOK'],
});

async function run(notice = request()) {
  const taskQueue = `notices-${notice.orderId}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities,
  });
  return worker.runUntil(async () => {
    const handle = await env.client.workflow.start<typeof noticeWorkflow>(NOTICE_WORKFLOW_TYPE, {
      workflowId: noticeWorkflowId(notice),
      taskQueue,
      args: [notice],
    });
    const end: unknown = await handle.result().catch((error: unknown) => error);
    const description = await handle.describe();
    const took = (description.closeTime?.getTime() ?? Number.NaN) - description.startTime.getTime();
    return { end, description, took };
  });
}

describe('a notice', () => {
  it('is sent once by each channel, after a short wait', async () => {
    const { end, took } = await run();
    expect(end).toEqual({ CUSTOMER_EMAIL: 'SENT', SHOP_EMAIL: 'SENT', SHOP_WEBHOOK: 'SENT' });
    expect(attempts).toEqual({ CUSTOMER_EMAIL: 1, SHOP_EMAIL: 1, SHOP_WEBHOOK: 1 });
    expect(took).toBeGreaterThanOrEqual(2_000);
  });

  it('of an order that is deciding → waits for it', async () => {
    unsettled = 4;
    const { took } = await run();
    expect(settlings).toBe(5);
    expect(took).toBeGreaterThanOrEqual(10_000);
    expect(attempts.CUSTOMER_EMAIL).toBe(1);
  });

  it('of an order that never comes to rest → sent all the same, after a minute', async () => {
    unsettled = Number.POSITIVE_INFINITY;
    const { end, took } = await run();
    expect(end).toMatchObject({ CUSTOMER_EMAIL: 'SENT' });
    expect(took).toBeLessThan(120_000);
  });

  it('one channel refused, one unknown → ended, and nothing is tried again', async () => {
    ends.set('CUSTOMER_EMAIL', () => 'REFUSED').set('SHOP_EMAIL', () => 'UNKNOWN');
    const { end, description } = await run();
    expect(end).toEqual({ CUSTOMER_EMAIL: 'REFUSED', SHOP_EMAIL: 'UNKNOWN', SHOP_WEBHOOK: 'SENT' });
    expect(description.status.name).toBe('COMPLETED');
    expect(givenUp).toEqual([]);
  });

  it('a mail server away for hours → the mail goes when it is back', async () => {
    ends.set('CUSTOMER_EMAIL', (attempt) => (attempt < 40 ? notTaken() : 'SENT'));
    const { end, took } = await run();
    expect(end).toMatchObject({ CUSTOMER_EMAIL: 'SENT' });
    expect(took).toBeGreaterThan(hours(4));
  });

  it('a webhook nobody takes → eight attempts over a day, then given up, as a failed workflow; the others went out', async () => {
    ends.set('SHOP_WEBHOOK', notTaken);
    const { end, description, took } = await run();
    expect(attempts).toEqual({ CUSTOMER_EMAIL: 1, SHOP_EMAIL: 1, SHOP_WEBHOOK: 8 });
    expect(end).toBeInstanceOf(WorkflowFailedError);
    expect(end).toMatchObject({
      cause: {
        type: 'NOTICE_GIVEN_UP',
        message: 'CUSTOMER_EMAIL : SENT · SHOP_EMAIL : SENT · SHOP_WEBHOOK : GIVEN_UP',
      },
    });
    expect(description.status.name).toBe('FAILED');
    expect(givenUp).toEqual(['SHOP_WEBHOOK']);
    expect(took).toBeGreaterThan(hours(20));
    expect(took).toBeLessThan(hours(26));
  });

  it('a mail nobody takes for a day → given up', async () => {
    ends.set('CUSTOMER_EMAIL', notTaken);
    const { description, took } = await run();
    expect(description.status.name).toBe('FAILED');
    expect(givenUp).toEqual(['CUSTOMER_EMAIL']);
    expect(took).toBeLessThan(hours(25));
    expect(took).toBeGreaterThan(hours(23));
  });
});
