// How an operator sees facts about an order that nobody drives and nobody may drive unasked.
import { log, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { OrderId } from '../domain/ids.ts';
import { attentionAttribute } from '../domain/search-attributes.ts';
import { CUSTODY_WORDS } from './detail-words.ts';

/** `MISSING`: no row, money may have come for it. `OPEN`: the row goes on, its workflow has ended. */
export type Custody = 'MISSING' | 'OPEN';

export function raiseCustody(orderId: OrderId, why: Custody): void {
  upsertSearchAttributes([attentionAttribute(true)]);
  setCurrentDetails(`⚠ ${CUSTODY_WORDS[why]}`);
  log.warn('facts about an order wait for an operator', { orderId, why });
}

export function lowerCustody(): void {
  upsertSearchAttributes([attentionAttribute(false)]);
  setCurrentDetails('');
}
