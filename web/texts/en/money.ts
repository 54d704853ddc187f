// English: where the money of an order stands, never more than the server has said.
import type { MoneyTexts } from '../fr/money.ts';

export const MONEY: MoneyTexts = {
  customer: {
    DUE_AT_PICKUP: 'To be paid at pickup',
    AWAITING: 'Waiting for your payment',
    PROCESSING: 'Your bank is processing the payment',
    PAID: 'Paid',
    ABANDONED: 'Nothing was paid',
    REFUND_PENDING: 'Refund under way',
    REFUNDED: 'Refunded',
    REFUND_FAILED: 'The refund failed: the shop will contact you',
    DISPUTED: 'Payment disputed with your bank, which decides',
    REFUND_DUE: 'Paid; the refund is about to be asked for',
    NOTHING_DUE: 'Nothing to pay',
  },
  butcher: {
    DUE_AT_PICKUP: 'To be cashed at pickup',
    AWAITING: 'Not paid yet',
    PROCESSING: 'Payment under way at the customer’s bank: not paid yet',
    PAID: 'Paid',
    ABANDONED: 'Nothing was paid',
    REFUND_PENDING: 'Refund to the customer under way',
    REFUNDED: 'Customer refunded',
    REFUND_FAILED: 'The refund to the customer failed: contact them, Klik&Go sees to the rest',
    DISPUTED: 'Payment disputed by the customer with their bank',
    REFUND_DUE: 'Paid; the refund to the customer is about to be asked for',
    NOTHING_DUE: 'Nothing to cash',
  },
};
