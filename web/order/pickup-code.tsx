// What the customer says at the counter, and when; there is none before the shop has the order, and once there is nothing to fetch.
import type { Order } from '../api/bodies.ts';
import { useWords } from '../language/words.tsx';

export function PickupCode({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const isAtShop = order.paymentStatus !== 'AWAITING' && order.paymentStatus !== 'PROCESSING';
  const isToFetch =
    (order.status === 'PENDING' && isAtShop) || order.status === 'ACCEPTED' || order.status === 'READY';
  if (!isToFetch) return null;
  return (
    <section className="code" aria-labelledby="code">
      <h2 id="code">{texts.order.code}</h2>
      <p className="code-letters">{order.pickupCode}</p>
      <p className="hint">{texts.order.codeHint}</p>
      <p className="code-when">
        {order.pickupAt === null
          ? texts.order.pickupSoon
          : texts.order.pickupAt(formats.dayAndClock(order.pickupAt))}
      </p>
    </section>
  );
}
