// Controls over what becomes of money: disputes, late refund outcomes, delayed payments, an empty balance.
import { z } from 'zod';
import type { Account } from '../account.ts';
import { postTransaction } from '../payments/balance.ts';
import { payLater, settleDelayed } from '../payments/delayed.ts';
import { closeDispute, openDispute } from '../payments/disputes.ts';
import { payWaitingRefunds, settleRefund } from '../refunds/outcomes.ts';
import { changeSettings, settingsOf } from '../settings.ts';
import type { RefundStatus } from '../store/stripe-objects.ts';
import { type Control, ControlRefusal, control, needRecord } from './control.ts';

/** From which states a refund can go on. */
const NEXT: Readonly<Record<RefundStatus, readonly RefundStatus[]>> = {
  pending: ['requires_action', 'succeeded', 'failed', 'canceled'],
  requires_action: ['pending', 'succeeded', 'failed', 'canceled'],
  succeeded: ['failed'],
  failed: [],
  canceled: [],
};

const settleInput = z.strictObject({
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
});
const balanceInput = z.strictObject({
  mode: z.enum(['unlimited', 'limited', 'strict']).optional(),
  adjustCents: z.int().optional(),
});

export const MONEY_CONTROLS: readonly Control[] = [
  control(
    'POST /_double/disputes',
    z.strictObject({ paymentIntent: z.string() }),
    ({ account }, { paymentIntent }) => needRecord(openDispute(account, paymentIntent), 'undisputed payment'),
  ),
  control(
    'POST /_double/disputes/:id/close',
    z.strictObject({ status: z.enum(['won', 'lost']) }),
    ({ account }, { status }, id) =>
      closeDispute(account, needRecord(account.store.get('dispute', id), 'dispute'), status),
  ),
  control('POST /_double/refunds/:id/settle', settleInput, ({ account }, { status }, id) => {
    const refund = needRecord(account.store.get('refund', id), 'refund');
    if (!NEXT[refund.status].includes(status))
      throw new ControlRefusal(`a refund that is ${refund.status} cannot become ${status}`);
    return needRecord(settleRefund(account, id, status), 'refund');
  }),
  control('POST /_double/sessions/:id/pay-later', z.strictObject({}), ({ account }, _, id) => {
    const { session, plan } = needOpen(account, id);
    payLater(account, { session, plan }, { email: session.customer_email, name: 'Client Différé' });
    return needRecord(account.store.get('session', id), 'session');
  }),
  control(
    'POST /_double/sessions/:id/settle',
    z.strictObject({ status: z.enum(['succeeded', 'failed']) }),
    ({ account }, { status }, id) => {
      settleDelayed(account, needDelayed(account, id), status);
      return needRecord(account.store.get('session', id), 'session');
    },
  ),
  control('POST /_double/balance', balanceInput, ({ account }, { mode, adjustCents }) => {
    changeSettings(account.store, { balance: mode ?? settingsOf(account.store).balance });
    if (adjustCents !== undefined) adjust(account, adjustCents);
    payWaitingRefunds(account);
    return { mode: settingsOf(account.store).balance };
  }),
];

function needOpen(account: Account, id: string) {
  const session = needRecord(account.store.get('session', id), 'session');
  if (session.status !== 'open') throw new ControlRefusal(`the session is ${session.status}`);
  return { session, plan: needRecord(account.store.get('plan', id), 'session') };
}

function needDelayed(account: Account, id: string) {
  const session = needRecord(account.store.get('session', id), 'session');
  const intent = needRecord(account.store.get('intent', session.payment_intent ?? ''), 'delayed payment');
  if (intent.status !== 'processing')
    throw new ControlRefusal(`the payment is ${intent.status}, not processing`);
  return {
    session,
    intent,
    charge: needRecord(account.store.get('charge', intent.latest_charge ?? ''), 'charge'),
  };
}

/** Money in or out of the account that no order explains, such as a payout. */
function adjust(account: Account, amount: number): void {
  const about = { currency: 'eur', source: '', type: 'adjustment', category: 'charge' } as const;
  postTransaction(account, { ...about, amount, fee: 0 });
}
