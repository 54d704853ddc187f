// One complete online order, as the bench counts it: checkout, paid on the payment page, accepted.
import { CARDS, payWith } from '../demo/payment-page.ts';
import type { Cast } from '../demo/scenarios.ts';

/** The shop's windows must outlast the bench. */
const BASKET = {
  shopId: 'boucherie-martin',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
};
/** Milliseconds until the webhook has come, on a loaded machine. */
const PATIENCE = 60_000;

interface LivedOrder {
  /** Milliseconds `POST /api/checkout` took. */
  readonly checkoutMs: number;
}

export async function liveOrder({ customer, butcher }: Cast): Promise<LivedOrder> {
  const startedAt = performance.now();
  const { orderId, url } = await customer.checkout(BASKET);
  const checkoutMs = performance.now() - startedAt;
  if ((await payWith(url, CARDS.good)) === null) throw new Error('the card was declined');
  await customer.waitFor(orderId, { paymentStatus: 'PAID' }, PATIENCE);
  await butcher.decide(orderId, 'accept');
  return { checkoutMs };
}
