// Who may call: one key, unmistakably not a real one, and one API version.
import Stripe from 'stripe';
import type { Call } from '../double.ts';
import { refuseAuthentication, refuseParams } from '../wire/errors.ts';

const DOUBLE_KEY = 'sk_test_local_double';

/** Throws unless the call carries the double's key, the SDK's API version and a form for a body. */
export function checkAccess(call: Call): void {
  checkKey(readKey(call.header('authorization')));
  const version = call.header('stripe-version');
  if (version !== undefined && version !== Stripe.API_VERSION)
    throw refuseParams({
      message: `Invalid Stripe API version: ${version} (the local double speaks ${Stripe.API_VERSION} only)`,
    });
  const type = call.header('content-type') ?? 'none';
  if (call.method === 'POST' && call.body !== '' && !type.startsWith('application/x-www-form-urlencoded'))
    throw refuseParams({
      message: `Invalid request: the body must be application/x-www-form-urlencoded, not ${type}`,
    });
}

function checkKey(key: string | null): void {
  if (key === null)
    throw refuseAuthentication(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (key !== DOUBLE_KEY)
    throw refuseAuthentication(`Invalid API Key provided: ${mask(key)} (this is the local Stripe double)`);
}

/** From `Bearer KEY`, or basic authentication with the key as user name. */
function readKey(authorization: string | undefined): string | null {
  const [scheme, value] = authorization?.split(' ') ?? [];
  if (value === undefined) return null;
  if (scheme === 'Bearer') return value;
  return scheme === 'Basic' ? (Buffer.from(value, 'base64').toString().split(':')[0] ?? null) : null;
}

/** A real key sent here by mistake must not be echoed. */
const mask = (key: string): string => `${key.slice(0, 8)}****${key.slice(-4)}`;
