// Bugs seen in shipped systems, planted one at a time: the simulator must find each.
import { OPERATOR_BUGS } from './operator-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';
import { RECONCILIATION_BUGS } from './reconciliation-bugs.ts';

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'an event is told again each time it is delivered',
    file: 'domain/forward-fact.ts',
    find: "  if (await ports.eventLog.isForwarded({ eventId, effect })) return { kind: 'known' };\n",
    replace: '',
  },
  {
    name: 'a new key for each attempt at a checkout',
    file: 'domain/identity.ts',
    find: '`order-${orderId}/checkout/${generation}`',
    replace: '`order-${orderId}/checkout/${generation}/${Math.random()}`',
  },
  {
    name: 'the order may be cancelled with its workflow',
    file: 'workflows/drive-order.ts',
    find: 'return CancellationScope.nonCancellable(() => Promise.race([live(), keepRecords(order)]));',
    replace: 'return Promise.race([live(), keepRecords(order)]);',
  },
  {
    name: 'a late payment is ignored',
    file: 'domain/moves.ts',
    find: "  PAYMENT_CONFIRMED: 'stay',\n  PAYMENT_ABANDONED: 'stay',",
    replace: "  PAYMENT_CONFIRMED: 'same',\n  PAYMENT_ABANDONED: 'stay',",
  },
  {
    name: 'a completed page is believed to be paid',
    file: 'workflows/believe.ts',
    find: '} else if (session.paid && session.paymentIntentId !== null) {',
    replace: '} else if (session.paymentIntentId !== null) {',
  },
  {
    name: 'no check of the amount',
    file: 'domain/payment-match.ts',
    find: "if (session.total.cents !== placed.total.cents) return 'amount';",
    replace: '',
  },
  {
    name: 'no check of the mode',
    file: 'domain/payment-match.ts',
    find: "if (session.livemode !== checkout.livemode) return 'livemode';",
    replace: '',
  },
  {
    name: 'our own clock decides that the page has ended',
    file: 'workflows/collect-payment.ts',
    find: "  if (order.state.paymentStatus === 'AWAITING') return closePaymentPage(order);",
    replace:
      "  if (order.state.paymentStatus === 'AWAITING') return concludeClosed(order, { status: 'expired' } as SessionFacts);",
  },
  {
    name: 'a pending refund counts as refunded',
    file: 'workflows/refund.ts',
    find: "happen(order, { type: 'REFUND_PENDING', by: STRIPE, refundId: result.refundId, reason: result.reason });",
    replace: "happen(order, { type: 'REFUND_SUCCEEDED', by: STRIPE, refundId: result.refundId });",
  },
  {
    name: 'a failed refund is swallowed',
    file: 'workflows/refund.ts',
    find: "  happen(order, { type: 'REFUND_FAILED', by: STRIPE, refundId, reason });",
    replace: "  happen(order, { type: 'REFUND_SUCCEEDED', by: STRIPE, refundId });",
  },
  {
    name: 'a second page where the first one’s answer was lost',
    file: 'activities/open-checkout.ts',
    find: '  if (session === undefined) return refused;',
    replace: '  if (session === undefined || session.url !== null) return refused;',
  },
  {
    name: 'an unpaid order is accepted',
    file: 'domain/payment-moves.ts',
    find: "  ACCEPTED: { from: ['PAID', 'DUE_AT_PICKUP'], otherwise: 'NOT_PAID' },",
    replace: "  ACCEPTED: { from: ['PAID', 'DUE_AT_PICKUP', 'AWAITING'], otherwise: 'NOT_PAID' },",
  },
  {
    name: 'what comes while the end is written down is lost',
    file: 'workflows/wind-up.ts',
    find: 'while (isUnfinished(order) ||',
    replace: 'while ((isUnfinished(order) && order.state.version === 0) ||',
  },
  {
    name: 'a refund does not look whether the payment is disputed',
    file: 'activities/refund-payment.ts',
    find: "if (payment.value.disputed) return { kind: 'disputed' };",
    replace: '',
  },
  {
    name: 'a cancellation does not wait for the page to close',
    file: 'workflows/carry-out.ts',
    find: 'if (isWithdrawal(event) && awaitsPayment(order.state)) {',
    replace: 'if (isWithdrawal(event) && awaitsPayment(order.state) && order.state.version === 0) {',
  },
  {
    name: 'a write is taken for settled before its task is complete',
    file: 'workflows/recorder.ts',
    find: 'settledVersion: settledVersion(order),',
    replace: 'settledVersion: state.version,',
  },
  {
    name: 'a key refused, and mended, takes the notice of a failed refund with it',
    file: 'domain/attention-after.ts',
    find: '      return cleared(event.code);',
    replace: '      return cleared(...attention);',
  },
  {
    name: 'a refund in the dashboard counts for the whole',
    file: 'activities/refund-payment.ts',
    find: 'tally.heldCents >= attempt.amount.cents',
    replace: 'tally.heldCents > 0',
  },
  {
    name: 'the end of a dispute is forgotten when it comes first',
    file: 'domain/advance.ts',
    find: "if (move === 'same' || isOldNews(state, event)) return",
    replace: "if (move === 'same') return",
  },
  ...OPERATOR_BUGS,
  ...RECONCILIATION_BUGS,
];
