// What every workflow that drives an order has: its messages, its records, and no way to cut it short.
import { CancellationScope } from '@temporalio/workflow';
import { SYSTEM } from '../domain/actor.ts';
import { acceptDecisions, acceptPlacement } from './decisions.ts';
import type { Standing } from './messages.ts';
import { noteRefused, type OrderRun } from './order-run.ts';
import { keepRecords } from './recorder.ts';
import { acceptSignals } from './signals.ts';

/** @param live the story; what it returns is the workflow's result. */
export function driveOrder(order: OrderRun, live: () => Promise<Standing>): Promise<Standing> {
  acceptPlacement(order);
  acceptDecisions(order);
  acceptSignals(order);
  noteCancelRequests(order);
  // An order is cancelled by its update; a cancelled workflow must still refund and record.
  return CancellationScope.nonCancellable(() => Promise.race([live(), keepRecords(order)]));
}

function noteCancelRequests(order: OrderRun): void {
  CancellationScope.current().cancelRequested.catch(() => {
    noteRefused(order, { by: SYSTEM, message: 'cancel workflow', code: 'NOT_ALLOWED_YET' });
  });
}
