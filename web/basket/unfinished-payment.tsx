// An order that waits for its payment: go on with it, or cancel it and keep the basket.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Order } from '../api/bodies.ts';
import { decide } from '../api/endpoints.ts';
import { useWords } from '../language/words.tsx';
import { failureWords } from '../layout/failure-notice.tsx';
import { Notice } from '../layout/notice.tsx';
import { unfinishedQuery } from './use-unfinished.ts';

export function UnfinishedPayment({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const client = useQueryClient();
  const dropping = useMutation({
    mutationFn: () => decide(order.id, { kind: 'cancel' }),
    onSettled: () => client.invalidateQueries({ queryKey: unfinishedQuery.queryKey }),
  });
  if (order.checkoutUrl === null) return null;
  return (
    <Notice kind="info" title={texts.basket.unfinishedTitle}>
      <p>{texts.basket.unfinished(formats.money(order.totalCents))}</p>
      <div className="button-row">
        <a className="button button-strong" href={order.checkoutUrl}>
          {texts.basket.resume}
        </a>
        <button
          type="button"
          className="button"
          disabled={dropping.isPending}
          onClick={() => dropping.mutate()}
        >
          {texts.basket.drop}
        </button>
      </div>
      {dropping.error === null ? null : <p role="alert">{failureWords(dropping.error, texts)}</p>}
    </Notice>
  );
}
