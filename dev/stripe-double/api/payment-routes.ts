// `/v1/payment_intents`, `/v1/charges`, `/v1/disputes`
import { z } from 'zod';
import type { Account } from '../account.ts';
import { cancelByRequest, cancelParams, captureIntent, captureParams } from '../payments/capture.ts';
import { closeDispute } from '../payments/disputes.ts';
import type { DisputeRecord, IntentRecord } from '../store/stripe-objects.ts';
import { isWithin, renderList } from '../wire/lists.ts';
import { createdParam, pageParams, textParam } from '../wire/params.ts';
import { need, type Route, route } from './route.ts';

const nothing = z.strictObject({});
const byCreation = z.strictObject({ ...pageParams, created: createdParam });
const byPayment = z.strictObject({
  ...pageParams,
  charge: textParam().optional(),
  created: createdParam,
  payment_intent: textParam().optional(),
});

export const PAYMENT_ROUTES: readonly Route[] = [
  route('GET /v1/payment_intents', byCreation, (account, params) =>
    listOf(account.store.all('intent'), params, { url: '/v1/payment_intents', what: 'payment_intent' }),
  ),
  route('GET /v1/payment_intents/:id', nothing, (account, _, id) => findIntent(account, id)),
  route('POST /v1/payment_intents/:id/capture', captureParams, (account, params, id) =>
    captureIntent(account, findIntent(account, id), params),
  ),
  route('POST /v1/payment_intents/:id/cancel', cancelParams, (account, params, id) =>
    cancelByRequest(account, findIntent(account, id), params),
  ),
  route('GET /v1/charges', byPayment.omit({ charge: true }), (account, params) =>
    listOf(ofPayment(account, 'charge', params.payment_intent), params, {
      url: '/v1/charges',
      what: 'charge',
    }),
  ),
  route('GET /v1/charges/:id', nothing, (account, _, id) =>
    need(account.store.get('charge', id), 'charge', id),
  ),
  route('GET /v1/disputes', byPayment, listDisputes),
  route('GET /v1/disputes/:id', nothing, (account, _, id) => findDispute(account, id)),
  route('POST /v1/disputes/:id/close', nothing, (account, _, id) =>
    closeDispute(account, findDispute(account, id), 'lost'),
  ),
];

const findIntent = (account: Account, id: string): IntentRecord =>
  need(account.store.get('intent', id), 'payment_intent', id);

const findDispute = (account: Account, id: string): DisputeRecord =>
  need(account.store.get('dispute', id), 'dispute', id);

function listDisputes(account: Account, params: z.infer<typeof byPayment>) {
  const disputes = ofPayment(account, 'dispute', params.payment_intent).filter(
    (dispute) => params.charge === undefined || dispute.charge === params.charge,
  );
  return listOf(disputes, params, { url: '/v1/disputes', what: 'dispute' });
}

function ofPayment<K extends 'charge' | 'dispute'>(account: Account, kind: K, intent: string | undefined) {
  return intent === undefined ? account.store.all(kind) : account.store.of(kind, intent);
}

function listOf<T extends { id: string; created: number }>(
  oldestFirst: T[],
  params: z.infer<typeof byCreation>,
  about: { url: string; what: string },
) {
  const records = oldestFirst.filter((record) => isWithin(record.created, params.created));
  return renderList(records.reverse(), params, about);
}
