// Payloads as Temporal's pages and command line send them: protobuf's JSON, bytes in base64.
import { z } from 'zod';
import type { KeptPayload } from '../../domain/ports/payload-cipher.ts';

const bytes = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));

/** In one request: more than an event has. */
const MOST = 10_000;

const PayloadBody = z
  .strictObject({ metadata: z.record(z.string(), bytes).optional(), data: bytes.optional() })
  .transform(
    ({ metadata, data }): KeptPayload => ({
      ...(metadata === undefined ? {} : { metadata }),
      ...(data === undefined ? {} : { data }),
    }),
  );

/** Protobuf's JSON leaves out what is empty. */
export const PayloadsBody = z.strictObject({ payloads: z.array(PayloadBody).max(MOST).default([]) });

export const payloadsJson = (payloads: readonly KeptPayload[]) => ({
  payloads: payloads.map(({ metadata, data }) => ({
    ...(metadata == null ? {} : { metadata: inBase64(metadata) }),
    ...(data == null ? {} : { data: base64(data) }),
  })),
});

const inBase64 = (metadata: Readonly<Record<string, Uint8Array>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, base64(value)]));

const base64 = (value: Uint8Array): string => Buffer.from(value).toString('base64');
