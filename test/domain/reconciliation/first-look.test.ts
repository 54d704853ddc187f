// The first look: cheap, and it misses nothing that the second look would find.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORDER_STATUSES, PAYMENT_STATUSES } from '../../../domain/order-status.ts';
import { REFUND_OUTCOMES } from '../../../domain/payment-facts.ts';
import { compare } from '../../../domain/reconciliation/compare.ts';
import {
  suspectCharge,
  suspectDispute,
  suspectPayment,
  suspectRefund,
  suspectRow,
  suspectSession,
} from '../../../domain/reconciliation/first-look.ts';
import type { OrderEntry } from '../../../domain/reconciliation/order-entry.ts';
import { refundTally } from '../../../domain/refund-tally.ts';
import { ENDED, entry, look, payment, refundOf, session } from './looks.ts';

const UNSETTLED: readonly string[] = ['AWAITING', 'PROCESSING', 'ABANDONED'];

/** Rows as they can be: money is known by its payment. */
const rows = fc
  .record({
    status: fc.constantFrom(...ORDER_STATUSES),
    paymentStatus: fc.constantFrom(...PAYMENT_STATUSES.filter((status) => status !== 'DUE_AT_PICKUP')),
    attention: fc.subarray(['REFUNDED_ELSEWHERE', 'DISPUTED'] as const),
    dispute: fc.constantFrom(null, { disputeId: 'dp_1', isOver: false }, { disputeId: 'dp_1', isOver: true }),
    refund: fc.constantFrom(null, { generation: 1, refundId: 're_1' }),
  })
  .map((change): OrderEntry => {
    const isUnsettled = UNSETTLED.includes(change.paymentStatus);
    return entry({ ...change, paymentIntentId: isUnsettled ? null : 'pi_own' });
  });

const sessions = fc
  .record({
    status: fc.constantFrom('open' as const, 'complete' as const, 'expired' as const),
    paid: fc.boolean(),
    sessionId: fc.constantFrom('cs_own', 'cs_other'),
  })
  .map(({ status, paid, sessionId }) => session({ status, paid: paid && status === 'complete', sessionId }));

/** Somebody works on the order: what is left is about money and pages. */
const ATTENDED = { order: { isRunning: true, status: null, paymentStatus: null }, isAftercareRunning: true };

const codes = (change: Parameters<typeof look>[0]): readonly string[] =>
  compare(look({ attendance: ATTENDED, ...change })).map(({ code }) => code);

describe('the first look misses nothing of the second:', () => {
  it('a session', () => {
    fc.assert(
      fc.property(rows, sessions, (row, seen) => {
        const found = codes({ row, sessions: [seen], payments: [] });
        const isFound = found.some((code) => ['PAYMENT_UNKNOWN', 'PAGE_CLOSED', 'PAGE_OPEN'].includes(code));
        return !isFound || suspectSession(seen, row);
      }),
    );
  });

  it('a refund, or the charge it belongs to', () => {
    const refunds = fc.constantFrom(...REFUND_OUTCOMES).map((outcome) => refundOf({ outcome }));
    fc.assert(
      fc.property(rows, refunds, (row, refund) => {
        const own = payment({ refunds: [refund] });
        const isFound = codes({ row, payments: [own] }).includes('REFUND_DIFFERS');
        const held = refundTally([refund]).heldCents;
        const sums = { capturedCents: own.capturedCents, refundedCents: held, disputed: false };
        return !isFound || suspectRefund(refund, row) || suspectPayment(sums, row);
      }),
    );
  });

  it('a dispute', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(null, true, false), (row, won) => {
        const dispute = { disputeId: 'dp_1', paymentIntentId: 'pi_own', won };
        const isFound = codes({ row, payments: [payment({ disputes: [dispute] })] }).includes(
          'DISPUTE_UNKNOWN',
        );
        return !isFound || suspectDispute(dispute, row);
      }),
    );
  });

  it('a row nobody works on', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const found = codes({ row, attendance: ENDED });
        const isFound = found.includes('WORKFLOW_GONE') || found.includes('REFUND_IDLE');
        return !isFound || suspectRow(row, ENDED);
      }),
    );
  });
});

const charge = {
  chargeId: 'ch_1',
  orderId: entry().orderId,
  paymentIntentId: 'pi_own',
  captured: { cents: 3_740, currency: 'EUR' },
  refundedCents: 0,
  disputed: false,
};

describe('a charge', () => {
  it.each([
    ['as its order says', {}, entry(), false],
    ['of nothing', { captured: { cents: 0, currency: 'EUR' } }, null, false],
    ['of an order that is not there', {}, null, true],
    ['beside the order’s own payment', { paymentIntentId: 'pi_other' }, entry(), true],
    ['of one cent less', { captured: { cents: 3_739, currency: 'EUR' } }, entry(), true],
    ['of another currency', { captured: { cents: 3_740, currency: 'USD' } }, entry(), true],
    ['refunded, where the order keeps the money', { refundedCents: 100 }, entry(), true],
    [
      'not refunded, where the order says so',
      {},
      entry({ status: 'REJECTED', paymentStatus: 'REFUNDED' }),
      true,
    ],
    ['disputed, and the order does not know', { disputed: true }, entry(), true],
  ])('%s', (...[, change, row, isSuspect]) => {
    expect(suspectCharge({ ...charge, ...change }, row)).toBe(isSuspect);
  });
});
