// Keys for tests that encrypt payloads, made anew in each run.
import { randomBytes } from 'node:crypto';
import { type PayloadKeys, readPayloadKeys } from '../../infra/payloads/payload-keys.ts';

/** As `PAYLOAD_KEYS` names a key. */
export const keyEntry = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** @throws with what is wrong with them. */
export function payloadKeys(...entries: readonly string[]): PayloadKeys {
  const reading = readPayloadKeys(entries.join());
  if (reading.kind === 'bad') throw new Error(reading.problems.join());
  return reading.keys;
}
