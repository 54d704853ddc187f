// `/v1/webhook_endpoints`
import { z } from 'zod';
import {
  createEndpoint,
  deleteEndpoint,
  endpointParams,
  updateEndpoint,
  updateParams,
} from '../webhooks/endpoints.ts';
import { renderList } from '../wire/lists.ts';
import { pageParams } from '../wire/params.ts';
import { need, type Route, route } from './route.ts';

export const WEBHOOK_ROUTES: readonly Route[] = [
  // The only answer that tells the secret.
  route('POST /v1/webhook_endpoints', endpointParams, (account, params) => {
    const { endpoint, secret } = createEndpoint(account, params);
    return { ...endpoint, secret };
  }),
  route('GET /v1/webhook_endpoints', z.strictObject(pageParams), (account, params) => {
    const endpoints = account.store.all('endpoint').map(({ endpoint }) => endpoint);
    return renderList(endpoints.reverse(), params, {
      url: '/v1/webhook_endpoints',
      what: 'webhook_endpoint',
    });
  }),
  route(
    'GET /v1/webhook_endpoints/:id',
    z.strictObject({}),
    (account, _, id) => need(account.store.get('endpoint', id), 'webhook_endpoint', id).endpoint,
  ),
  route(
    'POST /v1/webhook_endpoints/:id',
    updateParams,
    (account, params, id) =>
      updateEndpoint(account, need(account.store.get('endpoint', id), 'webhook_endpoint', id), params)
        .endpoint,
  ),
  route('DELETE /v1/webhook_endpoints/:id', z.strictObject({}), (account, _, id) => {
    need(account.store.get('endpoint', id), 'webhook_endpoint', id);
    deleteEndpoint(account, id);
    return { id, object: 'webhook_endpoint', deleted: true };
  }),
];
