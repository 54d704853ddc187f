// The content of a signed webhook: verified first, with each secret in turn, and only then read.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import Stripe from 'stripe';
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
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (const secret of secrets) {
    try {
      return { content: webhooks.constructEvent(bytes, signature, secret, TOLERANCE) };
    } catch (error) {
      // Not signed with this secret, perhaps with the next one; any other error is about what was signed.
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) return { content: undefined };
    }
  }
  return null;
}

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
