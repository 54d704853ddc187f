// Webhook endpoints: where events go, which ones, and the secret they are signed with.
import Stripe from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { createId, createWebhookSecret } from '../ids.ts';
import type { EndpointRecord } from '../store/records.ts';
import { booleanParam, mergeMetadata, metadataParam, textParam, urlParam } from '../wire/params.ts';

export const endpointParams = z.strictObject({
  api_version: textParam().optional(),
  description: z.string().optional(),
  enabled_events: z.array(textParam()).min(1),
  metadata: metadataParam.optional(),
  url: urlParam,
});

export const updateParams = z.strictObject({
  description: z.string().optional(),
  disabled: booleanParam.optional(),
  enabled_events: z.array(textParam()).min(1).optional(),
  metadata: metadataParam.optional(),
  url: urlParam.optional(),
});

export function createEndpoint(
  account: Account,
  params: z.infer<typeof endpointParams>,
  secret = createWebhookSecret(),
): EndpointRecord {
  const endpoint: EndpointRecord['endpoint'] = {
    id: createId('we'),
    object: 'webhook_endpoint',
    api_version: params.api_version ?? Stripe.API_VERSION,
    application: null,
    created: account.clock.now(),
    description: params.description ?? null,
    enabled_events: params.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata ?? {}),
    status: 'enabled',
    url: params.url,
  };
  return keep(account, { endpoint, secret, retiring: null });
}

export function updateEndpoint(
  account: Account,
  record: EndpointRecord,
  params: z.infer<typeof updateParams>,
): EndpointRecord {
  const before = record.endpoint;
  const endpoint: EndpointRecord['endpoint'] = {
    ...before,
    description: params.description ?? before.description,
    enabled_events: params.enabled_events ?? before.enabled_events,
    metadata: mergeMetadata(before.metadata, params.metadata ?? {}),
    status: params.disabled === undefined ? before.status : params.disabled ? 'disabled' : 'enabled',
    url: params.url ?? before.url,
  };
  return keep(account, { ...record, endpoint });
}

export function deleteEndpoint(account: Account, id: string): void {
  account.store.remove('endpoint', id);
}

/** Signs with a new secret from now on, and with the old one too for a while. */
export function rotateSecret(
  account: Account,
  record: EndpointRecord,
  to: { secret?: string | undefined; overlapMs: number },
): EndpointRecord {
  const retiring = { secret: record.secret, until: account.clock.nowMs() + to.overlapMs };
  return keep(account, { ...record, secret: to.secret ?? createWebhookSecret(), retiring });
}

/** The endpoint given at start: made once, its secret set anew, all events. */
export function registerEndpoint(account: Account, fixed: { url: string; secret: string }): void {
  const known = account.store.all('endpoint').find(({ endpoint }) => endpoint.url === fixed.url);
  if (known === undefined) createEndpoint(account, { enabled_events: ['*'], url: fixed.url }, fixed.secret);
  else keep(account, { ...known, secret: fixed.secret, retiring: null });
}

function keep(account: Account, record: EndpointRecord): EndpointRecord {
  account.store.put('endpoint', record.endpoint.id, record);
  return record;
}
