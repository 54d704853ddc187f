// Finds the endpoint of a call and runs it; whatever goes wrong becomes an answer.
import type { Account } from '../account.ts';
import type { Call } from '../double.ts';
import type { Fault } from '../faults.ts';
import { refuseByFault, refuseParams, refuseUrl, StripeRefusal } from '../wire/errors.ts';
import { expand } from '../wire/expand.ts';
import type { Form } from '../wire/form.ts';
import { CHECKOUT_ROUTES } from './checkout-routes.ts';
import { COMMAND_LINE_ROUTES } from './command-line-routes.ts';
import { EVENT_ROUTES } from './event-routes.ts';
import { PAYMENT_ROUTES } from './payment-routes.ts';
import { REFUND_ROUTES } from './refund-routes.ts';
import type { Route } from './route.ts';
import { WEBHOOK_ROUTES } from './webhook-routes.ts';

const ROUTES = [
  ...CHECKOUT_ROUTES,
  ...PAYMENT_ROUTES,
  ...REFUND_ROUTES,
  ...EVENT_ROUTES,
  ...WEBHOOK_ROUTES,
  ...COMMAND_LINE_ROUTES,
].map((route) => ({ route, pattern: new RegExp(`^${route.path.replace(':id', '([^/]+)')}$`) }));

export interface Planned {
  readonly route: Route;
  readonly id: string;
  readonly form: Form;
  readonly expansions: readonly string[];
}

export interface Performed {
  readonly status: number;
  readonly body: object;
  /** Whether the endpoint began its work: then an idempotency key remembers this answer. */
  readonly begun: boolean;
}

/** Finds the endpoint, and takes `expand` out of the parameters; throws when there is none. */
export function planCall(call: Call, params: Form): Planned {
  for (const { route, pattern } of ROUTES) {
    const match = route.method === call.method ? pattern.exec(call.path) : null;
    if (match === null) continue;
    const { expand: expansions = [], ...form } = params;
    return { route, id: decodeURIComponent(match[1] ?? ''), form, expansions: readExpansions(expansions) };
  }
  throw refuseUrl(call.method, call.path);
}

function readExpansions(value: unknown): string[] {
  if (!Array.isArray(value)) throw refuseParams({ message: 'Invalid array', param: 'expand' });
  return value.map(String);
}

/** Runs the endpoint, or the injected status in its place. */
export function performCall(account: Account, planned: Planned, fault: Fault | null): Performed {
  if (fault?.kind !== 'status') return run(account, planned);
  if (fault.afterEffect) run(account, planned);
  return injected(fault);
}

function run(account: Account, { route, form, id, expansions }: Planned): Performed {
  try {
    const object = route.answer(account, form, id);
    return { status: 200, body: expand(account, object, expansions), begun: true };
  } catch (error) {
    if (error instanceof StripeRefusal) {
      const { status, error: body, begun } = error.refusal;
      return { status, body: { error: body }, begun };
    }
    console.error('the Stripe double failed:', error);
    return { status: 500, body: { error: { type: 'api_error', message: String(error) } }, begun: true };
  }
}

function injected({ status, stored }: Fault): Performed {
  const { error, begun } = refuseByFault(status);
  return { status, body: { error }, begun: stored ?? begun };
}
