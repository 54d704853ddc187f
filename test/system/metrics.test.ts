// What a running service shows to Prometheus: every metric that the dashboard or an alert asks for, and no other that nobody asks for.
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { ORDERS_TASK_QUEUE } from '../../domain/identity.ts';
import { isMatch, readQuery, type Selector } from '../ops/promql.ts';
import { alertQueries, panelQueries, queries } from '../ops/watched.ts';
import { type Exposition, readExposition, shownValue } from '../support/exposition.ts';
import { isPrometheusInstalled, type Prometheus, startPrometheus } from '../support/prometheus.ts';
import { reconcile } from '../support/reconcile-command.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';

let system: System;
systemForFile((opened) => {
  system = opened;
});

let shown: Record<'api' | 'worker', Exposition>;
beforeAll(async () => {
  await liveThrough(system);
  shown = { api: await read('api'), worker: await read('worker') };
}, 120_000);

async function read(process: 'api' | 'worker'): Promise<Exposition> {
  const response = await fetch(system.stack.info.metrics[process]);
  expect(response.status).toBe(200);
  return readExposition(await response.text());
}

/** What gives every metric a value: orders decided both ways, a refund, a forged webhook, a run, a task that fails. */
async function liveThrough({ client, customer, butcher, stack }: System): Promise<void> {
  const paid = async (): Promise<string> => {
    const { orderId, url } = await client.checkout();
    await payWith(url, CARDS.good);
    await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
    return orderId;
  };
  const refused = await paid();
  await butcher.decide(refused, 'reject', { reason: 'TOO_BUSY' });
  await customer.waitFor(refused, { paymentStatus: 'REFUNDED' }, 30_000);
  await butcher.decide(await paid(), 'accept');
  await fetch(`${stack.info.api}/api/webhooks/stripe`, { method: 'POST', body: '{}' });
  expect((await reconcile(stack)).code).toBe(0);
  await failTask(stack.info.temporal);
  // Histograms of the core, and the notices, follow a moment later.
  await vi.waitFor(
    async () => {
      expect(names(await read('worker'))).toContain('temporal_workflow_task_execution_failed_total');
      expect(shownValue(await read('worker'), 'klikandgo_notices_total', SENT)).toBeGreaterThan(0);
    },
    { timeout: 30_000, interval: 500 },
  );
}

/** By the workflow that no worker knows. */
const PROVOKED = 'WorkflowTaskFailures';
const SENT = { channel: 'CUSTOMER_EMAIL', status: 'SENT' };

/** A workflow that no worker knows: its task fails, and is tried again until it is terminated. */
async function failTask(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  const handle = await workflow.start('unknownWorkflow', {
    taskQueue: ORDERS_TASK_QUEUE,
    workflowId: 'unknown-to-all',
  });
  await vi.waitFor(
    async () =>
      expect(names(await read('worker'))).toContain('temporal_workflow_task_execution_failed_total'),
    { timeout: 30_000, interval: 500 },
  );
  await handle.terminate('a test');
  await connection.close();
}

const names = ({ samples }: Exposition): Set<string> => new Set(samples.map(({ name }) => name));

/** Made by Prometheus itself, with every scrape. */
const OF_PROMETHEUS = ['up'];
/** Given by Prometheus to what it scrapes. */
const TARGET_LABELS = ['job', 'instance'];
/** Of a healthy service there are none; the values are checked where they are made. */
const MAY_BE_ABSENT: Readonly<Record<string, readonly string[]>> = {
  outcome: ['unknown', 'key_refused'],
};

function lacking({ metric, matchers }: Selector): readonly string[] {
  if (OF_PROMETHEUS.includes(metric)) return [];
  const samples = [...shown.api.samples, ...shown.worker.samples].filter(({ name }) => name === metric);
  if (samples.length === 0) return [`${metric} does not exist`];
  return matchers.flatMap((matcher) => {
    const { label } = matcher;
    if (TARGET_LABELS.includes(label)) return [];
    if (!samples.some(({ labels }) => label in labels)) return [`${metric} has no label ${label}`];
    const values = [...samples.map(({ labels }) => labels[label] ?? ''), ...(MAY_BE_ABSENT[label] ?? [])];
    return values.some((value) => isMatch(matcher, value)) ? [] : [`${metric} has no ${label} as asked for`];
  });
}

describe('what is asked for', () => {
  it.each(queries)('%s: %s → is shown, by these labels', (_where, query) => {
    const { selectors } = readQuery(query);
    expect(selectors.flatMap(lacking)).toEqual([]);
  });

  it.each(queries)('%s: %s → groups by labels that are there', (_where, query) => {
    const { selectors, grouping } = readQuery(query);
    const samples = [...shown.api.samples, ...shown.worker.samples].filter(({ name }) =>
      selectors.some(({ metric }) => metric === name),
    );
    const known = new Set(samples.flatMap(({ labels }) => Object.keys(labels)));
    expect(grouping.filter((label) => !known.has(label))).toEqual([]);
  });

  it('that nobody shows is found out', () => {
    const of = (query: string) => readQuery(query).selectors.flatMap(lacking);
    expect(of('klikandgo_nothing_total')).toEqual(['klikandgo_nothing_total does not exist']);
    expect(of('klikandgo_refunds_open{stat="failed"}')).toEqual(['klikandgo_refunds_open has no label stat']);
    expect(of('klikandgo_refunds_open{state="lost"}')).toEqual([
      'klikandgo_refunds_open has no state as asked for',
    ]);
  });
});

