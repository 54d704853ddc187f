// Encrypts what Temporal keeps: AES-256-GCM, the payload as a whole, under the key that its metadata names.
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { PayloadUnreadable } from '../../domain/ports/payload-cipher.ts';
import { LONGEST_ID, type PayloadKey, type PayloadKeys } from './payload-keys.ts';

const { Payload: Wire } = proto.temporal.api.common.v1;

const ALGORITHM = 'aes-256-gcm';
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
/** Bytes; random for each payload, so one key is good for some thousand million of them. */
const NONCE = 12;
/** Bytes. */
const TAG = 16;

/** What is not encrypted is read as it is: orders from before, and what operators type. */
export function encryptingCodec({ writing, reading }: PayloadKeys): PayloadCodec {
  return {
    encode: async (payloads) =>
      writing === null ? payloads : payloads.map((payload) => encrypt(payload, writing)),
    decode: async (payloads) =>
      payloads.map((payload) => (isEncrypted(payload) ? decrypt(payload, reading) : payload)),
  };
}

const isEncrypted = ({ metadata }: Payload): boolean => textOf(metadata?.encoding) === ENCODING;

/** Data: the nonce, the encrypted payload with its metadata, the tag. */
function encrypt(payload: Payload, { id, secret }: PayloadKey): Payload {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG });
  cipher.setAAD(boundTo(id));
  const sealed = [cipher.update(Wire.encode(payload).finish()), cipher.final()];
  return {
    metadata: { encoding: Buffer.from(ENCODING), [KEY_ID]: Buffer.from(id) },
    data: Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]),
  };
}

/** @throws PayloadUnreadable */
function decrypt(payload: Payload, keys: ReadonlyMap<string, KeyObject>): Payload {
  // Whoever wrote the payload chose its key's id.
  const id = textOf(payload.metadata?.[KEY_ID]).slice(0, LONGEST_ID);
  const secret = keys.get(id);
  if (secret === undefined)
    throw new PayloadUnreadable(id, `encrypted with the key ${JSON.stringify(id)}, which PAYLOAD_KEYS lacks`);
  const data = payload.data ?? new Uint8Array();
  try {
    const decipher = createDecipheriv(ALGORITHM, secret, data.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(boundTo(id));
    decipher.setAuthTag(data.subarray(Math.max(NONCE, data.length - TAG)));
    const opened = [decipher.update(data.subarray(NONCE, -TAG)), decipher.final()];
    return Wire.decode(Buffer.concat(opened));
  } catch {
    // OpenSSL's own words say no more.
    throw new PayloadUnreadable(id, `damaged, or encrypted with another key of the id ${JSON.stringify(id)}`);
  }
}

/** A payload cannot be passed off as one of another key, or of another make. */
const boundTo = (id: string): Buffer => Buffer.from(`${ENCODING} ${id}`);

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();
