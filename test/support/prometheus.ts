// A real Prometheus, where one is installed: scrapes a stack by our own configuration, with our own alert rules.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { freePorts } from '../../dev/processes/free-ports.ts';
import { HOST } from '../../dev/processes/listen.ts';
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import { CONFIG_FILE, RULES_FILE } from '../ops/watched.ts';

export const isPrometheusInstalled = (): boolean => spawnSync('prometheus', ['--version']).status === 0;

const Answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z.object({ result: z.array(z.unknown()) }).optional(),
});
const Targets = z.object({ data: z.object({ activeTargets: z.array(z.object({ health: z.string() })) }) });
const Rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(z.object({ name: z.string(), health: z.string(), state: z.string() })),
      }),
    ),
  }),
});
const Config = z.looseObject({
  global: z.looseObject({}),
  scrape_configs: z.array(z.object({ job_name: z.string() }).loose()),
});

export interface Prometheus {
  /** @returns how many series it answers with. @throws with Prometheus' own words. */
  query(promql: string): Promise<number>;
  targets(): Promise<readonly { readonly health: string }[]>;
  rules(): Promise<readonly { readonly name: string; readonly health: string; readonly state: string }[]>;
  close(): Promise<void>;
}

export async function startPrometheus({ metrics }: Pick<StackInfo, 'metrics'>): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'klikandgo-prometheus-'));
  writeFileSync(join(folder, 'prometheus.yml'), configFor(metrics));
  copyFileSync(RULES_FILE, join(folder, 'alerts.yml'));
  const [port] = await freePorts(1);
  const address = `${HOST}:${port}`;
  const server = spawn(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${address}`,
    ],
    { stdio: 'ignore' },
  );
  const ask = async (path: string): Promise<unknown> =>
    (await fetch(`http://${address}/api/v1/${path}`, { signal: AbortSignal.timeout(10_000) })).json();
  return {
    query: async (promql) => {
      const { status, error, data } = Answer.parse(await ask(`query?query=${encodeURIComponent(promql)}`));
      if (status !== 'success') throw new Error(`${promql}: ${error}`);
      return data?.result.length ?? 0;
    },
    targets: async () => Targets.parse(await ask('targets?state=active')).data.activeTargets,
    rules: async () => Rules.parse(await ask('rules')).data.groups.flatMap(({ rules }) => rules),
    close: async () => {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The example, looking at this stack, and often. */
function configFor(metrics: StackInfo['metrics']): string {
  const { global, scrape_configs: jobs, ...rest } = Config.parse(parse(readFileSync(CONFIG_FILE, 'utf8')));
  const urls: Record<string, string> = { 'klikandgo-api': metrics.api, 'klikandgo-worker': metrics.worker };
  return stringify({
    ...rest,
    global: { ...global, scrape_interval: '1s', evaluation_interval: '1s' },
    scrape_configs: jobs.map(({ dns_sd_configs: _addresses, ...job }) => ({
      ...job,
      static_configs: [{ targets: [new URL(urls[job.job_name] ?? '').host] }],
    })),
  });
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await exit;
}
