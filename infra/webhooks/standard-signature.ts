// Signs what is sent to a shop's programs, in the form of standardwebhooks.com.
import { createHmac } from 'node:crypto';

interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

const PREFIX = 'whsec_';

/** @param secret `whsec_` and the key in base64. @returns the value of `webhook-signature`. */
export function standardSignature({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
