// The encryption of payloads: what goes in comes out, nothing else does, and keys are replaced without losing anything.
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PayloadUnreadable } from '../../../domain/ports/payload-cipher.ts';
import { encryptingCodec } from '../../../infra/payloads/encrypting-codec.ts';
import { keyEntry, payloadKeys } from '../../support/payload-keys.ts';

const K1 = keyEntry('k1');
const K2 = keyEntry('k2');
const codec = (...entries: readonly string[]): PayloadCodec => encryptingCodec(payloadKeys(...entries));

const bytes = fc.uint8Array({ maxLength: 300 });
const anyPayload: fc.Arbitrary<Payload> = fc.record({
  metadata: fc.dictionary(fc.string({ minLength: 1 }), bytes, { noNullPrototype: true }),
  data: bytes,
});

const one = async (turned: Promise<Payload[]>): Promise<Payload> => {
  const [payload, ...others] = await turned;
  if (payload === undefined || others.length > 0) throw new Error(`${others.length + 1} payloads`);
  return payload;
};
const encrypted = (payload: Payload, by = codec(K1)): Promise<Payload> => one(by.encode([payload]));
const decrypted = (payload: Payload, by = codec(K1)): Promise<Payload> => one(by.decode([payload]));

/** By content: bytes may be of either kind. */
const plain = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, hex(value)])),
  data: hex(data),
});
const hex = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('hex');
const text = (value: Uint8Array | undefined): string => Buffer.from(value ?? []).toString();

const ORDER: Payload = defaultPayloadConverter.toPayload({ orderId: 'abc', cents: 1245 });

describe('an encrypted payload', () => {
  it('comes out as it went in, whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyPayload, async (payload) => {
        expect(plain(await decrypted(await encrypted(payload)))).toEqual(plain(payload));
      }),
    );
  });

  it('of several keeps its place', async () => {
    const many = ['a', 'b', 'c'].map((value) => defaultPayloadConverter.toPayload(value));
    const turned = await codec(K1).decode(await codec(K1).encode(many));
    expect(turned.map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual(['a', 'b', 'c']);
  });

  it('shows its key’s id and nothing of its content, nor how that was encoded', async () => {
    const { metadata, data } = await encrypted(ORDER);
    expect(Object.keys(metadata ?? {}).toSorted()).toEqual(['encoding', 'encryption-key-id']);
    expect(text(metadata?.encoding)).toBe('binary/encrypted');
    expect(text(metadata?.['encryption-key-id'])).toBe('k1');
    for (const word of ['abc', '1245', 'json/plain']) expect(text(data ?? undefined)).not.toContain(word);
  });

  it('is another one each time', async () => {
    const made = await Promise.all(Array.from({ length: 500 }, () => encrypted(ORDER)));
    expect(new Set(made.map(({ data }) => hex(data?.subarray(0, 12)))).size).toBe(500);
  });

  it('of which any bit was turned is refused', async () => {
    const whole = await encrypted(ORDER);
    const length = whole.data?.length ?? 0;
    const turned = await Promise.all(
      Array.from({ length: length * 8 }, async (_, bit) => {
        const data = Uint8Array.from(whole.data ?? []);
        data[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return decrypted({ ...whole, data }).then(
          () => bit,
          (error: unknown) => (error instanceof PayloadUnreadable ? null : error),
        );
      }),
    );
    expect(length).toBeGreaterThan(60);
    expect(turned.filter((outcome) => outcome !== null)).toEqual([]);
  });

  it('that was cut anywhere is refused', async () => {
    const whole = await encrypted(ORDER);
    for (let length = 0; length < (whole.data?.length ?? 0); length += 1) {
      const cut = { ...whole, data: whole.data?.slice(0, length) ?? new Uint8Array() };
      await expect(decrypted(cut)).rejects.toBeInstanceOf(PayloadUnreadable);
    }
    await expect(decrypted({ metadata: whole.metadata ?? {} })).rejects.toBeInstanceOf(PayloadUnreadable);
  });

  it('that is passed off as one of another key is refused, even where both are the same', async () => {
    const [, secret = ''] = K1.split(':');
    const twin = codec(`k1b:${secret}`, K2);
    const moved = await encrypted(ORDER);
    const renamed = { ...moved, metadata: { ...moved.metadata, 'encryption-key-id': Buffer.from('k1b') } };
    await expect(decrypted(renamed, twin)).rejects.toThrow(
      'damaged, or encrypted with another key of the id "k1b"',
    );
  });
});

describe('what is not encrypted', () => {
  it('is read as it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyPayload, async (payload) => {
        expect(plain(await decrypted(payload))).toEqual(plain(payload));
      }),
    );
  });
});

describe('a key', () => {
  it('that is not there → refused by its name', async () => {
    const error = await decrypted(await encrypted(ORDER), codec(K2)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PayloadUnreadable);
    expect(error).toMatchObject({
      keyId: 'k1',
      message: 'encrypted with the key "k1", which PAYLOAD_KEYS lacks',
    });
  });

  it('of the same name and another value → refused', async () => {
    const error = await decrypted(await encrypted(ORDER), codec(keyEntry('k1'))).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      keyId: 'k1',
      message: 'damaged, or encrypted with another key of the id "k1"',
    });
  });

  it('is replaced in three steps, and at each every process reads every other', async () => {
    const steps = [codec(K1), codec(K1, K2), codec(K2, K1)];
    for (const [index, writer] of steps.entries())
      for (const reader of steps.slice(Math.max(0, index - 1), index + 2))
        expect(plain(await decrypted(await encrypted(ORDER, writer), reader))).toEqual(plain(ORDER));
    expect(text((await encrypted(ORDER, codec(K2, K1))).metadata?.['encryption-key-id'])).toBe('k2');
  });

  it('behind `plain` reads, and does not write', async () => {
    const preparing = codec('plain', K1);
    expect(await encrypted(ORDER, preparing)).toBe(ORDER);
    expect(plain(await decrypted(await encrypted(ORDER), preparing))).toEqual(plain(ORDER));
  });
});