describe('what is shown', () => {
  const asked = new Set(
    queries.flatMap(([, query]) => readQuery(query).selectors.map(({ metric }) => metric)),
  );
  const base = (metric: string): string => metric.replace(/_(?:bucket|sum|count)$/, '');

  it('of ours → is asked for by the dashboard or an alert', () => {
    const ours = [...shown.api.types.keys(), ...shown.worker.types.keys()].filter((name) =>
      name.startsWith('klikandgo_'),
    );
    expect(ours.length).toBeGreaterThan(15);
    const used = new Set([...asked].map(base));
    expect(ours.filter((name) => !used.has(name))).toEqual([]);
  });

  it('names no order, no customer, no shop', () => {
    for (const { samples } of Object.values(shown)) {
      const values = new Set(samples.flatMap(({ labels }) => Object.values(labels)));
      expect([...values].filter((value) => /^(order-|user_|boucherie|[a-z0-9]{24,}$)/.test(value))).toEqual(
        [],
      );
    }
  });

  it('by the API alone: how orders stand; by the worker alone: what happened to them', () => {
    expect(names(shown.api)).toContain('klikandgo_orders_open');
    expect(names(shown.worker)).not.toContain('klikandgo_orders_open');
    expect(names(shown.api)).not.toContain('klikandgo_order_facts_total');
  });

  it.each([
    ['worker', 'klikandgo_order_facts_total', { kind: 'PLACED' }, 2],
    ['worker', 'klikandgo_order_facts_total', { kind: 'PAYMENT_CONFIRMED' }, 2],
    ['worker', 'klikandgo_order_facts_total', { kind: 'REFUND_SUCCEEDED' }, 1],
    ['worker', 'klikandgo_orders_ended_total', { status: 'REJECTED', reason: 'TOO_BUSY' }, 1],
    ['worker', 'klikandgo_order_time_to_paid_seconds_count', {}, 2],
    ['worker', 'klikandgo_order_time_to_decision_seconds_count', { decision: 'accepted' }, 1],
    ['worker', 'klikandgo_order_time_to_decision_seconds_count', { decision: 'rejected' }, 1],
    ['api', 'klikandgo_orders_open', { status: 'ACCEPTED' }, 1],
    ['api', 'klikandgo_webhooks_total', { outcome: 'forged' }, 1],
    ['api', 'klikandgo_business_up', {}, 1],
    ['api', 'klikandgo_temporal_up', {}, 1],
    ['api', 'klikandgo_reconciliation_differences', { kind: 'unexplained' }, 0],
    [
      'api',
      'klikandgo_http_request_duration_seconds_count',
      { method: 'POST', route: '/api/checkout', status: '201' },
      2,
    ],
  ] as const)('by the %s: %s %o → %d', (...[process, name, labels, value]) => {
    expect(shownValue(shown[process], name, labels)).toBe(value);
  });
});

const isSkipped = !isPrometheusInstalled();
if (isSkipped) console.warn('SKIPPED: no Prometheus is installed to ask the dashboard’s queries.');

describe.skipIf(isSkipped)('a real Prometheus', () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus(system.stack.info);
    await vi.waitFor(
      async () => {
        expect(await prometheus.targets()).toEqual([
          expect.objectContaining({ health: 'up' }),
          expect.objectContaining({ health: 'up' }),
        ]);
        // A rate is made of two scrapes.
        expect(await prometheus.query('count_over_time(up[1m]) > 3')).toBe(2);
      },
      { timeout: 60_000, interval: 1_000 },
    );
  }, 90_000);
  afterAll(() => prometheus.close());

  it.each(panelQueries)('%s: %s → answered with data', async (_panel, query) => {
    expect(await prometheus.query(query)).toBeGreaterThan(0);
  });

  it.each(alertQueries)('%s: %s → answered', async (_alert, query) => {
    await expect(prometheus.query(query)).resolves.toBeGreaterThanOrEqual(0);
  });

  it('evaluates every rule, and none fires over a healthy service', async () => {
    const known = alertQueries.map(([alert]) => alert).toSorted();
    const rulesWithHealth = async () =>
      (await prometheus.rules()).map(({ name, health }) => `${name} ${health}`).toSorted();
    await expect.poll(rulesWithHealth).toEqual(known.map((name) => `${name} ok`));
    const firing = (await prometheus.rules()).filter(({ state }) => state === 'firing');
    expect(firing.map(({ name }) => name).filter((name) => name !== PROVOKED)).toEqual([]);
  });
});
