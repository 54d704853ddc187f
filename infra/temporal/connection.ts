// Ways to Temporal: address, TLS, API key, namespace and payload encryption from the environment, for all who go there.
import { readFile } from 'node:fs/promises';
import {
  Connection,
  type ConnectionOptions,
  type DataConverter,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { TemporalEnv } from '../env.ts';
import { encryptingCodec } from '../payloads/encrypting-codec.ts';

/** What a client or a worker is made with: whoever had only a part of it could not read what the others write. */
export interface Temporal<C> {
  readonly connection: C;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
}

/** For commands that are of no use without Temporal. @throws when the server does not answer. */
export async function connectTemporal(env: TemporalEnv): Promise<Temporal<Connection>> {
  return temporalOn(env, await Connection.connect(await temporalSettings(env)));
}

/** The API's connection, made with the first call: a server that is away fails calls, not the start. */
export async function lazyTemporal(env: TemporalEnv): Promise<Temporal<Connection>> {
  return temporalOn(env, Connection.lazy({ ...(await temporalSettings(env)), ...PROMPT }));
}

/** For a connection of whatever make. Without PAYLOAD_KEYS nothing is encrypted, and nothing encrypted is read. */
export function temporalOn<C>(
  {
    TEMPORAL_NAMESPACE: namespace,
    PAYLOAD_KEYS: keys,
  }: Pick<TemporalEnv, 'TEMPORAL_NAMESPACE' | 'PAYLOAD_KEYS'>,
  connection: C,
): Temporal<C> {
  return { connection, namespace, dataConverter: dataConverterFor(keys) };
}

/** Reads and writes what Temporal keeps. */
export const dataConverterFor = (keys: TemporalEnv['PAYLOAD_KEYS']): DataConverter => ({
  payloadCodecs: keys === undefined ? [] : [encryptingCodec(keys)],
});

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
