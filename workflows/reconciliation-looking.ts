// Looking at Stripe for as long as it takes: a refused key is an operator's matter, and shows until it is mended.
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { FailureCode } from '../domain/failures.ts';
import { attentionAttribute } from '../domain/search-attributes.ts';
import { failureType } from './failure-type.ts';
import { type LookingCalls, lookInsisting, lookThroughOutages } from './reconciliation-effects.ts';

const KEY_REFUSED: FailureCode = 'STRIPE_KEY_REFUSED';
const KEY_REFUSED_WORDS =
  '⚠ Stripe refuse la clé : corrigez STRIPE_SECRET_KEY, le rapprochement reprendra seul.';

/** The run needs attention while the key is refused, and its history does not grow; then it goes on by itself. */
export async function lookPatiently<R>(look: (calls: LookingCalls) => Promise<R>): Promise<R> {
  try {
    return await look(lookThroughOutages);
  } catch (error) {
    if (failureType(error) !== KEY_REFUSED) throw error;
  }
  show(true, KEY_REFUSED_WORDS);
  const seen = await look(lookInsisting);
  show(false, '');
  return seen;
}

function show(isNeeded: boolean, details: string): void {
  upsertSearchAttributes([attentionAttribute(isNeeded)]);
  setCurrentDetails(details);
}
