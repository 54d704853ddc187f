// What the API is made of: ports and settings, given by the composition root or by a test.
import type { ApiMeasures } from '../domain/ports/api-measures.ts';
import type { Catalogue, Memberships } from '../domain/ports/catalogue.ts';
import type { FactTeller } from '../domain/ports/fact-teller.ts';
import type { Log } from '../domain/ports/log.ts';
import type { OpenOrders, OrderCaps } from '../domain/ports/open-orders.ts';
import type { OrderFeed } from '../domain/ports/order-feed.ts';
import type { OrderReviver } from '../domain/ports/order-reviver.ts';
import type { OrdersView } from '../domain/ports/orders-view.ts';
import type { Payments } from '../domain/ports/payments.ts';
import type { PrivateDetailsStore } from '../domain/ports/private-details.ts';
import type { RequestLimits } from '../domain/ports/request-limits.ts';
import type { StripeEventLog, StripeWebhooks } from '../domain/ports/stripe-webhooks.ts';
import type { TokenVerifier } from '../domain/ports/token-verifier.ts';
import type { Instant } from '../domain/time.ts';
import type { OrderCommands } from './orders/order-commands.ts';
import type { BuiltPages } from './pages/built-pages.ts';
import type { Streams } from './streams/streams.ts';
import type { RecentFacts } from './webhooks/recent-facts.ts';

export interface Probe {
  readonly name: 'database' | 'temporal';
  /** Rejects when the thing does not answer. */
  readonly probe: () => Promise<void>;
}

export interface ApiParts {
  readonly catalogue: Catalogue;
  readonly memberships: Memberships;
  readonly orders: OrdersView;
  readonly openOrders: OpenOrders;
  readonly orderCaps: OrderCaps;
  readonly feed: OrderFeed;
  readonly streams: Streams;
  readonly privateDetails: PrivateDetailsStore;
  readonly commands: OrderCommands;
  readonly facts: FactTeller;
  readonly reviver: OrderReviver;
  readonly webhooks: StripeWebhooks;
  readonly eventLog: StripeEventLog;
  readonly recentFacts: RecentFacts;
  readonly payments: Pick<Payments, 'lookUpPayment'>;
  readonly tokens: TokenVerifier;
  readonly limits: RequestLimits;
  readonly probes: readonly Probe[];
  /** The process is about to end: nobody new should be sent here. */
  readonly isLeaving: () => boolean;
  readonly isDatabaseAway: (error: unknown) => boolean;
  readonly now: () => Instant;
  readonly log: Log;
  readonly measures: ApiMeasures;
  /** Pages that may call the API from a browser; the first is our own. */
  readonly origins: readonly string[];
  readonly pages: BuiltPages;
  /** Where one signs in, given `?redirect_url=`; null when nobody said. */
  readonly signInUrl: string | null;
  /** Proxies in front of the process whose `X-Forwarded-For` is believed. */
  readonly trustProxyHops: number;
}
