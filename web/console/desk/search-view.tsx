// What was found: among the orders known here, and by its number anywhere in the shop.
import { useQuery } from '@tanstack/react-query';
import type { Order } from '../../api/bodies.ts';
import { readOrder } from '../../api/endpoints.ts';
import { useWords } from '../../language/words.tsx';
import { OrderCard } from '../orders/order-card.tsx';
import { looksLikeId, matches } from '../orders/search.ts';
import type { DeskState } from './desk-store.ts';
import type { Decisions } from './use-decisions.ts';

interface Props {
  readonly wanted: string;
  readonly state: DeskState;
  readonly decisions: Decisions;
  readonly shopId: string;
}

export function SearchView({ wanted, state, decisions, shopId }: Props) {
  const { texts } = useWords();
  const known = [...state.book.values()].filter((order) => matches(order, wanted));
  const id = wanted.trim().toLowerCase();
  const { data } = useQuery({
    queryKey: ['console-search', id],
    queryFn: () => readOrder(id),
    enabled: known.length === 0 && looksLikeId(id),
  });
  const elsewhere: Order[] = known.length === 0 && data?.shopId === shopId ? [data] : [];
  const found = [...known, ...elsewhere].toSorted(byOpenness);
  return (
    <section className="desk-list" aria-labelledby="list-title">
      <h1 id="list-title" className="desk-title" role="status">
        {texts.console.found(found.length)}
      </h1>
      <ul className="desk-cards">
        {found.map((order) => (
          <li key={order.id}>
            <OrderCard order={order} decisions={decisions} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const RANK: readonly Order['status'][] = ['READY', 'PENDING', 'ACCEPTED'];

/** Who asks for an order at the counter most likely wants one that is ready; the ended ones come last. */
const byOpenness = (a: Order, b: Order): number => rankOf(a) - rankOf(b);
const rankOf = ({ status }: Order): number => (RANK.includes(status) ? RANK.indexOf(status) : RANK.length);
