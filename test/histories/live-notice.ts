// Lives one notice on the time-skipping server: an order that is deciding, a mail that goes late, a webhook nobody takes.
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { parseOrderId } from '../../domain/ids.ts';
import { noticeBench, notTaken, runNotice } from '../support/notice-bench.ts';
import { checked } from '../support/placed-orders.ts';

/** @returns the history as JSON. */
export async function liveNotice(env: TestWorkflowEnvironment): Promise<string> {
  const bench = noticeBench();
  bench.unsettled = 2;
  bench.ends.set('CUSTOMER_EMAIL', (attempt) => (attempt < 3 ? notTaken() : 'SENT'));
  bench.ends.set('SHOP_WEBHOOK', notTaken);
  const orderId = checked(parseOrderId('recordednotice'));
  const { description, history } = await runNotice(env, bench, orderId);
  if (description.status.name !== 'FAILED') throw new Error('the webhook was to be given up');
  return `${historyToJSON(history)}\n`;
}
