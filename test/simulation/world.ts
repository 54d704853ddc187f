// The world of one order: clock, Stripe, database, Temporal, worker and API, all of one thread and one source of chance.
import { createActivities } from '../../activities/index.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type OrderStore, StaleWrite } from '../../domain/ports/order-store.ts';
import { instant } from '../../domain/time.ts';
import { type MemoryOrders, type MemoryRow, memoryOrders } from '../support/memory-orders.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { type Api, createApi } from './api.ts';
import type { Choices } from './choices.ts';
import { databaseFault, type Line, overLine } from './ports.ts';
import { createRefundFates, type RefundFates } from './refund-fate.ts';
import { type Account, createAccount } from './stripe/account.ts';
import { faultOf } from './stripe/faults.ts';
import { createPayments } from './stripe/port.ts';
import { createWebhooks } from './stripe/webhooks.ts';
import { createClient, type TemporalClient } from './temporal/client.ts';
import { createServer, type TemporalServer } from './temporal/server.ts';
import { createWorker, type SimulatedWorker } from './temporal/worker.ts';
import { chooseWeather, type Weather } from './weather.ts';

export interface World {
  readonly placed: PlacedOrder;
  readonly agenda: Agenda;
  readonly choices: Choices;
  readonly weather: Weather;
  readonly account: Account;
  readonly fates: RefundFates;
  readonly orders: MemoryOrders;
  readonly worker: SimulatedWorker;
  readonly server: TemporalServer;
  readonly client: TemporalClient;
  readonly api: Api;
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
  const note = (line: string): void => void diary.push(`${isoOf(agenda)} ${line}`);
  const orders = memoryOrders();
  const webhooks = createWebhooks({
    agenda,
    choices,
    weather: weather.webhooks,
    receive: (fact) => api.receive(fact),
  });
  const account = createAccount((news) => {
    note(`Stripe: ${JSON.stringify(news)}`);
    webhooks.tell(news);
  });
  const fates = createRefundFates(() => account, choices, agenda);
  const payments = createPayments({
    account,
    agenda,
    keys: new Map(),
    fault: (isWrite) => faultOf(choices, weather.stripe, isWrite),
    refundOutcome: () => fates.next(),
    onRefund: (refund) => {
      const isOpen = account.disputes.get(refund.paymentIntentId ?? '')?.won === null;
      if (isOpen && isLongDisputed(orders.find(placed.orderId), agenda)) {
        violations.push('I3 a payment known to be disputed is not refunded');
      }
      fates.follow(refund.refundId);
    },
  });
  const hazard = (): void => {
    if (weather.deaths === 0 || choices.pick(1_000) < 1_000 - weather.deaths) return;
    note('the worker dies');
    worker.kill();
  };
  const worker: SimulatedWorker = createWorker(agenda, (life) => {
    const line: Line = { agenda, choices, hazard, isAlive: () => worker.isUp && worker.life === life };
    return createActivities({
      orders: overLine<OrderStore>(
        noting(orders, note, (message) => void violations.push(`I8 a stale write: ${message}`)),
        line,
        () => databaseFault(choices, weather.database),
      ),
      payments: overLine(payments, line, () => 'none'),
    });
  });
  const around = {
    agenda,
    worker,
    hazard,
    dispatch: () => 1 + choices.pick(2),
    evicts: () => evicts(choices, weather),
  };
  const server = createServer(
    around,
    (error) => void violations.push(`a workflow task failed: ${error.stack ?? error.message}`),
  );
  const client = createClient(server);
  const api = createApi({ agenda, client, weather, orders, payments, placed, note });
  return {
    placed,
    agenda,
    choices,
    weather,
    account,
    fates,
    orders,
    worker,
    server,
    client,
    api,
    violations,
    diary,
  };
}

const isoOf = (agenda: Agenda): string => new Date(agenda.now()).toISOString().slice(5, 23);

const evicts = (choices: Choices, { evictions }: Weather): boolean =>
  evictions > 0 && choices.pick(100) >= 100 - evictions;

/** A stale write is a promise broken: it would be tried for ever. */
function noting(
  orders: MemoryOrders,
  note: (line: string) => void,
  onStale: (message: string) => void,
): OrderStore {
  return {
    ...orders,
    async record(change) {
      const kinds = change.entries.map(({ kind }) => kind).join(', ');
      note(
        `database: ${change.fromVersion} → ${change.state.version} ${change.state.status}/${change.state.paymentStatus} (${kinds})`,
      );
      await orders.record(change).catch((error: unknown) => {
        if (error instanceof StaleWrite) onStale(error.message);
        throw error;
      });
    },
  };
}

/** A refund that was under way when the dispute opened may still arrive, as late as an outage lasts. */
function isLongDisputed(row: MemoryRow | null, agenda: Agenda): boolean {
  return row?.state.paymentStatus === 'DISPUTED' && agenda.now() - row.written.decidedAt > 3 * 3_600_000;
}
