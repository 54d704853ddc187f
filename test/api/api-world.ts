// The API on a real socket, with everything behind it in memory and every failure at hand.
import type { Server } from 'node:http';
import { createApp } from '../../api/app.ts';
import { createHttpServer } from '../../api/http-server.ts';
import type { ApiParts } from '../../api/parts.ts';
import { createStreams } from '../../api/streams/streams.ts';
import { rememberRecentFacts } from '../../api/webhooks/recent-facts.ts';
import { HOST, listen } from '../../dev/processes/listen.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderFeed } from '../../domain/ports/order-feed.ts';
import type { Answer, PaymentFacts } from '../../domain/ports/payments.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { openJwksTokens } from '../../infra/auth/jwks-tokens.ts';
import { cuttable, DatabaseAway, knock } from './cut-line.ts';
import { AUDIENCE, type Issuer, startIssuer } from './issuer.ts';
import { keepIn, type Measured } from './measured.ts';
import { type MemoryCommands, memoryCommands } from './memory-commands.ts';
import { type MemoryLimits, memoryLimits } from './memory-limits.ts';
import { memoryOpenOrders } from './memory-open-orders.ts';
import { type MemoryDetails, memoryDetails } from './memory-private-details.ts';
import { memoryCatalogue, memoryMemberships } from './memory-shops.ts';
import { memoryView, type Rows } from './memory-view.ts';
import { PAGES, SIGN_IN_URL } from './pages.ts';
import { signedWebhooks } from './signed-webhooks.ts';

export const APP_ORIGIN = 'https://klikandgo.example';
export const PARTNER_ORIGIN = 'https://partner.example';
/** A Monday, 11:00 in Paris. */
export const NOW = instant(Date.UTC(2026, 10, 23, 10));

/** Nothing ever happens in it: streams have tests of their own, on a real database. */
const SILENT: OrderFeed = { entriesAfter: async () => [], newestPosition: async () => 0 };
const FIXED = { pages: PAGES, signInUrl: SIGN_IN_URL, trustProxyHops: 0, isLeaving: () => false } as const;
const UNKNOWN_PAYMENT = {
  kind: 'refused',
  code: 'resource_missing',
  message: 'No such payment_intent',
} as const;

export interface World {
  readonly url: string;
  readonly server: Server;
  readonly issuer: Issuer;
  readonly commands: MemoryCommands;
  readonly details: MemoryDetails;
  readonly limits: MemoryLimits;
  readonly rows: Rows;
  readonly forwarded: Set<string>;
  /** What Stripe says of payments; any other is unknown there. */
  readonly atStripe: Map<string, Answer<PaymentFacts>>;
  readonly measured: Measured;
  readonly logged: { level: string; facts: object; message: string }[];
  /** Cuts or restores the line to the database. */
  database: 'open' | 'away' | 'marks_away';
  now: Instant;
  close(): Promise<void>;
}

export async function openWorld(change: Partial<ApiParts> = {}): Promise<World> {
  const issuer = await startIssuer();
  const rows: Rows = new Map();
  const commands = memoryCommands(rows, () => world.now);
  const details = memoryDetails();
  const logged: World['logged'] = [];
  const server = createHttpServer((request, response) => void app(request, response));
  const world: World = {
    url: '',
    server,
    issuer,
    commands,
    details,
    limits: memoryLimits(),
    rows,
    forwarded: new Set(),
    atStripe: new Map(),
    logged,
    measured: { requests: [], webhooks: [], throttled: [] },
    database: 'open',
    now: NOW,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await issuer.close();
    },
  };
  const app = createApp({ ...partsOf(world), ...change });
  return Object.assign(world, { url: `http://${HOST}:${await listen(server, 0)}` });
}

function partsOf(world: World): ApiParts {
  const { issuer, commands, details, limits, rows, forwarded } = world;
  const say = (level: string) => (facts: object, message: string) =>
    void world.logged.push({ level, facts, message });
  const log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
  return {
    catalogue: memoryCatalogue,
    memberships: memoryMemberships,
    orders: cuttable(memoryView(rows), world),
    openOrders: cuttable(memoryOpenOrders(rows), world),
    orderCaps: { unpaidPerCustomer: 1_000, openPerShop: 10_000 },
    limits,
    feed: SILENT,
    streams: createStreams({ feed: SILENT, log, now: () => world.now, streamsPerUser: 2 }),
    privateDetails: cuttable(details, world),
    commands,
    facts: commands,
    reviver: commands,
    webhooks: signedWebhooks,
    payments: { lookUpPayment: async (intent) => world.atStripe.get(intent) ?? UNKNOWN_PAYMENT },
    eventLog: {
      isForwarded: async (event) => forwarded.has(event.eventId) || forwarded.has(event.effect),
      markForwarded: async ({ eventId, effect }) => {
        if (world.database !== 'open') throw new DatabaseAway('marks');
        forwarded.add(eventId).add(effect);
      },
    },
    recentFacts: rememberRecentFacts(),
    tokens: tokensOf(issuer),
    probes: [
      { name: 'database', probe: async () => knock(world) },
      { name: 'temporal', probe: () => commands.ping() },
    ],
    isDatabaseAway: (error) => error instanceof DatabaseAway,
    now: () => world.now,
    log,
    measures: keepIn(world.measured),
    origins: [APP_ORIGIN, PARTNER_ORIGIN],
    ...FIXED,
  };
}

const tokensOf = ({ jwksUrl, issuer }: Issuer) =>
  openJwksTokens({ jwksUrl, issuer, audience: AUDIENCE, origins: [APP_ORIGIN] });

export const firstOrder = ({ rows }: World): OrderId => {
  const [id] = rows.keys();
  if (id === undefined) throw new Error('no order');
  return id;
};
