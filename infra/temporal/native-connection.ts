// The worker's connection to Temporal; apart from the others, whose processes need none of the worker's native code.
import { NativeConnection } from '@temporalio/worker';
import type { TemporalEnv } from '../env.ts';
import { type Temporal, temporalOn, temporalSettings } from './connection.ts';

/** @throws when the server does not answer at start. */
export async function connectNative(env: TemporalEnv): Promise<Temporal<NativeConnection>> {
  return temporalOn(env, await NativeConnection.connect(await temporalSettings(env)));
}
