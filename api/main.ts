// `npm run api`: serves the HTTP API. Run as many as you like.
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { Registry } from 'prom-client';
import { instant } from '../domain/time.ts';
import { openJwksTokens } from '../infra/auth/jwks-tokens.ts';
import { exitOnBadEnv, readApiEnv } from '../infra/env.ts';
import { isLiveKey } from '../infra/env-rules.ts';
import { openLimits } from '../infra/limits/open-limits.ts';
import { createLog } from '../infra/log.ts';
import { openApiMetrics } from '../infra/metrics/api-metrics.ts';
import { registerBusinessGauges } from '../infra/metrics/business-gauges.ts';
import { showMetrics } from '../infra/metrics/metrics-port.ts';
import { registerTemporalProbe } from '../infra/metrics/probe-gauge.ts';
import { openStripeMetrics } from '../infra/metrics/stripe-metrics.ts';
import { readPages } from '../infra/pages/read-pages.ts';
import { openApiStores } from '../infra/postgres/api-stores.ts';
import { readBusinessFigures } from '../infra/postgres/business-figures.ts';
import { openDatabase } from '../infra/postgres/database.ts';
import { isDatabaseAway } from '../infra/postgres/database-away.ts';
import { hearOrderNews } from '../infra/postgres/order-news.ts';
import { lookAtAttributes } from '../infra/setup/look-at-attributes.ts';
import { onShutdown } from '../infra/shutdown.ts';
import { createStripe } from '../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../infra/stripe/stripe-payments.ts';
import { watchStripe } from '../infra/stripe/stripe-watch.ts';
import { openStripeWebhooks } from '../infra/stripe/stripe-webhooks.ts';
import { lazyTemporal } from '../infra/temporal/connection.ts';
import { openFactTeller, openOrderReviver } from '../infra/temporal/temporal-fact-teller.ts';
import { openTracing } from '../infra/tracing/open-tracing.ts';
import { stripeEventSignal } from '../workflows/messages.ts';
import { createApp } from './app.ts';
import { createDeparture } from './departure.ts';
import { createHttpServer, drainHttpServer } from './http-server.ts';
import { LIMITS } from './limits/limit-table.ts';
import { openOrderCommands } from './orders/temporal-order-commands.ts';
import { checkStart } from './start-check.ts';
import { createStreams } from './streams/streams.ts';
import { rememberRecentFacts } from './webhooks/recent-facts.ts';

const env = exitOnBadEnv(readApiEnv);
const log = createLog({ name: 'api', level: env.LOG_LEVEL });
const register = new Registry();
const tracing = await openTracing(env, 'api', log);
const database = openDatabase({ url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE });
const stores = openApiStores(database);
const limits = openLimits({ url: env.DATABASE_URL, log, table: LIMITS, factor: env.RATE_LIMIT_FACTOR });
const temporal = await lazyTemporal(env);
const client = new Client({ ...temporal, interceptors: tracing.client });
const commands = openOrderCommands(client);
const now = () => instant(Date.now());
const streams = createStreams({ feed: stores.feed, log, now, streamsPerUser: env.STREAMS_PER_USER });
const news = hearOrderNews({ url: env.DATABASE_URL, log, hear: (one) => streams.hear(one) });
const stripe = createStripe(env, watchStripe({ log, measure: openStripeMetrics(register) }));
const origins = [new URL(env.NEXT_PUBLIC_APP_URL).origin, ...env.CORS_ORIGINS];

const app = createApp({
  ...stores,
  limits,
  orderCaps: {
    unpaidPerCustomer: env.UNPAID_ORDERS_PER_CUSTOMER,
    openPerShop: env.OPEN_ORDERS_PER_SHOP,
  },
  streams,
  recentFacts: rememberRecentFacts(),
  commands,
  facts: openFactTeller(client, {
    signal: stripeEventSignal,
    statusOf: async (orderId) => (await stores.orders.byId(orderId))?.status ?? null,
  }),
  reviver: openOrderReviver(client),
  payments: openStripePayments(stripe, env.NEXT_PUBLIC_APP_URL),
  webhooks: openStripeWebhooks(stripe, {
    secrets: env.STRIPE_WEBHOOK_SECRET,
    livemode: isLiveKey(env.STRIPE_SECRET_KEY),
  }),
  tokens: openJwksTokens({
    jwksUrl: new URL(env.AUTH_JWKS_URL),
    issuer: env.AUTH_ISSUER,
    audience: env.AUTH_AUDIENCE ?? null,
    origins,
  }),
  probes: [
    { name: 'database', probe: () => database.ping() },
    { name: 'temporal', probe: () => commands.ping() },
  ],
  isLeaving: () => departure.isUnderWay(),
  isDatabaseAway,
  now,
  log,
  measures: openApiMetrics(register),
  origins,
  pages: pagesOrExit(),
  signInUrl: env.SIGN_IN_URL ?? null,
  trustProxyHops: env.TRUST_PROXY_HOPS,
});

/** Beside this program, where the build puts them. */
function pagesOrExit() {
  try {
    return readPages(fileURLToPath(new URL('../web', import.meta.url)));
  } catch (error) {
    log.error({}, error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

// Here and not in the worker: how orders stand must be seen above all when no worker moves them.
registerBusinessGauges(register, { read: (at) => readBusinessFigures(database, at), now });
registerTemporalProbe(register, () => commands.ping());
const metrics = await showMetrics(env, { register, log });

const server = createHttpServer(app);
const departure = createDeparture(server, env.DRAIN_SECONDS);
const stop = onShutdown(
  [
    { name: 'departure', run: () => departure.announce(), onlyWhenAsked: true },
    { name: 'streams', run: async () => streams.close() },
    { name: 'requests', run: () => drainHttpServer(server) },
    { name: 'traces', run: () => tracing.close() },
    { name: 'metrics', run: () => metrics.close() },
    { name: 'news', run: () => news.close() },
    { name: 'temporal', run: () => temporal.connection.close() },
    { name: 'counts', run: () => limits.close() },
    { name: 'database', run: () => database.close() },
  ],
  { deadline: env.SHUTDOWN_DEADLINE_SECONDS * 1_000, log },
);
server.once('error', (error) => {
  log.error(
    { error: error.message, port: env.PORT },
    'cannot listen: is the port taken? Set PORT to another one',
  );
  stop('cannot listen');
});
const mayStart = await checkStart({
  look: () => lookAtAttributes(temporal.connection, temporal.namespace, log),
  log,
  stop,
  every: 5_000,
});
if (mayStart) server.listen(env.PORT, () => log.info({ port: env.PORT }, 'api ready'));
