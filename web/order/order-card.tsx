// One order among the visitor's own.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Order } from '../api/bodies.ts';
import { shopsQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';
import { townOf } from '../shops/shop-name.ts';
import { moneyWordsFor } from './money-words.ts';
import { shortWords, TONE_CLASS, toneOf } from './order-words.ts';

export function OrderCard({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const { data: shops } = useQuery(shopsQuery);
  const shop = shops?.data.find(({ id }) => id === order.shopId);
  return (
    <li className="order-card">
      <div className="shop-card-top">
        <h2>
          <Link className="shop-link" href={`/commande/${order.id}`}>
            {shop === undefined ? texts.order.title : townOf(shop.name).name}
          </Link>
        </h2>
        <span className={TONE_CLASS[toneOf(order)]}>{shortWords(order, texts)}</span>
      </div>
      <p className="order-card-facts">
        <span className="hint">{texts.order.placedOn(formats.dayAndClock(order.createdAt))}</span>
        <strong>{formats.money(order.totalCents)}</strong>
      </p>
      <p className="hint">{moneyWordsFor('customer', order, texts)}</p>
    </li>
  );
}
