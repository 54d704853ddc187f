// Rules between variables: what must never be combined where real money is.
import type { z } from 'zod';

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
export function checkMail({ SMTP_URL, MAIL_FROM }: MailSettings, context: z.RefinementCtx): void {
  if ((SMTP_URL === undefined) === (MAIL_FROM === undefined)) return;
  const [missing, given] = SMTP_URL === undefined ? ['SMTP_URL', 'MAIL_FROM'] : ['MAIL_FROM', 'SMTP_URL'];
  context.addIssue({ code: 'custom', path: [missing], message: `needed with ${given}` });
}
