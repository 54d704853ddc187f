// Who may do what, by the specification and not by the code: each route, and what it answers to each kind of caller.
import type { CallerName, Person } from './cast.ts';

/** `in`: past the policy. A number is the status of the refusal. */
export type Verdict = 'in' | 400 | 401 | 403 | 404;
type OfPeople = Readonly<Record<Person, Verdict>>;

const people = (verdicts: readonly [Verdict, Verdict, Verdict, Verdict, Verdict]): OfPeople => ({
  customer: verdicts[0],
  'foreign customer': verdicts[1],
  butcher: verdicts[2],
  'foreign butcher': verdicts[3],
  operator: verdicts[4],
});

interface Rule {
  /** What the document says of the route. */
  readonly policy: string;
  /** Null: tokens are not looked at, and all are answered alike. */
  readonly people: OfPeople | null;
}

const OPEN: Rule = { policy: 'public', people: null };
const CUSTOMERS: Rule = { policy: 'customer', people: people(['in', 'in', 'in', 'in', 'in']) };
const READERS: Rule = { policy: 'order-reader', people: people(['in', 404, 'in', 404, 'in']) };
const OWNER: Rule = { policy: 'order-customer', people: people(['in', 404, 403, 404, 403]) };
const DECIDERS: Rule = { policy: 'order-decider', people: people([403, 404, 'in', 404, 'in']) };
/** Shops are public: a foreign one is forbidden, not hidden. */
const MEMBERS: Rule = { policy: 'shop-member', people: people([403, 403, 'in', 403, 'in']) };

export const WHO_MAY: Readonly<Record<string, Rule>> = {
  'GET /api/shops': OPEN,
  'GET /api/shops/{shopId}': OPEN,
  'POST /api/quote': OPEN,
  'GET /api/me': { policy: 'visitor', people: null },
  'POST /api/checkout': CUSTOMERS,
  'POST /api/orders': CUSTOMERS,
  'GET /api/orders': CUSTOMERS,
  'GET /api/orders/{orderId}': READERS,
  'GET /api/orders/{orderId}/timeline': READERS,
  'GET /api/orders/{orderId}/stream': READERS,
  'POST /api/orders/{orderId}/payment-check': OWNER,
  'POST /api/orders/{orderId}/cancel': READERS,
  'GET /api/shops/{shopId}/orders': MEMBERS,
  'GET /api/shops/{shopId}/stream': MEMBERS,
  'POST /api/orders/{orderId}/accept': DECIDERS,
  'POST /api/orders/{orderId}/reject': DECIDERS,
  'POST /api/orders/{orderId}/ready': DECIDERS,
  'POST /api/orders/{orderId}/collect': DECIDERS,
  'POST /api/orders/{orderId}/no-show': DECIDERS,
  'POST /api/webhooks/stripe': { policy: 'stripe', people: null },
  'GET /healthz': OPEN,
  'GET /readyz': OPEN,
  'GET /openapi.json': OPEN,
};

/** @throws for a route nobody has said anything about. */
export function verdictFor(route: string, who: CallerName): Verdict {
  const rule = WHO_MAY[route];
  if (rule === undefined) throw new Error(`${route} is not in the table of who may do what`);
  if (rule.policy === 'stripe') return 400;
  if (rule.people === null) return 'in';
  return isPerson(who, rule.people) ? rule.people[who] : 401;
}

const isPerson = (who: CallerName, table: OfPeople): who is Person => Object.hasOwn(table, who);
