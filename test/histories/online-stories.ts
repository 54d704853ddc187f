// Orders paid online: every end, and every detour on the way there.
import { hours, minutes } from '../../domain/time.ts';
import {
  accept,
  acknowledge,
  butcherCancels,
  collect,
  customerCancels,
  noShow,
  ready,
  recheck,
  reject,
  retryRefund,
} from './decisions.ts';
import {
  fault,
  pay,
  payUnheard,
  refundsBecome,
  type Story,
  settleRefund,
  signal,
  stripeSays,
  wait,
} from './story.ts';

const online = (story: Omit<Story, 'method'>): Story => ({ method: 'ONLINE', ...story });

const promise = stripeSays('SESSION_COMPLETED', {
  status: 'complete',
  paid: false,
  paymentIntentId: 'pi_recorded',
});
const overpay = stripeSays('SESSION_COMPLETED', {
  status: 'complete',
  paid: true,
  paymentIntentId: 'pi_recorded',
  total: { cents: 3741, currency: 'EUR' },
});

const unreadable = signal('stripeEvent', {
  kind: 'UNREADABLE',
  eventId: 'evt_unreadable',
  event: 'refund.created evt_unreadable',
});

export const ONLINE_STORIES: Readonly<Record<string, Story>> = {
  'online-collected': online({ steps: [pay, accept, ready, collect], end: ['COLLECTED', 'PAID'] }),
  'online-no-show': online({ steps: [pay, accept, ready, noShow], end: ['NO_SHOW', 'PAID'] }),
  'online-refused': online({ steps: [pay, reject], end: ['REJECTED', 'REFUNDED'] }),
  'online-no-answer': online({ steps: [pay], end: ['REJECTED', 'REFUNDED'] }),
  'online-cancelled-by-butcher': online({
    steps: [pay, accept, butcherCancels],
    end: ['CANCELLED', 'REFUNDED'],
  }),
  'online-cancelled-unpaid': online({ steps: [customerCancels], end: ['CANCELLED', 'ABANDONED'] }),
  'online-cancelled-while-paying': online({
    steps: [payUnheard, customerCancels],
    end: ['CANCELLED', 'REFUNDED'],
  }),
  'online-cancelled-paid': online({ steps: [pay, customerCancels], end: ['CANCELLED', 'REFUNDED'] }),
  'online-refused-unpaid': online({ steps: [reject], end: ['REJECTED', 'ABANDONED'] }),
  'online-expired': online({ steps: [], end: ['EXPIRED', 'ABANDONED'] }),
  'online-paid-at-the-deadline': online({
    steps: [payUnheard, wait(minutes(36)), accept, ready, wait(hours(25))],
    end: ['NO_SHOW', 'PAID'],
  }),
  'online-payment-checked': online({
    steps: [payUnheard, signal('checkPayment'), wait(minutes(1)), accept, ready, collect],
    end: ['COLLECTED', 'PAID'],
  }),
  'online-async-paid': online({
    steps: [
      promise,
      wait(hours(30)),
      stripeSays('ASYNC_PAYMENT_SUCCEEDED', { paid: true }),
      accept,
      ready,
      collect,
    ],
    end: ['COLLECTED', 'PAID'],
  }),
  'online-async-refused': online({
    steps: [promise, stripeSays('ASYNC_PAYMENT_FAILED', { paid: false })],
    end: ['EXPIRED', 'ABANDONED'],
  }),
  'online-mismatch': online({
    steps: [overpay, recheck, customerCancels, acknowledge('PAYMENT_MISMATCH')],
    end: ['CANCELLED', 'AWAITING'],
  }),
  'online-rechecked': online({
    steps: [
      recheck,
      payUnheard,
      signal('recheckPayment', { by: 'operator' }),
      wait(minutes(1)),
      accept,
      ready,
      collect,
    ],
    end: ['COLLECTED', 'PAID'],
  }),
  'online-two-causes': online({
    steps: [
      fault('listRefunds', 'key_refused', 'key_refused', 'key_refused'),
      pay,
      unreadable,
      reject,
      wait(hours(1)),
      signal('acknowledge', { by: 'operator', code: 'EVENT_UNREADABLE' }),
    ],
    end: ['REJECTED', 'REFUNDED'],
  }),
  'online-checkout-refused': online({
    before: [fault('openCheckout', 'refused', 'key_refused')],
    opensWithin: minutes(5),
    steps: [pay, accept, ready, collect],
    end: ['COLLECTED', 'PAID'],
  }),
  'online-refund-pending': online({
    steps: [refundsBecome('pending'), pay, reject, wait(hours(30)), settleRefund('succeeded')],
    end: ['REJECTED', 'REFUNDED'],
  }),
  'online-refund-retried': online({
    steps: [refundsBecome('failed'), pay, reject, wait(hours(1)), refundsBecome('succeeded'), retryRefund],
    end: ['REJECTED', 'REFUNDED'],
  }),
  'online-stripe-in-trouble': online({
    steps: [
      fault('listRefunds', 'unknown', 'key_refused'),
      fault('refund', 'unknown', 'replayed', 'unknown_after'),
      pay,
      reject,
    ],
    end: ['REJECTED', 'REFUNDED'],
  }),
  'online-late-payment': online({
    steps: [],
    end: ['EXPIRED', 'ABANDONED'],
    after: { steps: [pay], end: 'REFUNDED' },
  }),
  'online-refund-failed-later': online({
    steps: [pay, reject],
    end: ['REJECTED', 'REFUNDED'],
    after: {
      steps: [settleRefund('failed'), wait(hours(1)), signal('retryRefund', { by: 'operator' })],
      end: 'REFUNDED',
    },
  }),
};
