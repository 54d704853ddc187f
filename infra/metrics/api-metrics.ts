// The port ApiMeasures on Prometheus: requests by route, webhooks by outcome, what was refused because there were too many.
import { Counter, Histogram, type Registry } from 'prom-client';
import { type ApiMeasures, THROTTLES, WEBHOOK_OUTCOMES } from '../../domain/ports/api-measures.ts';
import { CALLS, WAITS } from './buckets.ts';
import { inSeconds } from './in-seconds.ts';

export function openApiMetrics(register: Registry): ApiMeasures {
  const requests = new Histogram({
    name: 'klikandgo_http_request_duration_seconds',
    help: 'Time to answer a request, streams apart',
    labelNames: ['method', 'route', 'status'],
    buckets: CALLS,
    registers: [register],
  });
  const webhooks = new Counter({
    name: 'klikandgo_webhooks_total',
    help: 'Webhooks of Stripe, by what became of them',
    labelNames: ['outcome'],
    registers: [register],
  });
  const lag = new Histogram({
    name: 'klikandgo_webhook_lag_seconds',
    help: "From the making of a Stripe event to its order's knowing it",
    buckets: WAITS,
    registers: [register],
  });
  const throttled = new Counter({
    name: 'klikandgo_requests_throttled_total',
    help: 'Requests refused because there were too many, by what there was too much of and of whom',
    labelNames: ['limit', 'by'],
    registers: [register],
  });
  // A rise from nothing is only seen where zero was.
  for (const outcome of WEBHOOK_OUTCOMES) webhooks.inc({ outcome }, 0);
  for (const { limit, by } of THROTTLES) throttled.inc({ limit, by }, 0);
  return {
    request: ({ method, route, status, took }) =>
      requests.observe({ method, route, status }, inSeconds(took)),
    webhook: (received) => {
      webhooks.inc({ outcome: received.outcome });
      if (received.lag !== null) lag.observe(inSeconds(received.lag));
    },
    throttled: ({ limit, by }) => throttled.inc({ limit, by }),
  };
}
