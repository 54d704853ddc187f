// The orders of the shop, newest first: filtered by state and day, page by page.
import { useState } from 'react';
import type { Order } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import { FailureNotice } from '../../layout/failure-notice.tsx';
import { Loading } from '../../layout/loading.tsx';
import type { DeskState } from '../desk/desk-store.ts';
import type { Decisions } from '../desk/use-decisions.ts';
import { OrderCard } from '../orders/order-card.tsx';
import { HistoryFilters } from './history-filters.tsx';
import { NO_FILTER, useHistory } from './use-history.ts';

interface Props {
  readonly shopId: string;
  readonly state: DeskState;
  readonly decisions: Decisions;
}

export function HistoryView({ shopId, state, decisions }: Props) {
  const { texts } = useWords();
  const [filter, setFilter] = useState(NO_FILTER);
  const { data, error, hasNextPage, fetchNextPage, isFetching, refetch } = useHistory(shopId, filter);
  return (
    <section className="desk-list" aria-labelledby="list-title">
      <h1 id="list-title" className="desk-title">
        {texts.console.views.history}
      </h1>
      <HistoryFilters filter={filter} change={setFilter} />
      {error === null ? null : <FailureNotice error={error} retry={() => void refetch()} />}
      {data === undefined ? null : (
        <Orders orders={data.pages.flatMap((page) => page.data)} state={state} decisions={decisions} />
      )}
      {isFetching ? <Loading /> : null}
      {hasNextPage && !isFetching ? (
        <button type="button" className="button button-wide" onClick={() => void fetchNextPage()}>
          {texts.console.older}
        </button>
      ) : null}
    </section>
  );
}

interface OrdersProps extends Omit<Props, 'shopId'> {
  readonly orders: readonly Order[];
}

/** What the counter has heard of since is newer than what was read for the list. */
function Orders({ orders, state: { book }, decisions }: OrdersProps) {
  const { texts } = useWords();
  if (orders.length === 0) return <p className="desk-empty">{texts.console.empty.history}</p>;
  return (
    <ul className="desk-cards">
      {orders.map((order) => (
        <li key={order.id}>
          <OrderCard order={newest(order, book.get(order.id))} decisions={decisions} />
        </li>
      ))}
    </ul>
  );
}

const newest = (read: Order, known: Order | undefined): Order =>
  known !== undefined && known.version > read.version ? known : read;
