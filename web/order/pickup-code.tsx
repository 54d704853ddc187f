// What the customer says at the counter, and when; gone once there is nothing to fetch.
import type { Order } from '../api/bodies.ts';
import { useWords } from '../language/words.tsx';

export function PickupCode({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const isToFetch = order.status === 'PENDING' || order.status === 'ACCEPTED' || order.status === 'READY';
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
