// What the double remembers: Stripe's objects and the little it must know besides.
import type Stripe from 'stripe';
import type { CardConduct } from '../payments/cards.ts';
import type {
  ChargeRecord,
  DisputeRecord,
  IntentRecord,
  LineItemRecord,
  PriceRecord,
  RefundRecord,
  SessionRecord,
} from './stripe-objects.ts';

/** What a session was asked to do once it is paid, and what is under way on its page. */
export interface PlanRecord {
  readonly lineItems: readonly LineItemRecord[];
  readonly capture: 'automatic_async' | 'manual';
  readonly intent: {
    readonly description: string | null;
    readonly metadata: Stripe.Metadata;
    readonly receiptEmail: string | null;
    readonly shipping: Stripe.PaymentIntent.Shipping | null;
    readonly statementDescriptor: string | null;
    readonly statementDescriptorSuffix: string | null;
  };
}

export interface EventRecord {
  readonly id: string;
  readonly created: number;
  readonly type: Stripe.Event.Type;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
}

export interface EndpointRecord {
  readonly endpoint: Omit<Stripe.WebhookEndpoint, 'secret'> & { readonly status: 'enabled' | 'disabled' };
  readonly secret: string;
  /** The secret before the last rotation, still signed with until then (epoch ms). */
  readonly retiring: { readonly secret: string; readonly until: number } | null;
}

/** One event on its way to one endpoint. */
export interface DeliveryRecord {
  readonly id: string;
  readonly event: string;
  readonly endpoint: string;
  readonly attempts: number;
  /** When to try next and when to give up, in ms of the double's clock. */
  readonly nextAt: number;
  readonly giveUpAt: number;
}

export interface AnsweredRecord {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly requestId: string;
  readonly status: number;
  readonly body: string;
  readonly at: number;
}

export type TaskKind =
  | 'expire-session'
  | 'cancel-uncaptured'
  | 'post-balance'
  | 'succeed-refund'
  | 'fail-refund'
  | 'open-dispute';

/** Something that will happen by itself; `at` in ms of the double's clock. */
export interface TaskRecord {
  readonly kind: TaskKind;
  readonly target: string;
  readonly at: number;
}

export interface SettingsRecord {
  readonly clockOffsetMs: number;
  readonly delivery: 'normal' | 'paused' | 'shuffled' | 'lost';
  readonly copies: number;
  readonly splitDuplicates: boolean;
  readonly balance: 'unlimited' | 'limited' | 'strict';
}

/** Every kind of record, by name; the journal uses these names. */
export interface Records {
  session: SessionRecord;
  plan: PlanRecord;
  intent: IntentRecord;
  charge: ChargeRecord;
  conduct: CardConduct;
  paymentMethod: Stripe.PaymentMethod;
  refund: RefundRecord;
  dispute: DisputeRecord;
  balanceTransaction: Stripe.BalanceTransaction;
  product: Stripe.Product;
  price: PriceRecord;
  event: EventRecord;
  endpoint: EndpointRecord;
  delivery: DeliveryRecord;
  answered: AnsweredRecord;
  task: TaskRecord;
  settings: SettingsRecord;
}

export type Kind = keyof Records;
