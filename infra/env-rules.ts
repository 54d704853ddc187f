// Rules between variables: what must never be combined where real money is.
import type { z } from 'zod';
import { HOST_AND_PORT } from './env-values.ts';

interface StripeSettings {
  readonly STRIPE_SECRET_KEY: string;
  readonly STRIPE_API_BASE?: string | undefined;
  readonly NEXT_PUBLIC_APP_URL: string;
}

/** The key of the local double; no Stripe account has it. */
export const DOUBLE_KEY = 'sk_test_local_double';

export const isLiveKey = (key: string): boolean => /^(sk|rk)_live_/.test(key);

export function checkStripe(env: StripeSettings, context: z.RefinementCtx): void {
  const refuse = (name: keyof StripeSettings, message: string): void =>
    context.addIssue({ code: 'custom', path: [name], message });
  const isLive = isLiveKey(env.STRIPE_SECRET_KEY);
  if (isLive && env.STRIPE_API_BASE !== undefined) {
    refuse('STRIPE_API_BASE', 'a live key must never be sent to a test double: unset this variable');
  }
  if (isLive && !env.NEXT_PUBLIC_APP_URL.startsWith('https:')) {
    refuse('NEXT_PUBLIC_APP_URL', 'live payments need an https:// address');
  }
  if (env.STRIPE_SECRET_KEY === DOUBLE_KEY && env.STRIPE_API_BASE === undefined) {
    refuse(
      'STRIPE_SECRET_KEY',
      'this is the key of the local double: set STRIPE_API_BASE, or a key of your account',
    );
  }
}

interface MailSettings {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
}

/** A mail server without a sender, or the reverse, is half of what was meant. */
export function checkMail(env: MailSettings, context: z.RefinementCtx): void {
  needBoth({ SMTP_URL: env.SMTP_URL, MAIL_FROM: env.MAIL_FROM }, context);
}

/** @param pair two variables by name. */
function needBoth(pair: Readonly<Record<string, string | undefined>>, context: z.RefinementCtx): void {
  const names = Object.keys(pair);
  const missing = names.filter((name) => pair[name] === undefined);
  if (missing.length !== 1) return;
  const given = names.filter((name) => pair[name] !== undefined);
  context.addIssue({ code: 'custom', path: missing, message: `needed with ${given.join()}` });
}

interface DrainSettings {
  readonly DRAIN_SECONDS: number;
  readonly SHUTDOWN_DEADLINE_SECONDS: number;
}

/** Seconds to end streams, requests and connections, once no new ones come. */
const AFTER_DRAIN = 5;

/** The deadline counts from the signal: what it leaves after the drain must do for the requests under way. */
export function checkDrain(env: DrainSettings, context: z.RefinementCtx): void {
  const { DRAIN_SECONDS, SHUTDOWN_DEADLINE_SECONDS } = env;
  if (DRAIN_SECONDS === 0 || DRAIN_SECONDS + AFTER_DRAIN <= SHUTDOWN_DEADLINE_SECONDS) return;
  const message = `expected at least ${AFTER_DRAIN} less than SHUTDOWN_DEADLINE_SECONDS`;
  context.addIssue({ code: 'custom', path: ['DRAIN_SECONDS'], message });
}

interface TemporalSettings {
  readonly TEMPORAL_ADDRESS: string;
  readonly TEMPORAL_API_KEY?: string | undefined;
  readonly TEMPORAL_TLS?: boolean | undefined;
  readonly TEMPORAL_TLS_CERT?: string | undefined;
  readonly TEMPORAL_TLS_KEY?: string | undefined;
  readonly TEMPORAL_TLS_SERVER_CA?: string | undefined;
}

/** Orders leave this machine encrypted, unless someone has said that they need not. */
export function checkTemporal(env: TemporalSettings, context: z.RefinementCtx): void {
  const { TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY } = env;
  needBoth({ TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY }, context);
  const refuse = (message: string): void =>
    context.addIssue({ code: 'custom', path: ['TEMPORAL_TLS'], message });
  const implied = [env.TEMPORAL_API_KEY, TEMPORAL_TLS_CERT ?? TEMPORAL_TLS_KEY, env.TEMPORAL_TLS_SERVER_CA];
  const isImplied = implied.some((value) => value !== undefined);
  if (isImplied && env.TEMPORAL_TLS === false) {
    refuse('false, but an API key or a certificate is set: they need TLS');
  }
  if (!isImplied && env.TEMPORAL_TLS === undefined && isElsewhere(env.TEMPORAL_ADDRESS)) {
    refuse('needed, as TEMPORAL_ADDRESS is not this machine: true, or false to send orders unencrypted');
  }
}

/** By what is written, not by what a name server says of it. @param address `host:port`; else it is refused as it is. */
function isElsewhere(address: string): boolean {
  return HOST_AND_PORT.test(address) && !/^(localhost|127(\.\d{1,3}){3}):/i.test(address);
}
