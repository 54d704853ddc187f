// Asking Stripe something that must be answered: a refused key or request waits for an operator, never gives up.
import { patched, sleep } from '@temporalio/workflow';
import { milliseconds } from '../domain/time.ts';
import { type StripeCalls, stripeInsisting, stripeThroughOutages, UNANSWERED } from './effects.ts';
import { failureType } from './failure-type.ts';
import { clearAttention, type OrderRun, raiseAttention } from './order-run.ts';
import { OPERATOR_RETRY, OPERATOR_RETRY_MAX, UNREADABLE_RETRY, UNREADABLE_TIMES } from './timeouts.ts';

type Ask<R> = (stripe: StripeCalls) => Promise<R>;

/** Asks until Stripe takes the key and makes sense; the order needs attention meanwhile, and its history does not grow. */
export async function askStripe<R>(order: OrderRun, ask: Ask<R>): Promise<R> {
  for (let unreadable = 1; ; unreadable += 1) {
    const asked = await askOnce(ask);
    if (asked.kind === 'answered') return asked.answer;
    if (asked.why === 'STRIPE_KEY_REFUSED' || unreadable === UNREADABLE_TIMES) {
      return insist(order, ask, asked.why);
    }
    await sleep(UNREADABLE_RETRY, { summary: 'Réponse illisible : nouvel essai chez Stripe' });
  }
}

type Reason = (typeof UNANSWERED)[number];
type Asked<R> =
  | { readonly kind: 'answered'; readonly answer: R }
  | { readonly kind: 'not'; readonly why: Reason };

async function askOnce<R>(ask: Ask<R>): Promise<Asked<R>> {
  try {
    return { kind: 'answered', answer: await ask(stripeThroughOutages) };
  } catch (error) {
    const type = failureType(error);
    const why = UNANSWERED.find((reason) => reason === type);
    if (why === undefined) throw error;
    return { kind: 'not', why };
  }
}

async function insist<R>(order: OrderRun, ask: Ask<R>, why: Reason): Promise<R> {
  raiseAttention(order, why);
  const answer = await ask(stripeInsisting);
  clearAttention(order, why);
  return answer;
}

/** Stripe refused the request itself: each pause is twice the last, as every attempt is a piece of history. */
export async function pauseForOperator(order: OrderRun): Promise<void> {
  raiseAttention(order, 'STRIPE_REQUEST_REFUSED');
  const pause = Math.min(OPERATOR_RETRY * 2 ** order.refusals, OPERATOR_RETRY_MAX);
  order.refusals += 1;
  await sleep(milliseconds(pause), { summary: 'Nouvel essai chez Stripe' });
}

/** The workflow that made the call is lost with it, and this one asks anew. */
export function clearPassed(order: OrderRun): void {
  const left = UNANSWERED.filter((code) => order.state.attention.includes(code));
  if (left.length === 0 || !patched('clears-what-passed')) return;
  for (const code of left) clearAttention(order, code);
}

export function noteTaken(order: OrderRun): void {
  order.refusals = 0;
  clearAttention(order, 'STRIPE_REQUEST_REFUSED');
}
