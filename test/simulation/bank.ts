// What happens to the money without the service: by hand in Stripe's dashboard, at the banks, and in events that lie.
import { days, hours, minutes } from '../../domain/time.ts';
import { chance, oneOf } from './choices.ts';
import { lieAbout } from './hostile.ts';
import { moment } from './moments.ts';
import { completeSession, type Payment } from './stripe/account.ts';
import { closeDispute, heldCents, makeRefund, openDispute, settleRefund } from './stripe/money-back.ts';
import type { World } from './world.ts';

export function bank(world: World): void {
  const { agenda, choices } = world;
  if (chance(choices, 8)) agenda.after(moment(choices, minutes(20)), () => refundByHand(world));
  if (chance(choices, 8)) agenda.after(moment(choices, hours(3)), () => dispute(world));
  if (chance(choices, 3)) agenda.after(moment(choices, hours(1)), () => payTooLate(world));
  if (chance(choices, 6)) agenda.after(moment(choices, 0), () => void world.api.receive(lieAbout(world)));
}

function refundByHand(world: World): void {
  const { account, choices } = world;
  for (const payment of account.payments.values()) {
    const left = payment.capturedCents - heldCents(account, payment.paymentIntentId);
    const isDisputed = account.disputes.has(payment.paymentIntentId);
    const cents = oneOf(choices, left, Math.floor(left / 2));
    if (cents > 0 && !isDisputed) byHand(world, payment, cents);
  }
}

/** Stripe contradicts itself: a page that was closed takes money after all. */
function payTooLate({ account }: World): void {
  const expired = [...account.sessions.values()].find(({ status }) => status === 'expired');
  if (expired === undefined) return;
  account.sessions.set(expired.sessionId, { ...expired, status: 'open' });
  completeSession(account, expired.sessionId, true);
}

/** It may fail later, like any other. */
function byHand({ account, agenda, choices }: World, payment: Payment, cents: number): void {
  const made = {
    orderId: null,
    generation: null,
    payment,
    cents,
    outcome: 'succeeded',
    reason: null,
  } as const;
  const { refundId } = makeRefund(account, made);
  if (chance(choices, 20))
    agenda.after(moment(choices, days(1)), () => settleRefund(account, refundId, 'failed'));
}

function dispute({ account, agenda, choices }: World): void {
  const isLenient = oneOf(choices, false, true);
  const end = oneOf<boolean | null>(choices, true, false, null);
  for (const { paymentIntentId } of account.payments.values()) {
    openDispute(account, paymentIntentId, isLenient);
    if (end !== null)
      agenda.after(oneOf(choices, days(1), minutes(1)), () => closeDispute(account, paymentIntentId, end));
  }
}
