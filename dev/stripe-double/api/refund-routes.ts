// `/v1/refunds`
import { z } from 'zod';
import type { Account } from '../account.ts';
import { createRefund, refundParams } from '../refunds/create.ts';
import type { RefundRecord } from '../store/stripe-objects.ts';
import { isWithin, renderList } from '../wire/lists.ts';
import { createdParam, mergeMetadata, metadataParam, pageParams, textParam } from '../wire/params.ts';
import { need, type Route, route } from './route.ts';

const listParams = z.strictObject({
  ...pageParams,
  charge: textParam().optional(),
  created: createdParam,
  payment_intent: textParam().optional(),
});

const updateParams = z.strictObject({ metadata: metadataParam.optional() });

export const REFUND_ROUTES: readonly Route[] = [
  route('POST /v1/refunds', refundParams, createRefund),
  route('GET /v1/refunds', listParams, listRefunds),
  route('GET /v1/refunds/:id', z.strictObject({}), (account, _, id) => findRefund(account, id)),
  route('POST /v1/refunds/:id', updateParams, updateRefund),
];

const findRefund = (account: Account, id: string): RefundRecord =>
  need(account.store.get('refund', id), 'refund', id);

function updateRefund(account: Account, params: z.infer<typeof updateParams>, id: string): RefundRecord {
  const refund = findRefund(account, id);
  const updated = { ...refund, metadata: mergeMetadata(refund.metadata, params.metadata ?? {}) };
  account.store.put('refund', id, updated);
  return updated;
}

function listRefunds(account: Account, params: z.infer<typeof listParams>) {
  const { charge, created, payment_intent: intent } = params;
  const candidates = intent === undefined ? account.store.all('refund') : account.store.of('refund', intent);
  const refunds = candidates.filter(
    (refund) => (charge === undefined || refund.charge === charge) && isWithin(refund.created, created),
  );
  return renderList(refunds.reverse(), params, { url: '/v1/refunds', what: 'refund' });
}
