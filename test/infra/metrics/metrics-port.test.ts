// The port where a process shows its figures: off unless asked for, and nothing else behind it.
import { Counter, Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePorts } from '../../../dev/processes/free-ports.ts';
import { HOST } from '../../../dev/processes/listen.ts';
import { type MetricsParts, showMetrics } from '../../../infra/metrics/metrics-port.ts';
import { readExposition, shownValue } from '../../support/exposition.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
let register: Registry;
let shown: { close(): Promise<void> } | undefined;
beforeEach(() => {
  register = new Registry();
  new Counter({ name: 'ours_total', help: 'Ours', registers: [register] }).inc(3);
});
afterEach(() => shown?.close());

async function open(more: Pick<MetricsParts, 'further' | 'isReady'> = {}): Promise<string> {
  const [port] = await freePorts(1);
  const parts = { register, log: silent, ...more };
  shown = await showMetrics({ METRICS_PORT: port, METRICS_HOST: HOST }, parts);
  return `http://${HOST}:${port}`;
}

describe('the metrics port', () => {
  it('shows our figures and those of the process, in Prometheus’ form', async () => {
    const response = await fetch(`${await open()}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const exposition = readExposition(await response.text());
    expect(shownValue(exposition, 'ours_total')).toBe(3);
    expect(shownValue(exposition, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  it('shows figures that are kept elsewhere with them', async () => {
    const url = await open({ further: async () => '# TYPE core_total counter\ncore_total{a="b"} 2\n' });
    const exposition = readExposition(await (await fetch(`${url}/metrics`)).text());
    expect([shownValue(exposition, 'ours_total'), shownValue(exposition, 'core_total', { a: 'b' })]).toEqual([
      3, 2,
    ]);
  });

  it('cannot read those → 500, not half of the figures', async () => {
    const url = await open({ further: () => Promise.reject(new Error('gone')) });
    expect((await fetch(`${url}/metrics`)).status).toBe(500);
  });

  it.each(['/', '/metrics/', '/api/shops', '/healthz'])('%s → 404', async (path) => {
    expect((await fetch(`${await open()}${path}`)).status).toBe(404);
  });

  it('of a process that serves nobody over HTTP → whether it lives, and whether it works', async () => {
    let isReady = false;
    const url = await open({ isReady: () => isReady });
    const statuses = async () =>
      Promise.all(['/healthz', '/readyz', '/'].map(async (path) => (await fetch(`${url}${path}`)).status));
    expect(await statuses()).toEqual([200, 503, 404]);
    isReady = true;
    expect(await statuses()).toEqual([200, 200, 404]);
  });

  it('without a port → nothing is shown, nothing collected', async () => {
    shown = await showMetrics({ METRICS_HOST: HOST }, { register, log: silent });
    expect((await register.getMetricsAsJSON()).map(({ name }) => name)).toEqual(['ours_total']);
  });
});
