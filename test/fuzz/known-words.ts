// What a fuzzer has to know to get anywhere: shops and products that exist, and orders that were really placed.
import { z } from 'zod';
import { sendRaw } from '../api/attacks/raw-request.ts';
import type { Vocabulary } from './schema-values.ts';

const ORDERS = 8;
const Shops = z.object({ data: z.array(z.object({ id: z.string() })) });
const Order = z.object({ id: z.string(), checkoutUrl: z.string().nullable() });
const ITEM = { productId: 'boeuf-bavette', quantity: 500, unit: 'g' };

/** @param customer headers of who places the orders. */
export async function knownWords(url: string, customer: readonly string[]): Promise<Vocabulary['known']> {
  const shops = Shops.parse(await (await fetch(`${url}/api/shops`)).json()).data.map(({ id }) => id);
  const orderIds: string[] = [];
  for (let count = 0; count < ORDERS; count += 1) {
    const paymentMethod = count % 2 === 0 ? 'ON_PICKUP' : 'ONLINE';
    const placed = await sendRaw(url, {
      method: 'POST',
      path: '/api/orders',
      headers: [...customer, 'Content-Type', 'application/json'],
      body: JSON.stringify({ shopId: 'boucherie-martin', paymentMethod, items: [ITEM] }),
    });
    orderIds.push(Order.parse(JSON.parse(placed.body)).id);
  }
  return {
    shopId: shops,
    orderId: orderIds,
    items: [[ITEM], [ITEM, ITEM], [{ ...ITEM, quantity: 20_001 }], [{ ...ITEM, unit: 'piece' }]],
    productId: [ITEM.productId],
    quantity: [ITEM.quantity, 1],
    sessionId: orderIds.map((id) => `cs_test_${id}`),
    status: ['PENDING', 'ACCEPTED,READY', 'PENDING,PENDING', 'LOST'],
    cursor: ['MTc5NTU4NDQyMi5hYWFhYWFhYWFh'],
    lastEventId: ['0', '1', '7'],
    'Idempotency-Key': ['key-1', 'key-2', 'key-3'],
    'Last-Event-ID': ['0', '3'],
    pickupAt: [null],
  };
}
