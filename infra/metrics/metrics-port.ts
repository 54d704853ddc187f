// The one address where a process shows its figures to Prometheus, on a port of its own and off by default; a process that
// serves nobody over HTTP is asked here, too, whether it lives and works.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, type Registry } from 'prom-client';
import type { Log } from '../../domain/ports/log.ts';

export interface MetricsSettings {
  readonly METRICS_PORT?: number | undefined;
  readonly METRICS_HOST: string;
}

export interface MetricsParts {
  readonly register: Registry;
  readonly log: Log;
  /** Figures in Prometheus' text form that are kept elsewhere in the process; added to the others. */
  readonly further?: () => Promise<string>;
  /** For `/readyz` here; a process that serves HTTP has its own. */
  readonly isReady?: () => boolean;
}

/** Listens where `METRICS_PORT` says. Exits with code 1 when it cannot: who watches must not wait in vain. */
export async function showMetrics(
  { METRICS_PORT: port, METRICS_HOST: host }: MetricsSettings,
  parts: MetricsParts,
): Promise<{ close(): Promise<void> }> {
  if (port === undefined) return { close: async () => {} };
  collectDefaultMetrics({ register: parts.register });
  const server = createServer((request, response) => void answer(parts, request, response));
  try {
    await listen(server, port, host);
  } catch (error) {
    parts.log.error({ err: error, host, port }, 'cannot show metrics: is METRICS_PORT taken?');
    process.exit(1);
  }
  parts.log.info({ host, port }, 'metrics ready');
  return { close: () => closed(server) };
}

async function answer(
  parts: MetricsParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url !== '/metrics') {
    response.writeHead(healthOf(parts, request.url)).end();
    return;
  }
  const { register, log, further } = parts;
  try {
    const texts = await Promise.all([register.metrics(), further?.() ?? '']);
    response.writeHead(200, { 'Content-Type': register.contentType }).end(texts.join('\n'));
  } catch (error) {
    // A scrape that fails is seen as such; half of the figures would look like all.
    log.warn({ err: error }, 'metrics could not be collected');
    response.writeHead(500).end();
  }
}

/** @returns an HTTP status. */
function healthOf({ isReady }: MetricsParts, path: string | undefined): number {
  if (isReady === undefined) return 404;
  if (path === '/healthz') return 200;
  return path === '/readyz' ? (isReady() ? 200 : 503) : 404;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
