// English: what happened to an order, in words. What concerns nobody but operators is null and stays unsaid.
import type { Texts } from '../fr.ts';

export const TIMELINE: Texts['timeline'] = {
  kinds: {
    PLACED: 'Order placed',
    CHECKOUT_OPENED: 'Payment page opened',
    PAYMENT_PROCESSING: 'Payment under way at your bank',
    PAYMENT_CONFIRMED: 'Payment confirmed',
    PAYMENT_ABANDONED: 'Payment abandoned, nothing was charged',
    PAYMENT_MISMATCH: 'Payment to be checked by Klik&Go',
    BUTCHER_ALERTED: 'Butcher told',
    BUTCHER_REMINDED: 'Butcher reminded',
    ACCEPTED: 'Order accepted',
    REJECTED: 'Order refused',
    CANCELLED: 'Order cancelled',
    READY: 'Order ready',
    COLLECTED: 'Order collected',
    NO_SHOW: 'Order not collected',
    REFUND_REQUESTED: 'Refund asked for',
    REFUND_PENDING: 'Refund under way',
    REFUND_SUCCEEDED: 'Refund made',
    REFUND_FAILED: 'Refund failed, the shop will contact you',
    DISPUTE_OPENED: 'Payment disputed with your bank',
    DISPUTE_CLOSED: 'Dispute closed',
    ATTENTION_RAISED: null,
    ATTENTION_CLEARED: null,
    ACKNOWLEDGED: null,
    DECISION_EXTENDED: 'The shop has more time to answer',
    PAYMENT_CHECKED: null,
    RESUMED: null,
    MESSAGE_REFUSED: null,
  },
};
