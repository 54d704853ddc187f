// Cancels an order the shop has not answered yet, after asking once more.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order } from '../api/bodies.ts';
import { decide } from '../api/endpoints.ts';
import { orderQuery, timelineQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';
import { FailureNotice } from '../layout/failure-notice.tsx';
import type { Texts } from '../texts/fr.ts';

export function CancelOrder({ order }: { readonly order: Order }) {
  const { texts } = useWords();
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => decide(order.id, { kind: 'cancel' }),
    onSuccess: (cancelled) => client.setQueryData(orderQuery(order.id).queryKey, cancelled),
    // Refused or not: what is shown must be what is so.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: orderQuery(order.id).queryKey }),
        client.invalidateQueries({ queryKey: timelineQuery(order.id).queryKey }),
      ]),
  });
  if (!isAsked) {
    return (
      <button type="button" className="button button-quiet" onClick={() => setAsked(true)}>
        {texts.order.cancel}
      </button>
    );
  }
  return (
    <section className="panel" aria-labelledby="cancel">
      <h2 id="cancel">{texts.order.cancelAsk}</h2>
      <p>{moneyWords(order, texts)}</p>
      {error === null ? null : <FailureNotice error={error} />}
      <div className="button-row">
        <button type="button" className="button button-strong" disabled={isPending} onClick={() => mutate()}>
          {isPending ? texts.order.cancelling : texts.order.cancelYes}
        </button>
        <button type="button" className="button" onClick={() => setAsked(false)}>
          {texts.order.cancelNo}
        </button>
      </div>
    </section>
  );
}

/** While a payment is not known, it may have been made. */
function moneyWords({ paymentMethod, paymentStatus }: Order, { order: words }: Texts): string {
  if (paymentMethod === 'ON_PICKUP') return words.cancelUnpaid;
  return paymentStatus === 'PAID' ? words.cancelPaid : words.cancelOpen;
}
