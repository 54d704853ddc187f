// Where the order stands: a sentence, the line of its steps, and why it ended if it ended badly.
import type { Order } from '../api/bodies.ts';
import { useWords } from '../language/words.tsx';
import { isNothingPaid, moneyWordsFor } from './money-words.ts';
import { sentenceOf, shortWords, TONE_CLASS, toneOf } from './order-words.ts';
import { ProgressLine } from './progress-line.tsx';

export function OrderStanding({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const isWaiting = order.status === 'PENDING' && order.decisionDeadline !== null;
  return (
    <section className="standing" aria-live="polite">
      <p className={TONE_CLASS[toneOf(order)]}>{shortWords(order, texts)}</p>
      <h1>{sentenceOf(order, texts)}</h1>
      {isWaiting && order.decisionDeadline !== null ? (
        <p className="hint">{texts.order.deadline(formats.dayAndClock(order.decisionDeadline))}</p>
      ) : null}
      <EndReason order={order} />
      <p className="money-words">
        {moneyWordsFor('customer', order, texts)}
        {isNothingPaid(order) ? null : ` · ${formats.money(order.totalCents)}`}
      </p>
      {order.refundedAt === null ? null : (
        <p className="hint">{texts.order.refundedOn(formats.dayAndClock(order.refundedAt))}</p>
      )}
      <ProgressLine order={order} />
    </section>
  );
}

function EndReason({ order }: { readonly order: Order }) {
  const { texts } = useWords();
  if (order.rejectionReason === null) return null;
  return (
    <>
      <p>{texts.order.reasons[order.rejectionReason]}</p>
      {order.rejectionMessage === null ? null : (
        <figure className="said">
          <figcaption className="hint">{texts.order.butcherWrote}</figcaption>
          <blockquote>{order.rejectionMessage}</blockquote>
        </figure>
      )}
    </>
  );
}
