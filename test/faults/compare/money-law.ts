// What the row of an order claims about its money, against Stripe's books, to the cent.
import { isOpen, type PaymentStatus } from '../../../domain/order-status.ts';
import type { OrderRow } from './database-side.ts';
import type { StripeBooks } from './stripe-side.ts';

export const NO_BOOKS: StripeBooks = {
  captured: 0,
  givenBack: 0,
  disputed: false,
  charges: 0,
  openSessions: 0,
  sessionIds: [],
  paidIntentIds: [],
  heldRefundIds: [],
};

interface Claim {
  readonly captured: number;
  readonly givenBack: number;
}

/** Cents that the database believes to be at Stripe. Null for what it does not claim to know: a failed refund, a dispute. */
export function claimOf({ paymentMethod, paymentStatus, totalCents }: OrderRow): Claim | null {
  if (paymentMethod !== 'ONLINE') return { captured: 0, givenBack: 0 };
  return CLAIMS[paymentStatus](totalCents);
}

const nothing = (): Claim => ({ captured: 0, givenBack: 0 });
const all = (cents: number): Claim => ({ captured: cents, givenBack: cents });
const unknown = (): null => null;

const CLAIMS: Readonly<Record<PaymentStatus, (cents: number) => Claim | null>> = {
  DUE_AT_PICKUP: nothing,
  AWAITING: nothing,
  PROCESSING: nothing,
  PAID: (cents) => ({ captured: cents, givenBack: 0 }),
  ABANDONED: nothing,
  REFUND_PENDING: all,
  REFUNDED: all,
  REFUND_FAILED: unknown,
  DISPUTED: unknown,
};

const UNFULFILLED = ['REJECTED', 'CANCELLED', 'EXPIRED'];
const UNSETTLED: readonly PaymentStatus[] = ['REFUND_FAILED', 'DISPUTED'];

type Rule = readonly [promise: string, holds: (row: OrderRow, books: StripeBooks) => boolean];

const RULES: readonly Rule[] = [
  [
    'I5 the database and Stripe agree to the cent',
    (row, { captured, givenBack }) => {
      const claim = claimOf(row);
      return claim === null || (claim.captured === captured && claim.givenBack === givenBack);
    },
  ],
  ['I3 no more is given back than was captured', (_row, { captured, givenBack }) => givenBack <= captured],
  ['I3 one refund at most', (_row, { heldRefundIds }) => heldRefundIds.length <= 1],
  ['one charge at most', (_row, { charges }) => charges <= 1],
  [
    'I3 what nobody got is given back',
    ({ status, paymentStatus }, { captured, givenBack }) =>
      !UNFULFILLED.includes(status) || UNSETTLED.includes(paymentStatus) || captured === givenBack,
  ],
  [
    'I4 no open payment page for an order that has ended',
    ({ status }, { openSessions }) => isOpen(status) || openSessions === 0,
  ],
  ['I11 one session ever', (_row, { sessionIds }) => sessionIds.length <= 1],
  [
    'I6 the payment, session and refund it names are Stripe’s',
    ({ sessionId, paymentIntentId, refundId, paymentStatus }, books) =>
      isAmong(sessionId, books.sessionIds) &&
      isAmong(paymentIntentId, books.paidIntentIds) &&
      (paymentStatus === 'REFUND_FAILED' || isAmong(refundId, books.heldRefundIds)),
  ],
  [
    'I6 every payment at Stripe is known',
    ({ paymentIntentId }, { paidIntentIds }) => paidIntentIds.every((id) => id === paymentIntentId),
  ],
  [
    'I2 a refund that failed is not silent',
    ({ paymentStatus, attention }) => paymentStatus !== 'REFUND_FAILED' || attention.length > 0,
  ],
];

const isAmong = (id: string | null, known: readonly string[]): boolean => id === null || known.includes(id);

/** @returns the promises that are broken. */
export function moneyProblems(row: OrderRow, books: StripeBooks): readonly string[] {
  return RULES.filter(([, holds]) => !holds(row, books)).map(
    ([promise]) => `${promise}: ${JSON.stringify({ claim: claimOf(row), ...books })}`,
  );
}
