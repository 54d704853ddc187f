// Which charge a refund is for, and whether and how much of it can be given back.
import type { Account } from '../account.ts';
import type { ChargeRecord } from '../store/stripe-objects.ts';
import { refuseMissing, refuseParams, refuseRequest } from '../wire/errors.ts';

/** The charge to give back, or why it cannot be. */
export function refundableCharge(account: Account, asked: Asked): ChargeRecord {
  const charge = findCharge(account, asked);
  if (isChargedBack(account, charge))
    throw refuseRequest({
      code: 'charge_disputed',
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    });
  if (charge.refunded)
    throw refuseRequest({
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
    });
  return charge;
}

/** The money of a dispute that was won is the account's again [unconfirmed]; `disputed` stays true. */
const isChargedBack = (account: Account, { disputed, payment_intent: intent }: ChargeRecord): boolean =>
  disputed && account.store.of('dispute', intent ?? '').some(({ status }) => status !== 'won');

type Asked = { payment_intent?: string | undefined; charge?: string | undefined };

function findCharge(account: Account, asked: Asked): ChargeRecord {
  if (asked.payment_intent !== undefined) return chargeOfIntent(account, asked.payment_intent);
  if (asked.charge === undefined)
    throw refuseParams({
      code: 'parameter_missing',
      message: 'One of the following params should be provided for this request: payment_intent or charge.',
    });
  const charge = account.store.get('charge', asked.charge);
  if (charge === undefined) throw refuseMissing('charge', asked.charge, 'charge');
  if (!isTaken(charge))
    throw refuseRequest({ message: `Charge ${charge.id} is not refundable.`, param: 'charge' });
  return charge;
}

function chargeOfIntent(account: Account, id: string): ChargeRecord {
  const intent = account.store.get('intent', id);
  if (intent === undefined) throw refuseMissing('payment_intent', id, 'payment_intent');
  const charge = account.store.get('charge', intent.latest_charge ?? '');
  if (charge !== undefined && isTaken(charge)) return charge;
  throw refuseRequest({
    message: `This PaymentIntent (${id}) does not have a successful charge to refund.`,
    param: 'payment_intent',
  });
}

const isTaken = (charge: ChargeRecord): boolean => charge.status === 'succeeded' && charge.captured;

/** What to give back: all that is left unless less is asked for. */
export function checkAmount(charge: ChargeRecord, asked: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  if (asked !== undefined && asked > left)
    throw refuseRequest({
      message: `Refund amount (${money(asked, charge)}) is greater than unrefunded amount on charge (${money(left, charge)})`,
      param: 'amount',
    });
  return asked ?? left;
}

const money = (cents: number, charge: ChargeRecord): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: charge.currency }).format(cents / 100);
