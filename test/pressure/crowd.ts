// The orders of a pressure run: placed and paid while no webhook arrives, decided once their payment is known.
import { openHttpClient } from '../outages/client.ts';
import { nothingSeen, openPeople } from '../outages/people.ts';
import type { TestStack } from '../support/stack.ts';
import { WISH } from '../support/stack-client.ts';
import { inLanes } from './lanes.ts';
import { openShopDoors } from './shop-doors.ts';

export interface Crowd {
  /** Places and pays so many more orders; Stripe tells nobody. */
  placeAndPay(count: number): Promise<string[]>;
  /** Every other one is refused; all have to be paid by now. */
  decide(orderIds: readonly string[]): Promise<void>;
  close(): void;
}

/** A machine of two cores is busy with these. */
const LANES = 16;

export async function openCrowd(stack: TestStack, say: (line: string) => void): Promise<Crowd> {
  await openShopDoors(stack, WISH.shopId);
  const http = openHttpClient(stack.info.api);
  const people = openPeople(http, stack.info, { shopId: WISH.shopId, seen: nothingSeen() });
  let named = 0;
  let placed = 0;
  return {
    placeAndPay: (count) =>
      inLanes(Array.from({ length: count }), LANES, async () => {
        named += 1;
        const { orderId, url } = await people.checkout({ items: WISH.items }, `crowd-${named}`);
        await people.pay(url);
        placed += 1;
        if (placed % 1_000 === 0) say(`${placed} placed …`);
        return orderId;
      }),
    async decide(orderIds) {
      await inLanes(orderIds, LANES, async (orderId, index) => {
        await people.decide('butcher', orderId, index % 2 === 0 ? 'accept' : 'reject');
        if (index % 1_000 === 999) say(`${index + 1} of ${orderIds.length} decided …`);
      });
    },
    close: () => http.close(),
  };
}
