// What was ordered, and what it costs.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Item, Order } from '../api/bodies.ts';
import { shopQuery } from '../api/queries.ts';
import type { Formats } from '../language/formats.ts';
import { useWords } from '../language/words.tsx';
import { townOf } from '../shops/shop-name.ts';
import type { Texts } from '../texts/fr.ts';

export function OrderItems({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const { data: shop, isPending } = useQuery(shopQuery(order.shopId));
  return (
    <section className="panel" aria-labelledby="items">
      <h2 id="items">{texts.order.items}</h2>
      {shop === undefined ? (
        // Its place is kept: what stands below does not move when the name arrives.
        isPending ? (
          <p aria-hidden="true">&nbsp;</p>
        ) : null
      ) : (
        <p>
          <Link href={`/boutique/${shop.id}`}>{townOf(shop.name).name}</Link>
        </p>
      )}
      <ul>
        {order.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a product may stand in two lines, and lines never move
          <ItemRow key={index} item={item} />
        ))}
      </ul>
      <p className="sum">
        <span>{texts.shared.total}</span>
        <strong>{formats.money(order.totalCents)}</strong>
      </p>
      <p className="hint">{texts.order.placedOn(formats.dayAndClock(order.createdAt))}</p>
    </section>
  );
}

function ItemRow({ item }: { readonly item: Item }) {
  const { texts, formats } = useWords();
  return (
    <li className="item">
      <span>
        {item.name} <span className="hint">{amountOf(item, texts, formats)}</span>
      </span>
      <span className="item-price">{formats.money(item.priceCents)}</span>
    </li>
  );
}

function amountOf({ quantity, unit }: Item, { shared }: Texts, { weight }: Formats): string {
  switch (unit) {
    case 'g':
      return weight(quantity);
    case 'kg':
      return weight(quantity * 1_000);
    case 'piece':
      return shared.pieces(quantity);
  }
}
