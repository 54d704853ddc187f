// The orders of a pressure run: placed and paid while no webhook arrives, decided once their payment is known.
import { openShopApi } from '../../dev/demo/shop-api.ts';
import { CARDS, submitCard } from '../support/hosted-page.ts';
import type { TestStack } from '../support/stack.ts';
import { WISH } from '../support/stack-client.ts';
import { inLanes } from './lanes.ts';
import { openShopDoors } from './shop-doors.ts';

export interface Crowd {
  /** Places and pays so many more orders; Stripe tells nobody. */
  placeAndPay(count: number): Promise<string[]>;
  /** Every other one is refused; all have to be paid by now. */
  decide(orderIds: readonly string[]): Promise<void>;
}

/** A machine of two cores is busy with these. */
const LANES = 16;

export async function openCrowd(stack: TestStack, say: (line: string) => void): Promise<Crowd> {
  const { info } = stack;
  await openShopDoors(stack, WISH.shopId);
  const customer = openShopApi(info.api, info.tokens.customer);
  const butcher = openShopApi(info.api, info.tokens.butchers[WISH.shopId] ?? '');
  const counted = (what: string, total: number) => {
    let done = 0;
    return () => {
      done += 1;
      if (done % 500 === 0) say(`${done} of ${total} ${what} …`);
    };
  };
  return {
    placeAndPay(count) {
      const one = counted('placed and paid', count);
      return inLanes(Array.from({ length: count }), LANES, async () => {
        const { orderId, url } = await customer.checkout(WISH);
        const { status } = await submitCard(url, CARDS.ok);
        if (status !== 303) throw new Error(`the payment page answered ${status}`);
        one();
        return orderId;
      });
    },
    async decide(orderIds) {
      const one = counted('decided', orderIds.length);
      await inLanes(orderIds, LANES, async (orderId, index) => {
        await (index % 2 === 0
          ? butcher.decide(orderId, 'accept')
          : butcher.decide(orderId, 'reject', { reason: 'TOO_BUSY' }));
        one();
      });
    },
  };
}
