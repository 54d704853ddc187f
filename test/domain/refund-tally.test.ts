// What a payment's refunds add up to: money counts while it may still reach the customer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REFUND_OUTCOMES, type RefundFacts, type RefundOutcome } from '../../domain/payment-facts.ts';
import { isLackOfFunds, refundTally } from '../../domain/refund-tally.ts';
import { REFUND } from './stripe-facts.ts';

const refund = (outcome: RefundOutcome, cents = 1000, refundId = `re_${outcome}`): RefundFacts => ({
  ...REFUND,
  refundId,
  outcome,
  amount: { cents, currency: 'EUR' },
});

describe('a tally', () => {
  it('of nothing → nothing', () => {
    expect(refundTally([])).toEqual({ held: [], heldCents: 0, pending: undefined, failed: [] });
  });

  it.each([
    ['succeeded', 1000, false],
    ['pending', 1000, true],
    ['requires_action', 1000, true],
    ['failed', 0, false],
    ['canceled', 0, false],
  ] satisfies [RefundOutcome, number, boolean][])('of one that is %s → %i cents held', (...row) => {
    const [outcome, heldCents, isPending] = row;
    const tally = refundTally([refund(outcome)]);
    expect(tally.heldCents).toBe(heldCents);
    expect(tally.pending).toEqual(isPending ? refund(outcome) : undefined);
    expect(tally.failed).toHaveLength(heldCents === 0 ? 1 : 0);
  });

  it('of two parts and a failure → the parts together, newest first', () => {
    const list = [refund('failed', 3740), refund('pending', 2740), refund('succeeded', 1000)];
    expect(refundTally(list)).toEqual({
      held: [list[1], list[2]],
      heldCents: 3740,
      pending: list[1],
      failed: [list[0]],
    });
  });

  it('of any refunds → each is held or failed, and only held ones count', () => {
    const any = fc
      .tuple(fc.constantFrom(...REFUND_OUTCOMES), fc.integer({ min: 1, max: 500_000 }))
      .map(([outcome, cents]) => refund(outcome, cents));
    fc.assert(
      fc.property(fc.array(any), (list) => {
        const { held, heldCents, pending, failed } = refundTally(list);
        expect(held.length + failed.length).toBe(list.length);
        expect(heldCents).toBe(held.reduce((cents, one) => cents + one.amount.cents, 0));
        expect(pending === undefined).toBe(held.every(({ outcome }) => outcome === 'succeeded'));
      }),
    );
  });
});

it.each([
  ['balance_insufficient', true],
  ['insufficient_funds', true],
  ['lost_or_stolen_card', false],
  [null, false],
])('the reason %s → lack of funds: %s', (reason, expected) => {
  expect(isLackOfFunds(reason)).toBe(expected);
});
