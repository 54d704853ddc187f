// Orders in every state worth looking at, of one customer at one shop.
import type { ShopApi } from '../../dev/demo/shop-api.ts';

export interface People {
  readonly customer: ShopApi;
  readonly butcher: ShopApi;
}

const ITEMS = [
  { productId: 'boeuf-bavette', quantity: 500, unit: 'g' },
  { productId: 'caille', quantity: 4, unit: 'piece' },
];
const WISH = { shopId: 'boucherie-martin', items: ITEMS };
const AT_COUNTER = { ...WISH, paymentMethod: 'ON_PICKUP' };

export interface StandingOrders {
  readonly pending: string;
  readonly accepted: string;
  readonly ready: string;
  readonly refused: string;
  readonly unpaid: string;
}

export async function standingOrders({ customer, butcher }: People): Promise<StandingOrders> {
  const pending = await customer.place(AT_COUNTER);
  const ready = await customer.place(AT_COUNTER);
  await butcher.decide(ready.id, 'accept');
  await butcher.decide(ready.id, 'ready');
  const refused = await customer.place(AT_COUNTER);
  await butcher.decide(refused.id, 'reject', {
    reason: 'OUT_OF_STOCK',
    message: 'Plus de bavette avant jeudi.',
  });
  const accepted = await customer.place(AT_COUNTER);
  await butcher.decide(accepted.id, 'accept');
  const unpaid = await customer.checkout(WISH);
  return {
    pending: pending.id,
    accepted: accepted.id,
    ready: ready.id,
    refused: refused.id,
    unpaid: unpaid.orderId,
  };
}
