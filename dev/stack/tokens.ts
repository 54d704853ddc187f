// The tokens the stack hands out, for every kind of caller.
import { BOUCHERIE_MARTIN } from '../../prisma/seed/boucherie-martin.ts';
import { DEMO_EXPRESS } from '../../prisma/seed/demo-express.ts';
import { MAISON_DUBOIS } from '../../prisma/seed/maison-dubois.ts';
import type { Issuer } from '../tokens/issuer.ts';
import { butcherOf, CUSTOMER, OPERATOR, OTHER_CUSTOMER } from '../tokens/personas.ts';
import type { StackInfo } from './stack-info.ts';

/** Not from the seed itself: that loads Prisma's client, which a fresh checkout has yet to generate. */
const SHOPS = [BOUCHERIE_MARTIN, MAISON_DUBOIS, DEMO_EXPRESS];

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
