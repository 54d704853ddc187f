// Everything that can be wrong between Stripe, the database and the workflows, in words for an operator.
import type { OrderId } from '../ids.ts';

export const FINDING_WORDS = {
  NO_ORDER: 'Stripe holds money or an open payment page for an order that does not exist here',
  PAYMENT_UNKNOWN: 'the customer has paid, or promised to, and the order does not know',
  PAGE_CLOSED: 'the payment page has ended, and the order still waits for its payment',
  PAGE_OPEN: 'a payment page is open that is not, or no longer, the one of an open order',
  PAYMENT_MISSING: 'the order counts as paid, and Stripe knows no such payment',
  AMOUNT_DIFFERS: 'the amount or currency taken is not the one of the order',
  SECOND_PAYMENT: 'the customer has paid more than once for the same order',
  REFUND_DIFFERS: 'what Stripe gave back is not what the order says',
  REFUND_IDLE: 'money has to go back, and no workflow is working on it',
  DISPUTE_UNKNOWN: 'the payment is or was disputed, and the order does not know',
  WORKFLOW_GONE: 'the order is open, and its workflow does not run',
  WORKFLOW_DIFFERS: 'workflow and database disagree about the order',
  UNREADABLE: 'an object or list of Stripe’s could not be read',
} as const;

export type FindingCode = keyof typeof FINDING_WORDS;

export interface Finding {
  readonly code: FindingCode;
  /** Null for what could not be read. */
  readonly orderId: OrderId | null;
  /** The objects at Stripe it is about. */
  readonly stripeIds: readonly string[];
  /** Amounts in cents and statuses, as they stand on each side; for people. */
  readonly facts: string;
}

/** One line for logs and reports. */
export function findingLine({ code, orderId, stripeIds, facts }: Finding): string {
  const about = [...(orderId === null ? [] : [`order ${orderId}`]), ...stripeIds].join(', ');
  const details = [about, facts].filter((part) => part !== '').join('; ');
  return `${code}: ${FINDING_WORDS[code]} (${details})`;
}

/** What cannot be traced to an order. */
export function unreadableFinding(stripeIds: readonly string[], facts = ''): Finding {
  return { code: 'UNREADABLE', orderId: null, stripeIds, facts };
}
