// `/v1/events`, `/v1/balance`, `/v1/balance_transactions`
import { z } from 'zod';
import type { Account } from '../account.ts';
import { renderEvent } from '../events.ts';
import { renderBalance } from '../payments/balance.ts';
import type { EventRecord } from '../store/records.ts';
import { resend } from '../webhooks/queue.ts';
import { isWithin, renderList } from '../wire/lists.ts';
import { booleanParam, createdParam, pageParams, textParam } from '../wire/params.ts';
import { need, type Route, route } from './route.ts';

const eventListParams = z.strictObject({
  ...pageParams,
  created: createdParam,
  delivery_success: booleanParam.optional(),
  type: textParam().optional(),
  types: z.array(textParam()).max(20).optional(),
});

const transactionListParams = z.strictObject({
  ...pageParams,
  created: createdParam,
  currency: textParam().optional(),
  source: textParam().optional(),
  type: textParam().optional(),
});

export const EVENT_ROUTES: readonly Route[] = [
  route('GET /v1/events', eventListParams, listEvents),
  route('GET /v1/events/:id', z.strictObject({}), (account, _, id) =>
    renderEvent(account, findEvent(account, id)),
  ),
  // The command line's `events resend`; whatever else it sends makes no difference here.
  route('POST /v1/events/:id/retry', z.looseObject({}), (account, _, id) => {
    resend(account, findEvent(account, id));
    return renderEvent(account, findEvent(account, id));
  }),
  route('GET /v1/balance', z.strictObject({}), renderBalance),
  route('GET /v1/balance_transactions', transactionListParams, listTransactions),
  route('GET /v1/balance_transactions/:id', z.strictObject({}), (account, _, id) =>
    need(account.store.get('balanceTransaction', id), 'balance_transaction', id),
  ),
];

const findEvent = (account: Account, id: string): EventRecord =>
  need(account.store.get('event', id), 'event', id);

function listEvents(account: Account, params: z.infer<typeof eventListParams>) {
  const { type, types, delivery_success: delivered } = params;
  const wanted = types ?? (type === undefined ? ['*'] : [type]);
  const events = account.store
    .all('event')
    .filter(
      (event) =>
        wanted.some((pattern) => matches(pattern, event.type)) &&
        isWithin(event.created, params.created) &&
        (delivered === undefined || delivered === (account.store.of('delivery', event.id).length === 0)),
    );
  const page = renderList(events.reverse(), params, { url: '/v1/events', what: 'event' });
  return { ...page, data: page.data.map((event) => renderEvent(account, event)) };
}

/** `checkout.session.*` stands for all that begin so. */
function matches(pattern: string, type: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

function listTransactions(account: Account, params: z.infer<typeof transactionListParams>) {
  const { created, currency, source, type } = params;
  const transactions = account.store
    .all('balanceTransaction')
    .filter(
      (transaction) =>
        (type === undefined || transaction.type === type) &&
        (source === undefined || transaction.source === source) &&
        (currency === undefined || transaction.currency === currency) &&
        isWithin(transaction.created, created),
    );
  return renderList(transactions.reverse(), params, {
    url: '/v1/balance_transactions',
    what: 'balance_transaction',
  });
}
