// The line an operator reads in the Temporal UI: true in every state, a way out for each reason to look.
import { expect, describe as group, it } from 'vitest';
import { ATTENTION_CODES } from '../../domain/order-event.ts';
import { openState } from '../../domain/order-state.ts';
import { ORDER_STATUSES, PAYMENT_STATUSES } from '../../domain/order-status.ts';
import { instant } from '../../domain/time.ts';
import { ATTENTION_WORDS, REFUND_WORDS } from '../../workflows/detail-words.ts';
import { describe } from '../../workflows/details.ts';
import { newRun } from '../../workflows/order-run.ts';
import { placedOrder } from '../support/placed-orders.ts';

const placed = placedOrder();
const START = openState(placed, instant(0));
const CLAIM = /rembours(é|ée)s?(?!\p{L})/iu;
const ENDED = ['REJECTED', 'CANCELLED', 'EXPIRED'] as const;

group('the details of an order', () => {
  const everyCase = ORDER_STATUSES.flatMap((status) =>
    PAYMENT_STATUSES.map((paymentStatus) => ({ status, paymentStatus })),
  );
  it.each(everyCase)(
    '$status, $paymentStatus → one line that claims a refund only when it is done',
    (state) => {
      const line = describe(newRun(placed, { ...START, ...state }));
      expect(line).toMatch(/^\S.{10,250}\.$/);
      const isEnded = ENDED.some((status) => status === state.status);
      expect(CLAIM.test(line)).toBe(isEnded && state.paymentStatus === 'REFUNDED');
      if (isEnded) expect(line).toContain(REFUND_WORDS[state.paymentStatus]);
    },
  );

  it('no two states of the money read the same, but that nothing was paid', () => {
    const paid = PAYMENT_STATUSES.filter(
      (status) => !['DUE_AT_PICKUP', 'AWAITING', 'ABANDONED'].includes(status),
    );
    expect(new Set(paid.map((status) => REFUND_WORDS[status])).size).toBe(paid.length);
  });
});

group('a reason to look', () => {
  it.each(ATTENTION_CODES)('%s → says what is wrong and what to do, and claims no refund', (code) => {
    expect(ATTENTION_WORDS[code]).toMatch(/^.{20,}[:,] .{20,}\.$/);
    expect(ATTENTION_WORDS[code]).not.toMatch(CLAIM);
  });

  it('no two read the same', () => {
    expect(new Set(Object.values(ATTENTION_WORDS)).size).toBe(ATTENTION_CODES.length);
  });
});
