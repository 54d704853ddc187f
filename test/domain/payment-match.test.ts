// A completed session is this order's payment only when everything agrees, to the cent.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionFacts } from '../../domain/payment-facts.ts';
import { paymentMismatch } from '../../domain/payment-match.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { CHECKOUT } from './order-events.ts';
import { SESSION } from './stripe-facts.ts';

const placed = placedOrder();
const session = (change: Partial<SessionFacts> = {}): SessionFacts => ({
  ...SESSION,
  orderId: placed.orderId,
  ...change,
});
const mismatch = (change?: Partial<SessionFacts>) => paymentMismatch(placed, CHECKOUT, session(change));

describe('a completed session', () => {
  it('of this order, at its price → agrees', () => {
    expect(mismatch()).toBeNull();
  });

  it('not paid yet, without a payment → agrees', () => {
    expect(mismatch({ paid: false, paymentIntentId: null })).toBeNull();
  });

  it.each([
    ['of another page', { sessionId: 'cs_test_2' }, 'sessionId'],
    ['of another order', { orderId: 'order002' }, 'orderId'],
    ['of nobody’s order', { orderId: null }, 'orderId'],
    ['one cent less', { total: { cents: 3739, currency: 'EUR' } }, 'amount'],
    ['one cent more', { total: { cents: 3741, currency: 'EUR' } }, 'amount'],
    ['in dollars', { total: { cents: 3740, currency: 'USD' } }, 'currency'],
    ['in lower-case euros', { total: { cents: 3740, currency: 'eur' } }, 'currency'],
    ['in live mode', { livemode: true }, 'livemode'],
    ['paid by nothing', { paymentIntentId: null }, 'paymentIntentId'],
  ])('%s → differs in %j: %s', (_what, change, field) => {
    expect(mismatch(change)).toBe(field);
  });

  it('of any amount but the price → differs', () => {
    fc.assert(
      fc.property(fc.integer(), (cents) => {
        expect(mismatch({ total: { cents, currency: 'EUR' } })).toBe(cents === 3740 ? null : 'amount');
      }),
    );
  });
});
