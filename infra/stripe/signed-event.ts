// The content of a signed webhook: verified first, with each secret in turn, and only then read.
import { Buffer, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { z } from 'zod';
import { type Instant, instant } from '../../domain/time.ts';
import { stripeId } from './stripe-facts.ts';

/** Seconds a signature may be old: Stripe's own default, against replays. */
const TOLERANCE = 300;
/** Milliseconds; Stripe counts in seconds. */
const SECOND = 1_000;

export interface SentWebhook {
  readonly body: Uint8Array;
  readonly signature: string;
}

/** What Stripe signed, as it came; `content` is undefined when it is no JSON. */
export interface SignedContent {
  readonly content: unknown;
}

/** Null when nobody signed it with one of our secrets. */
export function signedContent(
  { webhooks }: Pick<Stripe, 'webhooks'>,
  secrets: readonly string[],
  { body, signature }: SentWebhook,
): SignedContent | null {
  if (!isPlainText(body)) return null;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const isSigned = secrets.some((secret) => isSignedWith(webhooks, secret, { body: bytes, signature }));
  return isSigned ? { content: jsonIn(bytes) } : null;
}

/** Whatever the library has against a signature, it is none: an empty one is a plain error to it. */
function isSignedWith(
  webhooks: Stripe['webhooks'],
  secret: string,
  { body, signature }: { readonly body: Buffer; readonly signature: string },
): boolean {
  try {
    return webhooks.signature?.verifyHeader(body, signature, secret, TOLERANCE) === true;
  } catch {
    return false;
  }
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * What is verified has to be what came: Stripe's library verifies the text of the bytes, without the mark they may begin
 * with, and with another character in place of what is none.
 */
const isPlainText = (body: Uint8Array): boolean =>
  isUtf8(body) && !BYTE_ORDER_MARK.every((byte, index) => body[index] === byte);

const NAMELESS = '(none)';
const Envelope = z
  .object({
    id: stripeId.nullable().catch(null),
    type: stripeId.catch(NAMELESS),
    livemode: z.boolean().nullable().catch(null),
    created: z.int().nonnegative().nullable().catch(null),
    data: z.object({ object: z.unknown() }).catch({ object: undefined }),
  })
  .catch({ id: null, type: NAMELESS, livemode: null, created: null, data: { object: undefined } });

/** An event's envelope, whatever is missing in it. */
export interface Event {
  /** Its content's digest, when it has no id: sent again, it is the same event. */
  readonly id: string;
  readonly type: string;
  readonly object: unknown;
  readonly madeAt: Instant | null;
  /** Null when it does not say, or has no id or type: then nothing it says is believed. */
  readonly livemode: boolean | null;
}

export function readEvent({ content }: SignedContent, body: Uint8Array): Event {
  const { id, type, livemode, created, data } = Envelope.parse(content);
  const isWhole = id !== null && type !== NAMELESS;
  return {
    id: id ?? digestOf(body),
    type,
    object: data.object,
    madeAt: created === null ? null : instant(created * SECOND),
    livemode: isWhole ? livemode : null,
  };
}

const digestOf = (body: Uint8Array): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;
