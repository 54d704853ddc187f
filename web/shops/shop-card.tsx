// One shop among the shops.
import { Link } from 'wouter';
import type { Shop } from '../api/bodies.ts';
import { useBasket } from '../basket/use-basket.ts';
import { useWords } from '../language/words.tsx';
import { townOf } from './shop-name.ts';
import { OpenTag, TodayHours } from './shop-opening.tsx';

export function ShopCard({ shop }: { readonly shop: Shop }) {
  const { texts } = useWords();
  const basket = useBasket(shop.id);
  const { name, town } = townOf(shop.name);
  return (
    <li className="shop-card">
      <div className="shop-card-top">
        <h2>
          <Link className="shop-link" href={`/boutique/${shop.id}`}>
            {name}
          </Link>
        </h2>
        <OpenTag shop={shop} />
      </div>
      {town === null ? null : <p className="shop-town">{town}</p>}
      <TodayHours shop={shop} />
      {basket.lines.length === 0 ? null : <p className="shop-basket">{texts.shop.basketWaits}</p>}
    </li>
  );
}
