// What is watched: each query of the dashboard and of the alert rules, where it stands.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../dev/build/build.ts';

export const RULES_FILE = join(ROOT, 'ops/prometheus/alerts.yml');
export const CONFIG_FILE = join(ROOT, 'ops/prometheus/prometheus.yml');

const Rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).default([]),
    }),
  ),
});

export const alerts = Rules.parse(parse(readFileSync(RULES_FILE, 'utf8'))).groups.flatMap(
  ({ rules }) => rules,
);
export const panels = Dashboard.parse(
  JSON.parse(readFileSync(join(ROOT, 'ops/grafana/klikandgo-orders.json'), 'utf8')),
).panels;

/** Grafana's own variable, as it is with a scrape every 15 s. */
const INTERVAL = '1m';

/** `[where, PromQL]` */
export const panelQueries = panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', INTERVAL)] as const),
);
export const alertQueries = alerts.map(({ alert, expr }) => [alert, expr] as const);
export const queries = [...panelQueries, ...alertQueries];
