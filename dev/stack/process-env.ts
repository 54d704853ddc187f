// The environment of worker, API and commands: what was given, and local pieces where nothing was.
import { join } from 'node:path';
import { BadEnv, ENV_NAMES, readApiEnv, readCodecEnv, readWorkerEnv } from '../../infra/env.ts';
import { DOUBLE_KEY } from '../../infra/env-rules.ts';
import { ROOT } from '../build/build.ts';
import { clusterUrl } from '../postgres/cluster.ts';
import { AUDIENCE } from '../tokens/issuer.ts';
import { SIGN_IN_PATH } from '../tokens/sign-in.ts';
import type { Ports } from './ports.ts';
import type { Environment } from './settings.ts';

/** Which pieces run here; the others were given by their variable. */
export interface LocalPieces {
  readonly postgres: boolean;
  readonly temporal: boolean;
  readonly stripe: boolean;
  readonly tokens: boolean;
  readonly mail: boolean;
  /** Runs here wherever payloads are encrypted, as no other address of one is ever given. */
  readonly codec: boolean;
}

export const localPieces = (env: Environment): LocalPieces => ({
  postgres: env.DATABASE_URL === undefined,
  temporal: env.TEMPORAL_ADDRESS === undefined,
  stripe: env.STRIPE_SECRET_KEY === undefined,
  tokens: env.AUTH_JWKS_URL === undefined,
  mail: env.SMTP_URL === undefined,
  codec: env.PAYLOAD_KEYS !== undefined,
});

export const DATABASE = 'orders';

export interface PiecePlaces {
  readonly ports: Ports;
  readonly webhookSecret: string;
}

/**
 * Names every variable the processes read: undefined ones are taken away from what they inherit.
 * @throws with a line for each variable that is missing or malformed.
 */
export function processEnv(given: Environment, { ports, webhookSecret }: PiecePlaces): Environment {
  const env: Environment = {
    ...Object.fromEntries(ENV_NAMES.map((name) => [name, given[name]])),
    NEXT_PUBLIC_APP_URL: given.NEXT_PUBLIC_APP_URL ?? `http://127.0.0.1:${ports.api}`,
    SHUTDOWN_DEADLINE_SECONDS: given.SHUTDOWN_DEADLINE_SECONDS ?? '10',
    ...crowded(given),
    ...localEnv(given, { ports, webhookSecret }),
    PORT: String(ports.api),
    WORKFLOW_BUNDLE: given.WORKFLOW_BUNDLE ?? join(ROOT, 'dist', 'workflow-bundle.js'),
  };
  refuseBad(env);
  return env;
}

/** On one machine a whole town calls from one address, with the tokens of four people. */
const crowded = (given: Environment): Environment => ({
  RATE_LIMIT_FACTOR: given.RATE_LIMIT_FACTOR ?? '1000',
  UNPAID_ORDERS_PER_CUSTOMER: given.UNPAID_ORDERS_PER_CUSTOMER ?? '1000000',
  OPEN_ORDERS_PER_SHOP: given.OPEN_ORDERS_PER_SHOP ?? '1000000',
});

function localEnv(given: Environment, { ports, webhookSecret }: PiecePlaces): Environment {
  const local = localPieces(given);
  return {
    ...(local.postgres ? { DATABASE_URL: clusterUrl(ports.postgres, DATABASE) } : {}),
    ...(local.temporal ? { TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}` } : {}),
    ...(local.stripe ? doubleEnv(ports, webhookSecret) : {}),
    ...(local.tokens ? issuerEnv(ports, given) : {}),
    ...(local.mail ? mailEnv(ports, given) : {}),
    ...(local.codec ? codecEnv(ports, given) : {}),
  };
}

function issuerEnv(ports: Ports, given: Environment): Environment {
  const issuer = `http://127.0.0.1:${ports.tokens}`;
  return {
    AUTH_JWKS_URL: `${issuer}/.well-known/jwks.json`,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: AUDIENCE,
    SIGN_IN_URL: given.SIGN_IN_URL ?? `${issuer}${SIGN_IN_PATH}`,
  };
}

const mailEnv = (ports: Ports, { MAIL_FROM }: Environment): Environment => ({
  SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
  MAIL_FROM: MAIL_FROM ?? 'Klik&Go <commandes@klikandgo.example>',
});

/** Temporal's pages, by either name of this machine. */
const codecEnv = (ports: Ports, { CODEC_UI_ORIGINS }: Environment): Environment => ({
  CODEC_HOST: '127.0.0.1',
  CODEC_PORT: String(ports.codec),
  CODEC_UI_ORIGINS:
    CODEC_UI_ORIGINS ?? `http://127.0.0.1:${ports.temporalUi},http://localhost:${ports.temporalUi}`,
});

const doubleEnv = (ports: Ports, webhookSecret: string): Environment => ({
  STRIPE_SECRET_KEY: DOUBLE_KEY,
  STRIPE_API_BASE: `http://127.0.0.1:${ports.stripe}`,
  STRIPE_WEBHOOK_SECRET: webhookSecret,
});

/** Before anything is started: what the processes would refuse. */
function refuseBad(env: Environment): void {
  const problems = new Set<string>();
  const readers = [readApiEnv, readWorkerEnv, ...(env.PAYLOAD_KEYS === undefined ? [] : [readCodecEnv])];
  for (const read of readers) {
    try {
      read(env);
    } catch (error) {
      if (!(error instanceof BadEnv)) throw error;
      for (const problem of error.problems) problems.add(problem);
    }
  }
  if (problems.size > 0) throw new Error([...problems].join('\n'));
}
