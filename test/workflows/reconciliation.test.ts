// A run of the reconciliation: every page of every list, a second look, a report; whatever fails on the way.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MOST_NAMED, OVERLAP, STEPS, suspectOf } from '../../domain/reconciliation/report.ts';
import { days, instant, minutes } from '../../domain/time.ts';
import { reconciliationRunQuery } from '../../workflows/reconciliation-messages.ts';
import { freshOrderId } from '../support/placed-orders.ts';
import { openReconciliationBench, type ReconciliationBench } from '../support/reconciliation-bench.ts';
import { openTimeSkipping } from '../support/temporal.ts';

let env: TestWorkflowEnvironment;
let bench: ReconciliationBench;
beforeAll(async () => {
  env = await openTimeSkipping();
});
beforeEach(async () => {
  bench = await openReconciliationBench(env);
});
afterAll(() => env?.teardown());

const run = (request = {}) => bench.worker.runUntil(async () => (await bench.start(request)).result());

const suspects = (count: number) => Array.from({ length: count }, () => suspectOf(freshOrderId()));

describe('a run of the reconciliation', () => {
  it('goes through every list in order, each page by the cursor of the one before', async () => {
    bench.activities.pages.SESSIONS = 3;
    const report = await run();
    const asked = bench.activities.asked.map(({ step, cursor }) => `${step} ${cursor ?? '-'}`);
    expect(asked).toEqual([
      'EVENTS -',
      'SESSIONS -',
      'SESSIONS 1',
      'SESSIONS 2',
      ...STEPS.slice(2).map((step) => `${step} -`),
    ]);
    expect(report.seen).toMatchObject({ EVENTS: 100, SESSIONS: 300 });
    expect(report).toMatchObject({ purged: 3, unexplained: { count: 0 } });
    expect(bench.activities.recorded).toMatchObject([{ mark: report.startedAt, report }]);
  });

  it('begins an hour before the last one began; the first one thirty days ago', async () => {
    const first = await run();
    expect(first.startedAt - first.since).toBe(days(30));
    bench = await openReconciliationBench(env);
    bench.activities.last = { mark: first.startedAt, open: [] };
    const second = await run();
    expect(second.since).toBe(first.startedAt - OVERLAP);
  });

  it('asked to begin later than is due → begins where it is due: nothing is skipped', async () => {
    const mark = instant(Date.now() - days(3));
    bench.activities.last = { mark, open: [] };
    expect((await run({ since: instant(Date.now() - minutes(5)) })).since).toBe(mark - OVERLAP);
    bench = await openReconciliationBench(env);
    bench.activities.last = { mark, open: [] };
    const early = instant(Date.now() - days(20));
    expect((await run({ since: early })).since).toBe(early);
  });

  it('whose pages fail again and again → goes on at the page it was at', async () => {
    bench.activities.pages.CHARGES = 2;
    bench.activities.failures = 4;
    await run();
    const asked = bench.activities.asked.map(({ step, cursor }) => `${step} ${cursor ?? '-'}`);
    expect(asked.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'EVENTS -'));
    expect(new Set(asked).size).toBe(8);
    expect(asked).toHaveLength(12);
  });

  it('of hundreds of pages → goes on under a new history, with the same report', async () => {
    bench.activities.pages.EVENTS = 600;
    const [healed, open] = suspects(2);
    if (healed === undefined || open === undefined) throw new Error('two suspects were made');
    bench.activities.suspects.set('EVENTS 3', [healed, open]);
    bench.activities.looksNeeded.set(healed.orderId, 1);
    const { report, description, first } = await bench.worker.runUntil(async () => {
      const handle = await bench.start();
      const done = await handle.result();
      const told = await env.client.workflow.getHandle(handle.workflowId).describe();
      return { report: done, description: told, first: handle.firstExecutionRunId };
    });
    expect(report.seen.EVENTS).toBe(60_000);
    expect(description.runId).not.toBe(first);
    expect(description.historyLength).toBeLessThan(2_000);
    expect(report).toMatchObject({ repaired: { count: 1 }, unexplained: { count: 1 } });
    expect(bench.activities.asked.filter(({ step }) => step === 'EVENTS')).toHaveLength(600);
    expect(bench.activities.recorded[0]?.runId).toBe(first);
  }, 120_000);
});

