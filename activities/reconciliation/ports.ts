// What the reconciliation's activities need of the world.
import type { ForwardPorts } from '../../domain/forward-fact.ts';
import type { FactTeller } from '../../domain/ports/fact-teller.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { OrderAttendance } from '../../domain/ports/order-attendance.ts';
import type { OrderBooks } from '../../domain/ports/order-books.ts';
import type { OrderReviver } from '../../domain/ports/order-reviver.ts';
import type { Payments } from '../../domain/ports/payments.ts';
import type { PrivateDetailsStore } from '../../domain/ports/private-details.ts';
import type { ReconciliationReports } from '../../domain/ports/reconciliation-reports.ts';
import type { StripeBooks } from '../../domain/ports/stripe-books.ts';
import type { StripeEventLog } from '../../domain/ports/stripe-webhooks.ts';
import type { Instant } from '../../domain/time.ts';
import { definite } from '../stripe-answer.ts';

export interface ReconciliationPorts {
  readonly books: StripeBooks;
  readonly orderBooks: OrderBooks;
  readonly attendance: OrderAttendance;
  readonly payments: Pick<Payments, 'lookUpSession' | 'lookUpPayment' | 'listRefunds'>;
  readonly eventLog: StripeEventLog;
  readonly facts: FactTeller;
  readonly reviver: OrderReviver;
  readonly reports: ReconciliationReports;
  readonly privateDetails: Pick<PrivateDetailsStore, 'purgeOrphans'>;
  readonly now: () => Instant;
  readonly log: Log;
}

/**
 * Facts go the way of the webhook's. Where Stripe does not answer, or refuses the key, this is thrown: an owner that is
 * unknown then is one that cannot be read.
 */
export function forwardPorts({
  eventLog,
  payments,
  facts,
  log,
  orderBooks,
}: ReconciliationPorts): ForwardPorts {
  const lookUpPayment: ForwardPorts['payments']['lookUpPayment'] = async (paymentIntentId) => {
    const answer = await payments.lookUpPayment(paymentIntentId);
    return answer.kind === 'unreadable' ? answer : definite(answer);
  };
  const byPaymentIntent = async (paymentIntentId: string) =>
    (await orderBooks.byPayments([paymentIntentId]))[0]?.orderId ?? null;
  return { eventLog, payments: { lookUpPayment }, facts, log, orders: { byPaymentIntent } };
}
