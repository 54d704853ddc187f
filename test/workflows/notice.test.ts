// The workflow of a notice: a wait, each channel by itself, bounded; what is given up is seen in Temporal.
import { WorkflowFailedError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hours } from '../../domain/time.ts';
import { type NoticeBench, noticeBench, notTaken, runNotice } from '../support/notice-bench.ts';
import { openTimeSkipping } from '../support/temporal.ts';

let env: TestWorkflowEnvironment;
let bench: NoticeBench;
beforeAll(async () => {
  env = await openTimeSkipping();
});
beforeEach(() => {
  bench = noticeBench();
});
afterAll(() => env?.teardown());

describe('a notice', () => {
  it('is sent once by each channel, after a short wait', async () => {
    const { end, took, history } = await runNotice(env, bench);
    expect(end).toEqual({ CUSTOMER_EMAIL: 'SENT', SHOP_EMAIL: 'SENT', SHOP_WEBHOOK: 'SENT' });
    expect(bench.attempts).toEqual({ CUSTOMER_EMAIL: 1, SHOP_EMAIL: 1, SHOP_WEBHOOK: 1 });
    expect(took).toBeGreaterThanOrEqual(2_000);
    // A rush of orders has a rush of notices behind it: what one costs is felt.
    expect(
      history.events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes != null),
    ).toBe(false);
    expect(history.events?.filter((one) => one.activityTaskScheduledEventAttributes != null)).toHaveLength(3);
  });

  it('of an order that is deciding → waits for it', async () => {
    bench.unsettled = 4;
    const { took } = await runNotice(env, bench);
    expect(bench.settlings).toBe(5);
    expect(took).toBeGreaterThanOrEqual(10_000);
    expect(bench.attempts.CUSTOMER_EMAIL).toBe(1);
  });

  it('of an order that never comes to rest → sent all the same, after a minute', async () => {
    bench.unsettled = Number.POSITIVE_INFINITY;
    const { end, took } = await runNotice(env, bench);
    expect(end).toMatchObject({ CUSTOMER_EMAIL: 'SENT' });
    expect(took).toBeLessThan(120_000);
  });

  it('one channel refused, one unknown → ended, and nothing is tried again', async () => {
    bench.ends.set('CUSTOMER_EMAIL', () => 'REFUSED').set('SHOP_EMAIL', () => 'UNKNOWN');
    const { end, description } = await runNotice(env, bench);
    expect(end).toEqual({ CUSTOMER_EMAIL: 'REFUSED', SHOP_EMAIL: 'UNKNOWN', SHOP_WEBHOOK: 'SENT' });
    expect(description.status.name).toBe('COMPLETED');
    expect(bench.givenUp).toEqual([]);
  });

  it('a mail server away for hours → the mail goes when it is back', async () => {
    bench.ends.set('CUSTOMER_EMAIL', (attempt) => (attempt < 40 ? notTaken() : 'SENT'));
    const { end, took } = await runNotice(env, bench);
    expect(end).toMatchObject({ CUSTOMER_EMAIL: 'SENT' });
    expect(took).toBeGreaterThan(hours(4));
  });

  it('a webhook nobody takes → eight attempts over a day, then given up, as a failed workflow; the others went out', async () => {
    bench.ends.set('SHOP_WEBHOOK', notTaken);
    const { end, description, took } = await runNotice(env, bench);
    expect(bench.attempts).toEqual({ CUSTOMER_EMAIL: 1, SHOP_EMAIL: 1, SHOP_WEBHOOK: 8 });
    expect(end).toBeInstanceOf(WorkflowFailedError);
    expect(end).toMatchObject({
      cause: {
        type: 'NOTICE_GIVEN_UP',
        message: 'CUSTOMER_EMAIL : SENT · SHOP_EMAIL : SENT · SHOP_WEBHOOK : GIVEN_UP',
      },
    });
    expect(description.status.name).toBe('FAILED');
    expect(bench.givenUp).toEqual(['SHOP_WEBHOOK']);
    expect(took).toBeGreaterThan(hours(20));
    expect(took).toBeLessThan(hours(26));
  });

  it('a mail nobody takes for a day → given up', async () => {
    bench.ends.set('CUSTOMER_EMAIL', notTaken);
    const { description, took } = await runNotice(env, bench);
    expect(description.status.name).toBe('FAILED');
    expect(bench.givenUp).toEqual(['CUSTOMER_EMAIL']);
    expect(took).toBeLessThan(hours(25));
    expect(took).toBeGreaterThan(hours(23));
  });
});
