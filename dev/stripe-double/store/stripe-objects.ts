// Stripe's own objects as the double keeps them: unexpanded, and with closed lists of states.
import type Stripe from 'stripe';

/** `T` with some fields narrowed: ids instead of expandable objects, closed lists instead of open strings. */
type Narrow<T, R> = Omit<T, keyof R> & R;

export type SessionRecord = Narrow<
  Stripe.Checkout.Session,
  {
    amount_total: number;
    currency: string;
    metadata: Stripe.Metadata;
    payment_intent: string | null;
    payment_status: 'paid' | 'unpaid';
    status: 'open' | 'complete' | 'expired';
  }
>;

type IntentStatus =
  | 'requires_payment_method'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

export type IntentRecord = Narrow<
  Stripe.PaymentIntent,
  { latest_charge: string | null; payment_method: string | null; status: IntentStatus }
>;

export type ChargeRecord = Narrow<
  Stripe.Charge,
  {
    balance_transaction: string | null;
    payment_intent: string;
    payment_method: string;
    status: 'failed' | 'pending' | 'succeeded';
  }
>;

export type RefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';

export type RefundRecord = Narrow<
  Stripe.Refund,
  {
    balance_transaction: string | null;
    charge: string;
    failure_balance_transaction?: string;
    metadata: Stripe.Metadata;
    payment_intent: string;
    status: RefundStatus;
  }
>;

export type DisputeRecord = Narrow<
  Stripe.Dispute,
  { charge: string; payment_intent: string; status: 'needs_response' | 'won' | 'lost' }
>;

/** The wire carries decimals as strings; only the SDK's own declarations call them `Decimal`. */
export type PriceRecord = Narrow<
  Stripe.Price,
  { product: string; unit_amount: number; unit_amount_decimal: string }
>;

export type LineItemRecord = Narrow<Stripe.LineItem, { price: PriceRecord }>;
