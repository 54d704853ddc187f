// `/v1/checkout/sessions`
import { z } from 'zod';
import type { Account } from '../account.ts';
import { createSession } from '../sessions/create.ts';
import { expireByRequest } from '../sessions/expire.ts';
import { renderLineItems } from '../sessions/line-items.ts';
import { sessionParams } from '../sessions/params.ts';
import type { SessionRecord } from '../store/stripe-objects.ts';
import { isWithin, renderList } from '../wire/lists.ts';
import { createdParam, pageParams, textParam } from '../wire/params.ts';
import { need, type Route, route } from './route.ts';

const listParams = z.strictObject({
  ...pageParams,
  created: createdParam,
  customer_details: z.strictObject({ email: textParam() }).optional(),
  payment_intent: textParam().optional(),
  status: z.enum(['complete', 'expired', 'open']).optional(),
});

export const CHECKOUT_ROUTES: readonly Route[] = [
  route('POST /v1/checkout/sessions', sessionParams, createSession),
  route('GET /v1/checkout/sessions', listParams, listSessions),
  route('GET /v1/checkout/sessions/:id', z.strictObject({}), (account, _, id) => findSession(account, id)),
  route('GET /v1/checkout/sessions/:id/line_items', z.strictObject(pageParams), (account, page, id) =>
    renderLineItems(account, findSession(account, id).id, page),
  ),
  route('POST /v1/checkout/sessions/:id/expire', z.strictObject({}), (account, _, id) =>
    expireByRequest(account, findSession(account, id)),
  ),
];

const findSession = (account: Account, id: string): SessionRecord =>
  need(account.store.get('session', id), 'checkout.session', id);

function listSessions(account: Account, params: z.infer<typeof listParams>) {
  const { status, created, payment_intent: intent, customer_details: customer } = params;
  const candidates =
    intent === undefined ? account.store.all('session') : account.store.of('session', intent);
  const sessions = candidates.filter(
    (session) =>
      (status === undefined || session.status === status) &&
      isWithin(session.created, created) &&
      (customer === undefined || session.customer_details?.email === customer.email),
  );
  return renderList(sessions.reverse(), params, { url: '/v1/checkout/sessions', what: 'checkout.session' });
}
