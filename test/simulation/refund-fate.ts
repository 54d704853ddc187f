// What becomes of each refund at the banks, and when.
import type { RefundOutcome } from '../../domain/payment-facts.ts';
import { days, minutes } from '../../domain/time.ts';
import type { Agenda } from './agenda.ts';
import { type Choices, oneOf } from './choices.ts';
import type { Account } from './stripe/account.ts';
import { settleRefund } from './stripe/money-back.ts';

interface Fate {
  readonly outcome: RefundOutcome;
  readonly reason: string | null;
  readonly later: readonly RefundOutcome[];
}

const SUCCEEDS: Fate = { outcome: 'succeeded', reason: null, later: [] };
const FATES: readonly Fate[] = [
  SUCCEEDS,
  { outcome: 'pending', reason: 'processing', later: ['succeeded'] },
  { outcome: 'pending', reason: 'processing', later: ['failed'] },
  { outcome: 'pending', reason: 'processing', later: ['requires_action', 'succeeded'] },
  { outcome: 'pending', reason: 'processing', later: ['requires_action', 'canceled'] },
  { outcome: 'pending', reason: 'insufficient_funds', later: ['succeeded'] },
  { outcome: 'succeeded', reason: null, later: ['failed'] },
  { outcome: 'failed', reason: null, later: [] },
  { outcome: 'failed', reason: 'balance_insufficient', later: [] },
];

export interface RefundFates {
  /** From now on every refund goes through. */
  bePeaceful(): void;
  next(): Pick<Fate, 'outcome' | 'reason'>;
  /** Lets the fate of the refund just made take its course. */
  follow(refundId: string): void;
}

export function createRefundFates(account: () => Account, choices: Choices, agenda: Agenda): RefundFates {
  const isRough = oneOf(choices, false, true);
  let isPeaceful = !isRough;
  let fate = SUCCEEDS;
  return {
    bePeaceful() {
      isPeaceful = true;
    },
    next() {
      fate = isPeaceful ? SUCCEEDS : (FATES[choices.pick(FATES.length)] ?? SUCCEEDS);
      return fate;
    },
    follow(refundId) {
      let delay = 0;
      for (const outcome of fate.later) {
        delay += oneOf<number>(choices, minutes(1), 0, 300, minutes(40), days(2));
        agenda.after(delay, () => settleRefund(account(), refundId, outcome));
      }
    },
  };
}
