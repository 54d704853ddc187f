// `/boutique/:shopId`: what a shop sells, and how much of it one wants.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Shop } from '../api/bodies.ts';
import { statusOf } from '../api/failure.ts';
import { shopQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';
import { FailureNotice, failureWords } from '../layout/failure-notice.tsx';
import { Loading } from '../layout/loading.tsx';
import { PageFrame } from '../layout/page-frame.tsx';
import { townOf } from '../shops/shop-name.ts';
import { OpenTag, TodayHours, WeekHours } from '../shops/shop-opening.tsx';
import { BasketBar } from './basket-bar.tsx';
import { categoriesOf } from './categories.ts';
import { ProductRow } from './product-row.tsx';

export function ShopPage({ shopId }: { readonly shopId: string }) {
  const { texts } = useWords();
  const { data: shop, error, refetch } = useQuery(shopQuery(shopId));
  const title = shop === undefined ? texts.shared.home : townOf(shop.name).name;
  return (
    <PageFrame title={title} back={{ to: '/', label: texts.shared.home }}>
      {shop !== undefined ? (
        <Catalogue shop={shop} />
      ) : error === null ? (
        <Loading />
      ) : statusOf(error) === 404 ? (
        <MissingShop error={error} />
      ) : (
        <FailureNotice error={error} retry={() => void refetch()} />
      )}
    </PageFrame>
  );
}

function MissingShop({ error }: { readonly error: unknown }) {
  const { texts } = useWords();
  return (
    <>
      <h1>{failureWords(error, texts)}</h1>
      <Link className="button" href="/">
        {texts.shared.toShops}
      </Link>
    </>
  );
}

function Catalogue({ shop }: { readonly shop: Shop }) {
  const { texts } = useWords();
  const { name, town } = townOf(shop.name);
  const categories = categoriesOf(shop.products);
  return (
    <>
      <div className="shop-head">
        <div className="shop-card-top">
          <h1>{name}</h1>
          <OpenTag shop={shop} />
        </div>
        {town === null ? null : <p className="shop-town">{town}</p>}
        <TodayHours shop={shop} />
        <WeekHours shop={shop} />
      </div>
      <nav className="categories" aria-label={texts.shop.categories}>
        {categories.map(({ name: category, anchor }) => (
          <a key={anchor} href={`#${anchor}`}>
            {category}
          </a>
        ))}
      </nav>
      {categories.map(({ name: category, anchor, products }) => (
        <section key={anchor} id={anchor} className="category" aria-label={category}>
          <h2>{category}</h2>
          <ul>
            {products.map((product) => (
              <ProductRow key={product.id} shopId={shop.id} product={product} />
            ))}
          </ul>
        </section>
      ))}
      <BasketBar shopId={shop.id} />
    </>
  );
}
