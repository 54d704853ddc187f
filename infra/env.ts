// The environment of each process, checked once at start. The only file that reads process.env.
import { z } from 'zod';
import { checkMail, checkStripe, checkTemporal } from './env-rules.ts';
import {
  address,
  count,
  decided,
  longText,
  mailbox,
  originList,
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
};
const STRIPE = {
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'expected a secret key (sk_test_… or sk_live_…)'),
  STRIPE_API_BASE: url(['http:', 'https:']).optional(),
  STRIPE_CALLS_PER_SECOND: wholeNumber(1, 1_000).optional(),
  NEXT_PUBLIC_APP_URL: url(['http:', 'https:']),
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
const PROCESS = {
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  SHUTDOWN_DEADLINE_SECONDS: count(1, 600, 20),
};

const API = z
  .object({
    ...PROCESS,
    ...WATCHED,
    ...DATABASE,
    ...TEMPORAL,
    ...STRIPE,
    PORT: count(0, 65_535, 3000),
    STRIPE_WEBHOOK_SECRET: webhookSecrets,
    AUTH_JWKS_URL: url(['http:', 'https:']),
    AUTH_ISSUER: longText,
    AUTH_AUDIENCE: longText.optional(),
    CORS_ORIGINS: originList,
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: longText.optional(),
    SIGN_IN_URL: url(['http:', 'https:']).optional(),
    TRUST_PROXY_HOPS: count(0, 10, 0),
    STREAMS_PER_USER: count(1, 10_000, 20),
  })
  .superRefine(checkStripe)
  .superRefine(checkTemporal);

const WORKER = z
  .object({
    ...PROCESS,
    ...WATCHED,
    ...DATABASE,
    ...TEMPORAL,
    ...STRIPE,
    ...NOTICES,
    WORKFLOW_BUNDLE: text('dist/workflow-bundle.js'),
  })
  .superRefine(checkStripe)
  .superRefine(checkTemporal)
  .superRefine(checkMail);

const MIGRATE = z.object({ DATABASE_URL: DATABASE.DATABASE_URL });
const SETUP_TEMPORAL = z.object(TEMPORAL).superRefine(checkTemporal);
const SETUP_STRIPE = z.object(STRIPE).superRefine(checkStripe);

export type ApiEnv = z.infer<typeof API>;
export type WorkerEnv = z.infer<typeof WORKER>;
export type TemporalEnv = z.infer<typeof SETUP_TEMPORAL>;
export type StripeEnv = z.infer<typeof SETUP_STRIPE>;

/** Variables as the process has them; a blank one counts as missing. */
export type EnvSource = Readonly<Record<string, string | undefined>>;

export const readApiEnv = (source: EnvSource): ApiEnv => read(API, source);
export const readWorkerEnv = (source: EnvSource): WorkerEnv => read(WORKER, source);
export const readMigrateEnv = (source: EnvSource): z.infer<typeof MIGRATE> => read(MIGRATE, source);
export const readSetupTemporalEnv = (source: EnvSource): TemporalEnv => read(SETUP_TEMPORAL, source);
export const readSetupStripeEnv = (source: EnvSource): StripeEnv => read(SETUP_STRIPE, source);

/** Every variable any process reads, for the documentation's test. */
export const ENV_NAMES: readonly string[] = [
  ...new Set(
    [API, WORKER, MIGRATE, SETUP_TEMPORAL, SETUP_STRIPE].flatMap((schema) => Object.keys(schema.shape)),
  ),
];

/** Lists every problem at once, by variable; never shows a value, which may be a secret. */
export class BadEnv extends Error {
  override readonly name = 'BadEnv';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

function read<T>(schema: z.ZodType<T>, source: EnvSource): T {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim() !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new BadEnv(
    result.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? 'environment');
      return given[name] === undefined && issue.code !== 'custom'
        ? `${name}: missing`
        : `${name}: ${issue.message}`;
    }),
  );
}

/** Reads the process's environment; on problems prints a line for each and exits with code 1. */
export function exitOnBadEnv<T>(readEnv: (source: EnvSource) => T): T {
  try {
    return readEnv(process.env);
  } catch (error) {
    if (!(error instanceof BadEnv)) throw error;
    for (const problem of error.problems) console.error(problem);
    process.exit(1);
  }
}