describe('the second look', () => {
  it('is taken again at what is not right yet, and only at that', async () => {
    const [soon, late, never] = suspects(3);
    if (soon === undefined || late === undefined || never === undefined) throw new Error('three were made');
    bench.activities.suspects.set('SESSIONS 0', [soon, late, never]);
    bench.activities.looksNeeded.set(soon.orderId, 1).set(late.orderId, 2);
    const report = await run();
    const ids = [soon, late, never].map(({ orderId }) => orderId);
    expect(bench.activities.looks).toEqual([ids, ids.slice(1), ids.slice(2)]);
    expect(report).toMatchObject({
      examined: 3,
      told: 3,
      repaired: { count: 2, named: ids.slice(0, 2) },
      unexplained: { count: 1, named: [{ code: 'PAGE_OPEN', orderId: never.orderId }] },
      open: [{ orderId: never.orderId, isTold: false }],
    });
  });

  it('at what the last run could not explain is taken first of all', async () => {
    const [left] = suspects(1);
    if (left === undefined) throw new Error('one was made');
    bench.activities.last = { mark: instant(Date.now()), open: [left] };
    bench.activities.looksNeeded.set(left.orderId, 1);
    expect(await run()).toMatchObject({ examined: 1, unexplained: { count: 0 }, open: [] });
  });

  it('at thousands → in small portions, all counted, the first named', async () => {
    bench.activities.pages.SESSIONS = 10;
    for (let page = 0; page < 10; page += 1) bench.activities.suspects.set(`SESSIONS ${page}`, suspects(100));
    const report = await run();
    expect(report).toMatchObject({ examined: 1_000, unexplained: { count: 1_000 } });
    expect(report.unexplained.named).toHaveLength(MOST_NAMED);
    expect(Math.max(...bench.activities.looks.map((look) => look.length))).toBeLessThanOrEqual(25);
    // More than was named: the next run must not skip it.
    expect(bench.activities.recorded[0]?.mark).toBe(report.since + OVERLAP);
  }, 60_000);
});

describe('tidying up', () => {
  it('that fails → the report is recorded all the same', async () => {
    bench.activities.isPurging = false;
    const report = await run();
    expect(report.purged).toBe(0);
    expect(bench.activities.recorded).toMatchObject([{ mark: report.startedAt, report }]);
  });
});

describe('an operator', () => {
  it.each(['in the lists', 'in the second look'])(
    'sees a key that is refused %s; mended, the run goes on by itself',
    async (where) => {
      const [healed] = suspects(1);
      if (healed === undefined) throw new Error('one was made');
      bench.activities.last = { mark: instant(Date.now()), open: [healed] };
      bench.activities.looksNeeded.set(healed.orderId, 1);
      bench.activities.isKeyRefused = where === 'in the lists';
      if (where === 'in the second look') bench.activities.refuseAfter = 'CHANGED_ORDERS';
      await bench.worker.runUntil(async () => {
        const handle = await bench.start();
        const needsAttention = async () => (await handle.describe()).searchAttributes.NeedsAttention;
        await vi.waitFor(async () => expect(await needsAttention()).toEqual([true]), { timeout: 20_000 });
        expect(JSON.stringify(await handle.query('__temporal_workflow_metadata'))).toContain(
          'corrigez STRIPE_SECRET_KEY',
        );
        bench.activities.isKeyRefused = false;
        const report = await handle.result();
        expect(report).toMatchObject({ examined: 1, repaired: { count: 1 }, unexplained: { count: 0 } });
        expect(await needsAttention()).toEqual([false]);
      });
    },
    60_000,
  );

  it('who looks at a run sees how far it is, and at its end whether something needs attention', async () => {
    const [never] = suspects(1);
    if (never === undefined) throw new Error('one was made');
    bench.activities.suspects.set('EVENTS 0', [never]);
    await bench.worker.runUntil(async () => {
      const handle = await bench.start();
      await handle.result();
      expect(await handle.query(reconciliationRunQuery)).toMatchObject({ step: null });
      const { searchAttributes } = await handle.describe();
      expect(searchAttributes).toMatchObject({ NeedsAttention: [true] });
    });
  });
});
