// What a stack tells of itself once it runs: where its pieces are, and tokens to call them with.
import type { Holding } from './holding.ts';
import type { PlanParts } from './plan-parts.ts';
import { codecUrl } from './ports.ts';
import type { StackInfo } from './stack-info.ts';
import { mintTokens, NO_TOKENS } from './tokens.ts';

const metricsUrl = (port: number): string => `http://127.0.0.1:${port}/metrics`;

export async function describeStack(
  { ports, env }: PlanParts,
  { tokens, mailbox }: Holding,
): Promise<Omit<StackInfo, 'pids'>> {
  return {
    api: `http://127.0.0.1:${ports.api}`,
    temporal: env.TEMPORAL_ADDRESS ?? '',
    temporalUi: `http://127.0.0.1:${ports.temporalUi}`,
    stripe: env.STRIPE_API_BASE ?? 'https://api.stripe.com',
    webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? '',
    mailbox: mailbox?.url ?? '',
    codec: env.PAYLOAD_KEYS === undefined ? '' : codecUrl(ports),
    metrics: { api: metricsUrl(ports.apiMetrics), worker: metricsUrl(ports.workerMetrics) },
    tokens: tokens === null ? NO_TOKENS : await mintTokens(tokens),
  };
}
