// Where the next run takes up, when runs by hand and by schedule overlapped.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyReport, suspectOf } from '../../../domain/reconciliation/report.ts';
import { type Instant, instant } from '../../../domain/time.ts';
import { openReconciliationReports } from '../../../infra/postgres/postgres-reconciliation-reports.ts';
import { freshOrderId } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
beforeEach(async () => {
  orders = await openOrderDatabase();
});
afterEach(() => orders?.close());

const at = (minute: number): Instant => instant(Date.UTC(2026, 2, 24, 9, minute));
const reports = () => openReconciliationReports(orders.database);

interface Times {
  readonly started: number;
  readonly finished: number;
  readonly mark?: number;
}

/** In minutes. */
async function record(
  { started, finished, mark = started }: Times,
  ...open: readonly ReturnType<typeof suspectOf>[]
): Promise<void> {
  const report = { ...emptyReport(at(0), at(started)), open };
  await reports().record({
    runId: `run-${started}-${finished}`,
    mark: at(mark),
    finishedAt: at(finished),
    report,
  });
}

const suspect = () => suspectOf(freshOrderId(), { sessionIds: ['cs_1'] });

it('before the first run → nothing', async () => {
  expect(await reports().last()).toBeNull();
});

it('runs one after the other → the newest alone', async () => {
  const [old, left] = [suspect(), suspect()];
  await record({ started: 1, finished: 2, mark: 0 }, old);
  await record({ started: 3, finished: 4 }, left);
  expect(await reports().last()).toEqual({ mark: at(3), open: [left] });
});

it('a run that finished while the newest was under way → what both left, from the earlier mark', async () => {
  const [long, short, old] = [suspect(), suspect(), suspect()];
  await record({ started: 1, finished: 2, mark: 0 }, old);
  await record({ started: 3, finished: 9 }, long);
  await record({ started: 5, finished: 6 }, short);
  const { mark, open } = (await reports().last()) ?? { mark: null, open: [] };
  expect(mark).toBe(at(3));
  expect(new Set(open)).toEqual(new Set([long, short]));
  // Whichever of them finished last.
  await record({ started: 8, finished: 10 });
  expect(await reports().last()).toEqual({ mark: at(3), open: [long] });
});

it('an order that both left → once, with all that gave rise to it', async () => {
  const orderId = freshOrderId();
  await record({ started: 3, finished: 9 }, suspectOf(orderId, { sessionIds: ['cs_1'] }));
  await record({ started: 5, finished: 6 }, suspectOf(orderId, { paymentIntentIds: ['pi_1'] }));
  expect((await reports().last())?.open).toEqual([
    { orderId, sessionIds: ['cs_1'], paymentIntentIds: ['pi_1'], isTold: false },
  ]);
});

it('runs that left nothing → the earlier mark', async () => {
  await record({ started: 3, finished: 9 });
  await record({ started: 5, finished: 6, mark: 1 });
  expect(await reports().last()).toEqual({ mark: at(1), open: [] });
});
