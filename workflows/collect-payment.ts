// Online payment: open the checkout, wait for Stripe's word, and close it at Stripe before believing it unpaid.
import { STRIPE, SYSTEM } from '../domain/actor.ts';
import { paymentDeadline } from '../domain/deadlines.ts';
import { awaitsPayment } from '../domain/order-state.ts';
import type { SessionFacts } from '../domain/payment-facts.ts';
import { after } from '../domain/time.ts';
import { askStripe, noteTaken, pauseForOperator } from './ask-stripe.ts';
import { believeEarlyFacts, believeSession } from './believe.ts';
import { openPaymentPage } from './open-payment-page.ts';
import { happen, now, type OrderRun } from './order-run.ts';
import { LOOK_UP_EVERY } from './timeouts.ts';
import { waitUntil } from './waiting.ts';

/** Returns once the payment is settled: paid, abandoned, or withdrawn with the order. */
export async function collectPayment(order: OrderRun): Promise<void> {
  if (order.state.checkout === null && isPaymentOpen(order)) await openPaymentPage(order);
  believeEarlyFacts(order);
  while (isPaymentOpen(order)) {
    const inTime = await waitUntil(() => needsAction(order), nextLook(order), waitSummary(order));
    if (isPaymentOpen(order)) await act(order, inTime);
  }
  withdraw(order);
}

async function act(order: OrderRun, inTime: boolean): Promise<void> {
  if (order.lookUpWanted) return lookUp(order);
  if (order.state.paymentStatus === 'AWAITING') return closePaymentPage(order);
  return inTime ? withdraw(order) : lookUp(order);
}

/** An order may have ended while its payment is promised. */
export function isPaymentOpen({ state }: OrderRun): boolean {
  return state.paymentStatus === 'PROCESSING' || awaitsPayment(state);
}

function needsAction(order: OrderRun): boolean {
  return !isPaymentOpen(order) || order.withdrawal !== null || order.lookUpWanted;
}

/** The payment window binds only while the page is open: an async payment, or one to be looked at, has no deadline. */
function nextLook(order: OrderRun) {
  const { state, placed } = order;
  const open = state.paymentStatus === 'AWAITING' && order.mismatch === null;
  return open ? paymentDeadline(placed, state.placedAt) : after(now(), LOOK_UP_EVERY);
}

function waitSummary({ state }: OrderRun): string {
  return state.paymentStatus === 'AWAITING'
    ? 'Fin du délai de paiement'
    : 'Vérification quotidienne du paiement';
}

async function lookUp(order: OrderRun): Promise<void> {
  order.lookUpWanted = false;
  const { checkout } = order.state;
  if (checkout === null) return;
  const found = await askStripe(order, (stripe) => stripe.lookUpCheckout(checkout.sessionId));
  if (found.kind === 'done' && found.value !== null) believeSession(order, found.value);
}

async function closePaymentPage(order: OrderRun): Promise<void> {
  const { checkout } = order.state;
  if (checkout === null) return withdraw(order);
  const attempt = { orderId: order.placed.orderId, sessionId: checkout.sessionId };
  const closed = await askStripe(order, (stripe) => stripe.closeCheckout(attempt));
  if (closed.kind === 'refused') return pauseForOperator(order);
  noteTaken(order);
  concludeClosed(order, closed.session);
}

function concludeClosed(order: OrderRun, session: SessionFacts): void {
  if (session.status === 'complete') believeSession(order, session);
  withdraw(order);
  if (session.status === 'expired') {
    happen(order, { type: 'PAYMENT_ABANDONED', by: STRIPE, why: 'SESSION_EXPIRED' });
  }
}

/** The page is closed: the refusal or cancellation that waited for it takes effect. */
function withdraw(order: OrderRun): void {
  const { withdrawal } = order;
  if (withdrawal === null) return;
  order.withdrawal = null;
  happen(order, withdrawal);
  if (order.state.checkout === null)
    happen(order, { type: 'PAYMENT_ABANDONED', by: SYSTEM, why: 'NO_SESSION' });
}
