// What each process reads from its environment: every variable, with its kind and what it may be combined with.
import { z } from 'zod';
import { checkDrain, checkMail, checkStripe, checkTemporal } from './env-rules.ts';
import {
  address,
  buildId,
  count,
  decided,
  deploymentName,
  longText,
  mailbox,
  originList,
  payloadKeys,
  ratio,
  switched,
  text,
  url,
  webhookSecrets,
  wholeNumber,
} from './env-values.ts';

const DATABASE = { DATABASE_URL: url(['postgres:', 'postgresql:']), DATABASE_POOL_SIZE: count(1, 100, 10) };
const TEMPORAL = {
  TEMPORAL_ADDRESS: address('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: text('default'),
  TEMPORAL_API_KEY: longText.optional(),
  TEMPORAL_TLS: decided,
  TEMPORAL_TLS_CERT: longText.optional(),
  TEMPORAL_TLS_KEY: longText.optional(),
  TEMPORAL_TLS_SERVER_CA: longText.optional(),
  PAYLOAD_KEYS: payloadKeys.optional(),
};
const AUTH = {
  AUTH_JWKS_URL: url(['http:', 'https:']),
  AUTH_ISSUER: longText,
  AUTH_AUDIENCE: longText.optional(),
  CORS_ORIGINS: originList,
};
const APP = { NEXT_PUBLIC_APP_URL: url(['http:', 'https:']) };
const STRIPE = {
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'expected a secret key (sk_test_… or sk_live_…)'),
  STRIPE_API_BASE: url(['http:', 'https:']).optional(),
  STRIPE_CALLS_PER_SECOND: wholeNumber(1, 1_000).optional(),
  ...APP,
};
const NOTICES = {
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: mailbox.optional(),
  WEBHOOKS_TO_PRIVATE_ADDRESSES: switched,
};
const WATCHED = {
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  METRICS_HOST: text('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(['http:', 'https:']).optional(),
  // Read by the exporter itself; here so that it is known, and handed on.
  OTEL_EXPORTER_OTLP_HEADERS: longText.optional(),
  OTEL_TRACES_SAMPLER_ARG: ratio(1),
};
const BUILD = {
  WORKER_BUILD_ID: buildId.optional(),
  WORKER_DEPLOYMENT: deploymentName('klikandgo-orders'),
};
const BUNDLE = { WORKFLOW_BUNDLE: text('dist/workflow-bundle.js') };
const CROWDS = {
  RATE_LIMIT_FACTOR: count(1, 1_000, 1),
  UNPAID_ORDERS_PER_CUSTOMER: count(1, 1_000_000, 10),
  OPEN_ORDERS_PER_SHOP: count(1, 1_000_000, 2_000),
};
const PROCESS = {
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  SHUTDOWN_DEADLINE_SECONDS: count(1, 600, 20),
};

export const API = z
  .object({
    ...PROCESS,
    ...WATCHED,
    ...DATABASE,
    ...TEMPORAL,
    ...STRIPE,
    PORT: count(0, 65_535, 3000),
    STRIPE_WEBHOOK_SECRET: webhookSecrets,
    ...AUTH,
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: longText.optional(),
    SIGN_IN_URL: url(['http:', 'https:']).optional(),
    TRUST_PROXY_HOPS: count(0, 10, 0),
    STREAMS_PER_USER: count(1, 10_000, 20),
    DRAIN_SECONDS: count(0, 300, 0),
    ...CROWDS,
  })
  .superRefine(checkDrain)
  .superRefine(checkStripe)
  .superRefine(checkTemporal);

export const WORKER = z
  .object({
    ...PROCESS,
    ...WATCHED,
    ...DATABASE,
    ...TEMPORAL,
    ...STRIPE,
    ...NOTICES,
    ...BUILD,
    ...BUNDLE,
  })
  .superRefine(checkStripe)
  .superRefine(checkTemporal)
  .superRefine(checkMail);

export const CODEC = z.object({
  ...PROCESS,
  ...AUTH,
  ...APP,
  PAYLOAD_KEYS: payloadKeys,
  CODEC_PORT: count(0, 65_535, 8081),
  CODEC_HOST: text('127.0.0.1'),
  CODEC_UI_ORIGINS: originList,
});

export const REPLAY = z.object({ ...BUNDLE, PAYLOAD_KEYS: TEMPORAL.PAYLOAD_KEYS });
export const MIGRATE = z.object({ DATABASE_URL: DATABASE.DATABASE_URL });
export const SETUP_TEMPORAL = z.object(TEMPORAL).superRefine(checkTemporal);
export const SETUP_STRIPE = z.object(STRIPE).superRefine(checkStripe);
