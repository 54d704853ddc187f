// 5,000 generated requests: the API on a real database answers each as its own OpenAPI document says, and lives on.
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStreams } from '../../api/streams/streams.ts';
import { instant } from '../../domain/time.ts';
import { openCatalogue, openMemberships } from '../../infra/postgres/postgres-catalogue.ts';
import { openPrivateDetails } from '../../infra/postgres/postgres-private-details.ts';
import { openStripeEventLog } from '../../infra/postgres/postgres-stripe-event-log.ts';
import { APP_ORIGIN, openWorld, type World } from '../api/api-world.ts';
import { assembleCast, bearer } from '../api/attacks/cast.ts';
import { readApiDescription } from '../api/attacks/openapi-routes.ts';
import { type OrderDatabase, openOrderDatabase } from '../infra/postgres/order-database.ts';
import { knownWords } from './known-words.ts';
import { recordingCommands } from './recording-commands.ts';
import { runFuzz } from './run-fuzz.ts';

const REQUESTS = 5_000;
/** Other requests each time; what fails tells its seed. */
const SEED = Math.floor(Math.random() * 2 ** 30);

let orders: OrderDatabase;
let world: World;
const failed: string[] = [];
beforeAll(async () => {
  orders = await openOrderDatabase();
  const { database, feed } = orders;
  const commands = recordingCommands(orders.store);
  const now = () => instant(Date.now());
  const error = (facts: object, message: string) => void failed.push(`${message} ${inspect(facts)}`);
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error };
  world = await openWorld({
    commands,
    facts: commands,
    reviver: commands,
    catalogue: openCatalogue(database),
    memberships: openMemberships(database),
    orders: orders.view,
    privateDetails: openPrivateDetails(database),
    eventLog: openStripeEventLog(database),
    feed,
    streams: createStreams({ feed, log, now, streamsPerUser: 10 }),
    now,
    log,
  });
});
afterAll(async () => {
  await world.close();
  await orders.close();
});

it(`${REQUESTS} requests, valid and not → no 5xx, and nothing the document does not say`, async () => {
  const cast = await assembleCast(world.issuer);
  const callers = {
    ...Object.fromEntries(Object.entries(cast).map(([who, token]) => [who, bearer(token)])),
    'customer by cookie': ['Cookie', `__session=${cast.customer}`, 'Origin', APP_ORIGIN],
  };
  const { url } = world;
  const source = {
    api: await readApiDescription(url),
    known: await knownWords(url, bearer(cast.customer)),
    callers,
  };
  const { statuses, failure } = await runFuzz({ url, source, requests: REQUESTS, seed: SEED });
  expect({ failure, logged: failed.slice(0, 3) }).toEqual({ failure: null, logged: [] });
  // What is not reached is not tested: the valid ones have to be let in, and the others refused in every way.
  expect(Object.keys(statuses)).toEqual(
    expect.arrayContaining(['200', '201', '400', '401', '403', '404', '405', '409', '413', '415', '422']),
  );
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
}, 240_000);
