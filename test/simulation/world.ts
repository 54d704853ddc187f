// The world of one order: clock, Stripe, database, Temporal, worker and API, all of one thread and one source of chance.
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { instant } from '../../domain/time.ts';
import { memoryOrders } from '../support/memory-orders.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { type Api, createApi } from './api.ts';
import { type Choices, chance } from './choices.ts';
import { createStripe, type Stripe } from './create-stripe.ts';
import { createTemporal } from './create-temporal.ts';
import type { Ground } from './ground.ts';
import { type Reconciliation, reconcileDaily } from './reconcile.ts';
import { createClient, type TemporalClient } from './temporal/client.ts';
import type { TemporalServer } from './temporal/server.ts';
import type { SimulatedWorker } from './temporal/worker.ts';
import { chooseWeather } from './weather.ts';

export interface World extends Ground, Stripe {
  readonly worker: SimulatedWorker;
  readonly server: TemporalServer;
  readonly client: TemporalClient;
  readonly api: Api;
  readonly reconciliation: Reconciliation;
  /** Everything that broke a promise, in words. */
  readonly violations: string[];
  /** What happened, for people. */
  readonly diary: string[];
}

/** A Tuesday morning. */
export const START = instant(Date.UTC(2026, 2, 24, 9));

/** @param choices of the whole run; `placed` was made from them. */
export function createWorld(choices: Choices, placed: PlacedOrder): World {
  const agenda = createAgenda(START);
  const weather = chooseWeather(choices);
  const violations: string[] = [];
  const diary: string[] = [];
  const orders = memoryOrders();
  const ground: Ground = {
    placed,
    agenda,
    choices,
    weather,
    orders,
    note: (line) => void diary.push(`${isoOf(agenda)} ${line}`),
    accuse: (violation) => void violations.push(violation),
  };
  const stripe = createStripe(ground, (fact) => api.receive(fact));
  const { worker, server } = createTemporal(ground, stripe.payments);
  const client = createClient(server);
  const api = createApi({
    ...ground,
    client,
    payments: stripe.payments,
    forgets: () => weather.webhooks.disorder > 0 && chance(choices, 20),
  });
  const reconciliation = reconcileDaily({ ...ground, ...stripe, server, webhook: api.parts });
  return { ...ground, ...stripe, worker, server, client, api, reconciliation, violations, diary };
}

const isoOf = (agenda: Agenda): string => new Date(agenda.now()).toISOString().slice(5, 23);
