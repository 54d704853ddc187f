// Whether a value that arrived as a signal is a Stripe fact: one typed by hand must not be able to break an order.
import {
  REFUND_OUTCOMES,
  STRIPE_EVENT_MEANING,
  type StripeEventType,
  type StripeFact,
} from './payment-facts.ts';

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

/** PostgreSQL stores no NUL, and a history no novel. */
const isText: Check = (value) => typeof value === 'string' && value.length <= 8_000 && !value.includes('\0');
const isWhole: Check = (value) => Number.isSafeInteger(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (known: readonly string[]): Check =>
  (value) =>
    known.some((one) => one === value);
const shaped =
  (shape: Shape): Check =>
  (value) =>
    isRecord(value) && Object.entries(shape).every(([key, check]) => check(value[key]));

const AMOUNT = shaped({ cents: isWhole, currency: isText });
const SUBJECTS: Readonly<Record<'session' | 'refund' | 'dispute', Check>> = {
  session: shaped({
    sessionId: isText,
    orderId: orNull(isText),
    status: oneOf(['open', 'complete', 'expired']),
    paid: isFlag,
    total: AMOUNT,
    paymentIntentId: orNull(isText),
    url: orNull(isText),
    expiresAt: isWhole,
    livemode: isFlag,
  }),
  refund: shaped({
    refundId: isText,
    orderId: orNull(isText),
    paymentIntentId: orNull(isText),
    amount: AMOUNT,
    outcome: oneOf(REFUND_OUTCOMES),
    reason: orNull(isText),
  }),
  dispute: shaped({ disputeId: isText, paymentIntentId: orNull(isText), won: orNull(isFlag) }),
};

/** Every field is checked, so code behind it may rely on the type. */
export function isStripeFact(value: unknown): value is StripeFact {
  if (!isRecord(value) || !isText(value.eventId)) return false;
  if (value.kind === 'UNREADABLE') return isText(value.event);
  const kind = Object.values(STRIPE_EVENT_MEANING).find((known) => known === value.kind);
  if (kind === undefined) return false;
  const subject = subjectOf(kind);
  return SUBJECTS[subject](value[subject]);
}

/** Whether money has come, will come or went: all but a page that closed, or a payment that failed, unpaid. */
export function isMoneyFact(value: unknown): boolean {
  return !isStripeFact(value) || (value.kind !== 'SESSION_EXPIRED' && value.kind !== 'ASYNC_PAYMENT_FAILED');
}

function subjectOf(kind: (typeof STRIPE_EVENT_MEANING)[StripeEventType]): keyof typeof SUBJECTS {
  if (kind === 'REFUND_CHANGED') return 'refund';
  return kind === 'DISPUTE_OPENED' || kind === 'DISPUTE_CLOSED' ? 'dispute' : 'session';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
