// A refusal as it is being written: which reasons there are, and when it may be sent.
import type { Refusal } from '../../api/endpoints.ts';

type ReasonCode = Refusal['reason'];

export const LONGEST_MESSAGE = 200;

/** That the customer asked for it can only be once the shop has accepted: before, they cancel themselves. */
export const REASONS: Readonly<Record<'reject' | 'cancel', readonly ReasonCode[]>> = {
  reject: ['OUT_OF_STOCK', 'TOO_BUSY', 'CLOSED', 'OTHER'],
  cancel: ['OUT_OF_STOCK', 'TOO_BUSY', 'CLOSED', 'CUSTOMER_REQUEST', 'OTHER'],
};

export type Draft =
  | { readonly kind: 'complete'; readonly refusal: Refusal }
  | { readonly kind: 'incomplete'; readonly lacks: 'reason' | 'message' };

/** "Another reason" says nothing by itself. */
export function draftOf(reason: ReasonCode | null, written: string): Draft {
  const message = written.trim().slice(0, LONGEST_MESSAGE);
  if (reason === null) return { kind: 'incomplete', lacks: 'reason' };
  if (reason === 'OTHER' && message === '') return { kind: 'incomplete', lacks: 'message' };
  return { kind: 'complete', refusal: message === '' ? { reason } : { reason, message } };
}
