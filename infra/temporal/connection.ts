// Connections to Temporal: address, TLS and API key from the environment.
import { readFile } from 'node:fs/promises';
import {
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { TemporalEnv } from '../env.ts';

/** For commands that are of no use without Temporal. @throws when the server does not answer. */
export async function connectTemporal(env: TemporalEnv): Promise<Connection> {
  return Connection.connect(await temporalSettings(env));
}

/** The API's connection, made with the first call: a server that is away fails calls, not the start. */
export async function lazyTemporal(env: TemporalEnv): Promise<Connection> {
  return Connection.lazy({ ...(await temporalSettings(env)), ...PROMPT });
}

/** Someone waits for the answer: a server that is away is said to be away within a second, and found again soon. */
const PROMPT = {
  interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 3 }))],
  channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 },
} satisfies ConnectionOptions;

type Tls = NonNullable<ConnectionOptions['tls']>;

export interface TemporalSettings {
  readonly address: string;
  readonly tls: Tls;
  readonly apiKey?: string;
}

/** For the worker's connection, which is of another make. */
export async function temporalSettings(env: TemporalEnv): Promise<TemporalSettings> {
  const apiKey = env.TEMPORAL_API_KEY;
  const base = { address: env.TEMPORAL_ADDRESS, tls: await tlsOf(env) };
  return apiKey === undefined ? base : { ...base, apiKey };
}

/** An API key is never sent in the clear, so it implies TLS. */
async function tlsOf(env: TemporalEnv): Promise<Tls> {
  const { TEMPORAL_TLS_CERT: crt, TEMPORAL_TLS_KEY: key, TEMPORAL_TLS_SERVER_CA: ca } = env;
  const serverRootCACertificate = ca === undefined ? {} : { serverRootCACertificate: await readFile(ca) };
  if (crt !== undefined && key !== undefined) {
    const clientCertPair = { crt: await readFile(crt), key: await readFile(key) };
    return { ...serverRootCACertificate, clientCertPair };
  }
  if (ca !== undefined) return serverRootCACertificate;
  return env.TEMPORAL_TLS === true || env.TEMPORAL_API_KEY !== undefined;
}
