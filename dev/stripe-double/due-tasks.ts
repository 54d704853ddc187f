// Carries out what the agenda holds for now, and lets time pass for tests.
import type { Account } from './account.ts';
import { unplan } from './agenda.ts';
import { postCharge } from './payments/balance.ts';
import { cancelIntent } from './payments/capture.ts';
import { openDispute } from './payments/disputes.ts';
import { payWaitingRefunds, settleRefund } from './refunds/outcomes.ts';
import { expireSession } from './sessions/expire.ts';
import type { TaskKind, TaskRecord } from './store/records.ts';

const DUTIES: Readonly<Record<TaskKind, (account: Account, target: string) => void>> = {
  'expire-session': (account, target) => {
    const session = account.store.get('session', target);
    if (session?.status === 'open') expireSession(account, session);
  },
  'cancel-uncaptured': (account, target) => {
    const intent = account.store.get('intent', target);
    if (intent?.status === 'requires_capture') cancelIntent(account, intent, 'automatic');
  },
  'post-balance': (account, target) => {
    postCharge(account, target);
    payWaitingRefunds(account);
  },
  'succeed-refund': (account, target) => void settleRefund(account, target, 'succeeded'),
  'fail-refund': (account, target) => void settleRefund(account, target, 'failed'),
  'open-dispute': (account, target) => void openDispute(account, target),
};

/** Does everything that is due, in the order it became due; returns how many things that were. */
export function runDueTasks(account: Account): number {
  const now = account.clock.nowMs();
  const due = account.store.all('task').filter((task) => task.at <= now);
  for (const task of due.sort(byTime)) perform(account, task);
  return due.length;
}

/** Moves the clock forward, stopping at each task on the way so that it happens at its own time. */
export function advanceClock(account: Account, seconds: number): void {
  const target = account.clock.nowMs() + seconds * 1000;
  for (;;) {
    const next = account.store.all('task').sort(byTime)[0];
    if (next === undefined || next.at > target) break;
    account.clock.moveTo(next.at);
    perform(account, next);
  }
  account.clock.moveTo(target);
}

function perform(account: Account, task: TaskRecord): void {
  unplan(account, task.kind, task.target);
  DUTIES[task.kind](account, task.target);
}

const byTime = (a: TaskRecord, b: TaskRecord): number => a.at - b.at;
