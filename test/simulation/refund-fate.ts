// What becomes of each refund at the banks, and when.
import type { RefundOutcome } from '../../domain/payment-facts.ts';
import { days, hours, minutes } from '../../domain/time.ts';
import type { Agenda } from './agenda.ts';
import { type Choices, chance, oneOf } from './choices.ts';
import type { Ground } from './ground.ts';
import type { Account } from './stripe/account.ts';
import type { StripeWeather } from './stripe/faults.ts';
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

/** @param account only there when the first refund is made. */
export function createRefundFates(
  account: () => Account,
  { choices, agenda, weather }: Pick<Ground, 'choices' | 'agenda' | 'weather'>,
): RefundFates {
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
      if (!isPeaceful) rollKey(weather.stripe, choices, agenda);
      let delay = 0;
      for (const outcome of fate.later) {
        delay += oneOf<number>(choices, minutes(1), 0, 300, minutes(40), days(2));
        agenda.after(delay, () => settleRefund(account(), refundId, outcome));
      }
    },
  };
}

/** The key is replaced at Stripe just when a refund was made, its answer perhaps lost; the service learns it later. */
function rollKey(stripe: StripeWeather, choices: Choices, agenda: Agenda): void {
  if (!chance(choices, 15)) return;
  agenda.after(oneOf(choices, 0, 300), () => {
    stripe.isKeyRefused = true;
  });
  agenda.after(oneOf<number>(choices, minutes(4), hours(1)), () => {
    stripe.isKeyRefused = false;
  });
}
