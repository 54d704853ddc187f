// One list of the counter.
import { useEffect, useRef } from 'react';
import { useWords } from '../../language/words.tsx';
import { type ListName, listOf } from '../orders/lists.ts';
import { OrderCard } from '../orders/order-card.tsx';
import type { DeskState } from './desk-store.ts';
import type { Decisions } from './use-decisions.ts';
import { useServerNow } from './use-server-now.ts';
import { isMoved, useSettling } from './use-settling.ts';

const MINUTE = 60_000;

interface Props {
  readonly name: ListName;
  readonly state: DeskState;
  readonly decisions: Decisions;
  readonly unseen: ReadonlySet<string>;
}

export function ListView({ name, state, decisions, unseen }: Props) {
  const { texts } = useWords();
  const now = useServerNow(MINUTE);
  const orders = listOf(state.book, name, now);
  const heading = useRef<HTMLHeadingElement>(null);
  const ids = orders.map(({ id }) => id).join(' ');
  const isSettling = useSettling(ids, isMoved);
  // A card that goes takes the focus with it: who uses the keyboard goes on from the head of the list.
  const shown = useRef(ids);
  useEffect(() => {
    if (shown.current === ids) return;
    shown.current = ids;
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [ids]);
  return (
    <section className="desk-list" aria-labelledby="list-title">
      <h1 id="list-title" ref={heading} tabIndex={-1} className="desk-title">
        {texts.console.views[name]}
        <span className="desk-title-count">{texts.console.orders(orders.length)}</span>
      </h1>
      {orders.length === 0 ? <p className="desk-empty">{texts.console.empty[name]}</p> : null}
      <ul className={`desk-cards${isSettling ? ' settling' : ''}`}>
        {orders.map((order) => (
          <li key={order.id}>
            <OrderCard order={order} decisions={decisions} isNew={unseen.has(order.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
