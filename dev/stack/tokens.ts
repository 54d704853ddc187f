// The tokens the stack hands out, for every kind of caller.
import type { Issuer } from '../tokens/issuer.ts';
import { butcherOf, CUSTOMER, OPERATOR, OTHER_CUSTOMER, SHOPS } from '../tokens/personas.ts';
import type { StackInfo } from './stack-info.ts';

export async function mintTokens({ mintToken }: Issuer): Promise<StackInfo['tokens']> {
  const butchers = await Promise.all(
    SHOPS.map(async ({ id }) => [id, await mintToken(butcherOf(id))] as const),
  );
  return {
    customer: await mintToken(CUSTOMER),
    otherCustomer: await mintToken(OTHER_CUSTOMER),
    operator: await mintToken(OPERATOR),
    butchers: Object.fromEntries(butchers),
  };
}

/** Where a real issuer is used, the stack has none to give. */
export const NO_TOKENS: StackInfo['tokens'] = { customer: '', otherCustomer: '', operator: '', butchers: {} };
